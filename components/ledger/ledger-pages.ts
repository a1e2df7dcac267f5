import type { LedgerRow } from '@/utils/domain';
import type { ChangeFeed } from '../live/live';
import { Observed } from '../live/observed';

export const PAGE = 25;

type ReadPage = (wish: { to?: number; limit: number }) => Promise<LedgerRow[]>;

export interface LedgerList {
  rows: readonly LedgerRow[];
  /** There are older ones in the store. */
  more: boolean;
  loading: boolean;
  trouble: unknown;
}

const UNREAD: LedgerList = { rows: [], more: false, loading: true, trouble: undefined };

/** The ledger, newest first, a page at a time; reads what is shown again when a job changes. */
export class LedgerPages {
  readonly #page: ReadPage;
  readonly #list: Observed<LedgerList>;
  #turn = 0;

  constructor(page: ReadPage, feed: ChangeFeed) {
    this.#page = page;
    this.#list = new Observed(UNREAD, {
      // A line of the ledger is written with its job, or its still.
      watch: () => feed(({ kind }) => (kind === 'job' || kind === 'still') && void this.refresh()),
      read: () => void this.refresh(),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#list.subscribe(listener);
  readonly snapshot = (): LedgerList => this.#list.snapshot();

  /** Reads again as many as are shown, at least one page. */
  readonly refresh = (): Promise<void> => this.#read([], Math.max(PAGE, this.snapshot().rows.length));

  readonly loadMore = (): Promise<void> => {
    const { rows, more, loading } = this.snapshot();
    return more && !loading ? this.#read(rows, PAGE) : Promise.resolve();
  };

  async #read(kept: readonly LedgerRow[], limit: number): Promise<void> {
    const turn = (this.#turn += 1);
    this.#list.set({ ...this.snapshot(), loading: true });
    try {
      // One more than is shown tells whether there are older ones.
      const found = await this.#older(kept, limit + 1);
      if (turn !== this.#turn) return;
      const rows = [...kept, ...found.slice(0, limit)];
      this.#list.set({ rows, more: found.length > limit, loading: false, trouble: undefined });
    } catch (trouble) {
      if (turn === this.#turn) this.#list.set({ ...this.snapshot(), loading: false, trouble });
    }
  }

  /** Attempts of one moment may be parted by the end of a page: the moment is read again, less what is there. */
  async #older(shown: readonly LedgerRow[], limit: number): Promise<LedgerRow[]> {
    const last = shown.at(-1);
    if (!last) return this.#page({ limit });
    const there = new Set(shown.filter(({ at }) => at === last.at).map(({ id }) => id));
    const rows = await this.#page({ to: last.at + 1, limit: limit + there.size });
    return rows.filter(({ id }) => !there.has(id)).slice(0, limit);
  }
}
