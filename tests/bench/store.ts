import { openLab, type LabBrowser } from '../lab/lab';
import type { StoreTimes } from './entries/store';
import { table } from './numbers';

const QUEUED = [10, 100, 1000];
const CLIPS = [0, 1000, 10_000];
const ASPECTS = ['wake', 'poll', 'page'] as const;
const MINUTES = 60_000;

interface Load {
  queued: number;
  clips: number;
  times: StoreTimes;
}

/** What a wake, a poll and the first page of the library cost while the queue and the library grow. */
export async function benchStore(browser: LabBrowser): Promise<string> {
  const lab = await openLab({ browser, entry: 'tests/bench/entries/store.ts', timeout: 5 * MINUTES });
  try {
    const at = async (queued: number, clips: number): Promise<Load> => {
      await lab.evaluate('fill', queued, clips);
      return { queued, clips, times: await lab.evaluate<StoreTimes>('measure') };
    };
    const floor = await at(0, 0);
    const loads: Load[] = [];
    for (const clips of CLIPS) for (const queued of QUEUED) loads.push(await at(queued, clips));
    return [
      `Store in ${browser}, medians in ms, and how many times those of an empty one`,
      table([
        ['queued, clips', ...ASPECTS.flatMap((name) => [name, ''])],
        ...[floor, ...loads].map((load) => row(load, floor.times)),
      ]),
      ...ASPECTS.map((name) => slopes(name, loads)),
    ].join('\n');
  } finally {
    await lab.close();
  }
}

function row({ queued, clips, times }: Load, floor: StoreTimes): string[] {
  const cells = ASPECTS.flatMap((name) => [
    times[name].toFixed(2),
    `${(times[name] / floor[name]).toFixed(1)}x`,
  ]);
  return [`${queued}, ${clips}`, ...cells];
}

/** From the least to the most of one, with the least of the other; a page is full from the first thousand clips on. */
function slopes(name: keyof StoreTimes, loads: readonly Load[]): string {
  const along = (size: 'queued' | 'clips', other: 'queued' | 'clips'): string => {
    const least = Math.min(...loads.map((load) => load[other]));
    const line = loads
      .filter((load) => load[other] === least && (size === 'queued' || load.clips > 0))
      .toSorted((a, b) => a[size] - b[size]);
    const [first, last] = [line[0], line.at(-1)];
    if (!first || !last) return '';
    const more = (last.times[name] - first.times[name]) / ((last[size] - first[size]) / 1000);
    return `${more >= 0 ? '+' : ''}${more.toFixed(2)} ms per 1,000 ${size === 'queued' ? 'queued jobs' : 'clips'}`;
  };
  return `${name}: ${along('queued', 'clips')}, ${along('clips', 'queued')}`;
}
