/** What changed, by id only: bytes and records are read from the store by whoever cares. */
export type Change =
  | { kind: 'draft'; windowId: number }
  | { kind: 'job'; id: string }
  | { kind: 'clip'; id: string }
  /** A connection, or the models it lists. */
  | { kind: 'connection'; id: string }
  | { kind: 'still'; id: string }
  /** Which keys there are, and whether they are locked. */
  | { kind: 'keys' }
  /** The caps, or whether the queue is halted. */
  | { kind: 'settings' };

export type Announce = (change: Change) => void;

const CHANNEL = 'pagereel-changes';

/** Tells every context of the extension, this one included, that a row changed. */
export class Changes {
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #listeners = new Set<(change: Change) => void>();

  constructor() {
    this.#channel.onmessage = (event: MessageEvent<Change>) => this.#tell(event.data);
  }

  announce(change: Change): void {
    this.#channel.postMessage(change);
    // A channel does not hear itself.
    this.#tell(change);
  }

  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
