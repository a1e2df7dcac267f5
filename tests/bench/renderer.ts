import type { Template } from '@/utils/domain';
import { openLab, type Lab, type LabBrowser } from '../lab/lab';
import { ffmpegFolder } from './ffmpeg';
import { against, median, table } from './numbers';
import { BENCH_TEMPLATES } from './requests';

const ROUNDS = 3;
/** ffmpeg.wasm takes many times as long: once with its usual preset, once with its fastest. */
const PRESETS = ['medium', 'ultrafast'] as const;
const MAX_RATIO = 1.5;
const MIN_SPEED_UP = 5;

interface Row {
  template: Template;
  codec: string;
  frames: number;
  seconds: number;
  whole: number;
  encoder: number;
  drawing: number;
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
    for (const template of BENCH_TEMPLATES)
      rows.push(...(await benchTemplate(lab, template, ffmpeg !== undefined)));
    return report(browser, rows);
  } finally {
    await lab.close();
  }
}

async function benchTemplate(lab: Lab, template: Template, withFfmpeg: boolean): Promise<Row[]> {
  const { frames, seconds } = await lab.evaluate<{ frames: number; seconds: number }>('prepare', template);
  const codecs = await lab.evaluate<string[]>('codecs');
  // One codec tells what a template costs; one template tells what a codec costs.
  const wanted = template === 'quote' ? codecs : codecs.slice(0, 1);
  const wasm: number[] = [];
  if (withFfmpeg) for (const preset of PRESETS) wasm.push(await lab.evaluate<number>('ffmpegWasm', preset));
  const rows: Row[] = [];
  for (const codec of wanted) {
    const times = { whole: [] as number[], encoder: [] as number[], drawing: [] as number[] };
    // Taken in turns, so that whatever else the machine does falls on all three alike; the first turn warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const encoder = await lab.evaluate<number>('encoderAlone', codec);
      const whole = await lab.evaluate<number>('whole', codec);
      const drawing = await lab.evaluate<number>('drawingAlone');
      if (round === 0) continue;
      times.encoder.push(encoder);
      times.whole.push(whole);
      times.drawing.push(drawing);
    }
    const medians = {
      whole: median(times.whole),
      encoder: median(times.encoder),
      drawing: median(times.drawing),
    };
    rows.push({ template, codec, frames, seconds, wasm, ...medians });
  }
  return rows;
}

function report(browser: LabBrowser, rows: readonly Row[]): string {
  const perFrame = (ms: number, row: Row): string => (ms / row.frames).toFixed(1);
  const lines = rows.map((row) => [
    `${row.template} ${row.codec}`,
    `${((row.seconds * 1000) / row.whole).toFixed(1)}x`,
    perFrame(row.whole, row),
    perFrame(row.encoder, row),
    perFrame(row.drawing, row),
    (row.whole / row.encoder).toFixed(2),
    ...PRESETS.map((_, i) =>
      row.wasm[i] === undefined ? '-' : `${((row.wasm[i] * row.frames) / row.whole).toFixed(1)}x`,
    ),
  ]);
  const head = [
    '',
    'real time',
    'whole ms',
    'encoder ms',
    'drawing ms',
    'ratio',
    ...PRESETS.map((p) => `wasm ${p}`),
  ];
  const ratio = median(rows.filter(isFirstChoice(rows)).map((row) => row.whole / row.encoder));
  const speedUp = median(
    rows.filter(isFirstChoice(rows)).map((row) => ((row.wasm[0] ?? Number.NaN) * row.frames) / row.whole),
  );
  return [
    `Renderer in ${browser}: 720p, 30 fps, ${ROUNDS} rounds, medians, ms a frame`,
    table([head, ...lines]),
    `whole / encoder alone, median of templates: ${against(ratio, MAX_RATIO, 'less')}`,
    Number.isNaN(speedUp)
      ? 'ffmpeg.wasm: could not be installed, not compared'
      : `ffmpeg.wasm (x264 as it comes, "medium") / whole, median of templates: ${against(speedUp, MIN_SPEED_UP, 'more')}`,
  ].join('\n');
}

function isFirstChoice(rows: readonly Row[]): (row: Row) => boolean {
  return (row) => row.codec === rows[0]?.codec;
}
