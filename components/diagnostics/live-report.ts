import { Live } from '../live/live';
import { throttled } from '../live/throttled';
import type { Services } from '../services';
import { find } from './find';
import { MOST_JOBS, reportOf, type Report } from './report';

/** Jobs change many times a second while they run, and a thousand of them are read. */
const EVERY_MS = 1000;

export interface About {
  version: string;
  browser: string;
}

/** The report, read again as jobs and clips change. */
export class LiveReport extends Live<Report> {
  readonly #wish: { limit: number };

  constructor({ store, onChange }: Pick<Services, 'store' | 'onChange'>, about: About) {
    const wish = { limit: MOST_JOBS };
    const load = async () => reportOf(await find(store, { ...about, now: Date.now() }, wish.limit));
    const feed = throttled(onChange, EVERY_MS, ({ kind }) => kind === 'job' || kind === 'clip');
    super(load, feed, () => true);
    this.#wish = wish;
  }

  /** Reads further back where so many jobs are not there yet; by the thousand, as the JSON has them anyway. */
  reach(count: number): void {
    const limit = Math.ceil(count / MOST_JOBS) * MOST_JOBS;
    if (limit <= this.#wish.limit) return;
    this.#wish.limit = limit;
    void this.refresh();
  }
}
