interface Source {
  /** Begins to watch for news; called off when nobody looks any more. */
  watch: () => () => void;
  /** Reads for the first time, once it is watched. */
  read: () => void;
}

/** A value that views look at; it is kept up to date only while somebody does. */
export class Observed<T> {
  readonly #source: Source;
  readonly #listeners = new Set<() => void>();
  #value: T;
  #stop: (() => void) | undefined;

  constructor(first: T, source: Source) {
    this.#value = first;
    this.#source = source;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (!this.#stop) {
      this.#stop = this.#source.watch();
      this.#source.read();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  };

  readonly snapshot = (): T => this.#value;

  set(value: T): void {
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }
}
