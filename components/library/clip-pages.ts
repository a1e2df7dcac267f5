import type { Change, Store } from '@/utils/db';
import type { Clip } from '@/utils/domain';
import type { ChangeFeed } from '../live/live';

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

type ClipSource = Pick<Store['clips'], 'page'>;

/** The library, newest first, a page at a time; reads what is shown again when a clip changes. */
export class ClipPages {
  readonly #clips: ClipSource;
  readonly #feed: ChangeFeed;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #list: ClipList = { clips: [], more: true, loading: false, trouble: undefined, readAt: 0 };
  #turn = 0;
  #stop: (() => void) | undefined;

  constructor(clips: ClipSource, feed: ChangeFeed, now: () => number = Date.now) {
    this.#now = now;
    this.#clips = clips;
    this.#feed = feed;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (!this.#stop) {
      this.#stop = this.#feed((change: Change) => change.kind === 'clip' && void this.refresh());
      void this.refresh();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  };

  readonly snapshot = (): ClipList => this.#list;

  /** Reads again as many as are shown, at least one page. */
  readonly refresh = (): Promise<void> => {
    const limit = Math.max(PAGE, this.#list.clips.length);
    return this.#read(() => this.#clips.page({ limit }), limit, []);
  };

  readonly loadMore = (): Promise<void> => {
    const { clips, more, loading } = this.#list;
    const last = clips.at(-1);
    if (!more || loading || !last) return Promise.resolve();
    return this.#read(() => this.#clips.page({ before: last.createdAt, limit: PAGE }), PAGE, clips);
  };

  async #read(load: () => Promise<Clip[]>, limit: number, kept: readonly Clip[]): Promise<void> {
    const turn = (this.#turn += 1);
    this.#set({ ...this.#list, loading: true });
    try {
      const clips = await load();
      if (turn !== this.#turn) return;
      this.#set({
        clips: [...kept, ...clips],
        more: clips.length >= limit,
        loading: false,
        trouble: undefined,
        readAt: this.#now(),
      });
    } catch (trouble) {
      if (turn === this.#turn) this.#set({ ...this.#list, loading: false, trouble });
    }
  }

  #set(list: ClipList): void {
    this.#list = list;
    for (const listener of this.#listeners) listener();
  }
}
