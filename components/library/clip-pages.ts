import type { Store } from '@/utils/db';
import type { Clip } from '@/utils/domain';
import type { ChangeFeed } from '../live/live';
import { Observed } from '../live/observed';

export const PAGE = 50;

export interface ClipList {
  clips: readonly Clip[];
  /** There are older ones in the store. */
  more: boolean;
  loading: boolean;
  trouble: unknown;
  /** When it was last read, ms: what "today" means for it. */
  readAt: number;
}

const UNREAD: ClipList = { clips: [], more: true, loading: false, trouble: undefined, readAt: 0 };

type ClipSource = Pick<Store['clips'], 'page'>;

/** The library, newest first, a page at a time; reads what is shown again when a clip changes. */
export class ClipPages {
  readonly #clips: ClipSource;
  readonly #now: () => number;
  readonly #list: Observed<ClipList>;
  #turn = 0;

  constructor(clips: ClipSource, feed: ChangeFeed, now: () => number = Date.now) {
    this.#now = now;
    this.#clips = clips;
    this.#list = new Observed(UNREAD, {
      watch: () => feed((change) => change.kind === 'clip' && void this.refresh()),
      read: () => void this.refresh(),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#list.subscribe(listener);
  readonly snapshot = (): ClipList => this.#list.snapshot();

  /** Reads again as many as are shown, at least one page. */
  readonly refresh = (): Promise<void> => {
    const limit = Math.max(PAGE, this.snapshot().clips.length);
    return this.#read(() => this.#clips.page({ limit }), limit, []);
  };

  readonly loadMore = (): Promise<void> => {
    const { clips, more, loading } = this.snapshot();
    const last = clips.at(-1);
    if (!more || loading || !last) return Promise.resolve();
    return this.#read(() => this.#clips.page({ before: last.createdAt, limit: PAGE }), PAGE, clips);
  };

  async #read(load: () => Promise<Clip[]>, limit: number, kept: readonly Clip[]): Promise<void> {
    const turn = (this.#turn += 1);
    this.#list.set({ ...this.snapshot(), loading: true });
    try {
      const clips = await load();
      if (turn !== this.#turn) return;
      this.#list.set({
        clips: [...kept, ...clips],
        more: clips.length >= limit,
        loading: false,
        trouble: undefined,
        readAt: this.#now(),
      });
    } catch (trouble) {
      if (turn === this.#turn) this.#list.set({ ...this.snapshot(), loading: false, trouble });
    }
  }
}
