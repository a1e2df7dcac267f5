/** A value read out of the store, and read again whenever a change concerns it. */
import type { Change } from '@/utils/db';
import { Observed } from './observed';

export type Loaded<T> =
  { kind: 'loading' } | { kind: 'ready'; value: T } | { kind: 'trouble'; error: unknown };

/** Tells of every change in the store until it is called off. */
export type ChangeFeed = (listener: (change: Change) => void) => () => void;

export class Live<T> {
  readonly #load: () => Promise<T>;
  readonly #state: Observed<Loaded<T>>;
  #turn = 0;
  #reading = false;
  #stale = false;

  constructor(load: () => Promise<T>, feed: ChangeFeed, concerns: (change: Change) => boolean) {
    this.#load = load;
    this.#state = new Observed<Loaded<T>>(
      { kind: 'loading' },
      {
        watch: () => feed((change) => concerns(change) && void this.#follow()),
        read: () => void this.refresh(),
      },
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener);
  readonly snapshot = (): Loaded<T> => this.#state.snapshot();

  /** Reads again. The answer of an older reading never replaces that of a newer one. */
  readonly refresh = async (): Promise<void> => {
    const turn = (this.#turn += 1);
    const state = await this.#load().then(
      (value): Loaded<T> => ({ kind: 'ready', value }),
      (error: unknown): Loaded<T> => ({ kind: 'trouble', error }),
    );
    if (turn !== this.#turn) return;
    this.#state.set(state);
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
