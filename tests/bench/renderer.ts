import type { Template } from '@/utils/domain';
import { openLab, type Lab, type LabBrowser } from '../lab/lab';
import { browserCpu } from './cpu';
import { ffmpegFolder } from './ffmpeg';
import { against, median, table } from './numbers';
import { BENCH_TEMPLATES } from './requests';

const ROUNDS = 3;
/** ffmpeg.wasm as it comes, and at its fastest, where its files are two to three times as large. */
const PRESETS = ['medium', 'ultrafast'] as const;
const MAX_RATIO = 1.5;
const MIN_SPEED_UP = 5;

/** Milliseconds of one run: by the clock, and of all processors together. */
interface Time {
  wall: number;
  cpu: number;
}

const RUNS = ['encoderAlone', 'whole', 'drawingAlone'] as const;

interface Row {
  template: Template;
  codec: string;
  frames: number;
  seconds: number;
  times: Record<(typeof RUNS)[number], Time>;
  /** Milliseconds a frame, one for each preset. */
  wasm: number[];
}

/** Real-time factors, and the two comparisons, for every template and codec of a browser. */
export async function benchRenderer(browser: LabBrowser): Promise<string> {
  const ffmpeg = ffmpegFolder();
  const lab = await openLab({
    browser,
    entry: 'tests/bench/entries/renderer.ts',
    folders: ffmpeg ? { '/ffmpeg': ffmpeg } : {},
    timeout: 300_000,
  });
  try {
    const rows: Row[] = [];
    for (const template of BENCH_TEMPLATES) {
      rows.push(...(await benchTemplate(lab, template, ffmpeg !== undefined)));
      console.error(`  ${template} done`);
    }
    return report(browser, rows);
  } finally {
    await lab.close();
  }
}

async function benchTemplate(lab: Lab, template: Template, withFfmpeg: boolean): Promise<Row[]> {
  const { frames, seconds } = await lab.evaluate<{ frames: number; seconds: number }>('prepare', template);
  const codecs = await lab.evaluate<string[]>('codecs');
  const rows: Row[] = [];
  // One codec tells what a template costs; one template tells what a codec costs.
  for (const codec of template === 'quote' ? codecs : codecs.slice(0, 1)) {
    rows.push({ template, codec, frames, seconds, times: await timesOf(lab, codec), wasm: [] });
  }
  const wasm: number[] = [];
  if (withFfmpeg) for (const preset of PRESETS) wasm.push(await lab.evaluate<number>('ffmpegWasm', preset));
  for (const row of rows) row.wasm = wasm;
  return rows;
}

/** Taken in turns, so that whatever else the machine does falls on all alike; the first turn warms up. */
async function timesOf(lab: Lab, codec: string): Promise<Row['times']> {
  const taken: Record<(typeof RUNS)[number], Time[]> = { encoderAlone: [], whole: [], drawingAlone: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const run of RUNS) {
      const before = browserCpu();
      const wall = await lab.evaluate<number>(run, codec);
      if (round > 0) taken[run].push({ wall, cpu: browserCpu() - before });
    }
  }
  const middle = (times: readonly Time[]): Time => ({
    wall: median(times.map(({ wall }) => wall)),
    cpu: median(times.map(({ cpu }) => cpu)),
  });
  return {
    encoderAlone: middle(taken.encoderAlone),
    whole: middle(taken.whole),
    drawingAlone: middle(taken.drawingAlone),
  };
}

function report(browser: LabBrowser, rows: readonly Row[]): string {
  const lines = rows.map(({ template, codec, seconds, frames, times, wasm }) => [
    `${template} ${codec}`,
    `${((seconds * 1000) / times.whole.wall).toFixed(1)}x`,
    ...(['whole', 'encoderAlone', 'drawingAlone'] as const).map(
      (run) => `${(times[run].wall / frames).toFixed(1)} / ${(times[run].cpu / frames).toFixed(1)}`,
    ),
    ratioOf(times, 'wall').toFixed(2),
    ratioOf(times, 'cpu').toFixed(2),
    ...PRESETS.map((_, i) =>
      wasm[i] === undefined ? '-' : `${((wasm[i] * frames) / times.whole.wall).toFixed(1)}x`,
    ),
  ]);
  const head = [
    '',
    'real time',
    'whole',
    'encoder alone',
    'drawing alone',
    'ratio',
    'of cpu',
    ...PRESETS.map((p) => `wasm ${p}`),
  ];
  const main = rows.filter(({ codec }) => codec === rows[0]?.codec);
  const ratio = median(main.map(({ times }) => ratioOf(times, 'wall')));
  const cpuRatio = median(main.map(({ times }) => ratioOf(times, 'cpu')));
  const speedUp = median(
    main.map(({ wasm, frames, times }) => ((wasm[0] ?? Number.NaN) * frames) / times.whole.wall),
  );
  return [
    `Renderer in ${browser}: 720p, 30 fps; median of ${ROUNDS} rounds; milliseconds a frame by the clock / of all processors`,
    table([head, ...lines]),
    `whole / encoder alone, median of templates: ${against(ratio, MAX_RATIO, 'less')}; of processor time ${cpuRatio.toFixed(2)}`,
    Number.isNaN(speedUp)
      ? 'ffmpeg.wasm: could not be installed, not compared'
      : `ffmpeg.wasm (x264 as it comes, "medium") / whole, median of templates: ${against(speedUp, MIN_SPEED_UP, 'more')}`,
  ].join('\n');
}

function ratioOf(times: Row['times'], kind: keyof Time): number {
  return times.whole[kind] / times.encoderAlone[kind];
}
