/** A value read out of the store, and read again whenever a change concerns it. */
import type { Change } from '@/utils/db';

export type Loaded<T> =
  { kind: 'loading' } | { kind: 'ready'; value: T } | { kind: 'trouble'; error: unknown };

/** Tells of every change in the store until it is called off. */
export type ChangeFeed = (listener: (change: Change) => void) => () => void;

export class Live<T> {
  readonly #load: () => Promise<T>;
  readonly #feed: ChangeFeed;
  readonly #concerns: (change: Change) => boolean;
  readonly #listeners = new Set<() => void>();
  #state: Loaded<T> = { kind: 'loading' };
  #turn = 0;
  #reading = false;
  #stale = false;
  #stop: (() => void) | undefined;

  constructor(load: () => Promise<T>, feed: ChangeFeed, concerns: (change: Change) => boolean) {
    this.#load = load;
    this.#feed = feed;
    this.#concerns = concerns;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (!this.#stop) {
      this.#stop = this.#feed((change) => this.#concerns(change) && void this.#follow());
      void this.refresh();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  };

  readonly snapshot = (): Loaded<T> => this.#state;

  /** Reads again. The answer of an older reading never replaces that of a newer one. */
  readonly refresh = async (): Promise<void> => {
    const turn = (this.#turn += 1);
    const state = await this.#load().then(
      (value): Loaded<T> => ({ kind: 'ready', value }),
      (error: unknown): Loaded<T> => ({ kind: 'trouble', error }),
    );
    if (turn !== this.#turn) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  };

  /** However many changes come while it is being read, it is read once more. */
  async #follow(): Promise<void> {
    this.#stale = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#stale) {
      this.#stale = false;
      await this.refresh();
    }
    this.#reading = false;
  }
}
