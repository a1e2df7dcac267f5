/** `runtime.connect` between a view and the background, as browsers have it; the fake browser has none. */
type Listener = (...args: never[]) => void;

/** A list of who listens. */
class Ears {
  readonly #all: Listener[] = [];
  readonly addListener = (listener: Listener): void => void this.#all.push(listener);
  tell(...args: unknown[]): void {
    for (const listener of this.#all) (listener as (...args: unknown[]) => void)(...args);
  }
}

/** One end: what is posted arrives at the other, in a later turn; who disconnects is not told of it. */
class End {
  readonly onMessage = new Ears();
  readonly onDisconnect = new Ears();
  other: End | undefined;

  constructor(
    readonly name: string,
    readonly sender: object | undefined,
    private readonly lines: Lines,
  ) {}

  postMessage = (message: unknown): void => {
    const { other } = this;
    if (!other) throw new Error('Attempting to use a disconnected port object');
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => other.other && other.onMessage.tell(copy, other));
  };

  disconnect = (): void => {
    const { other } = this;
    if (!other) return;
    this.lines.close(this);
    queueMicrotask(() => other.onDisconnect.tell(other));
  };
}

export class Lines {
  readonly onConnect = new Ears();
  /** The view's ends of what is open. */
  readonly #views = new Set<End>();

  constructor(public sender: object) {}

  get open(): number {
    return this.#views.size;
  }

  connect = ({ name }: { name: string }): End => {
    const view = new End(name, undefined, this);
    const background = new End(name, this.sender, this);
    view.other = background;
    background.other = view;
    this.#views.add(view);
    queueMicrotask(() => this.onConnect.tell(background));
    return view;
  };

  close(end: End): void {
    const { other } = end;
    this.#views.delete(end);
    if (other) this.#views.delete(other);
    if (other) other.other = undefined;
    end.other = undefined;
  }

  /** The browser does this when a view is closed. */
  closeView(): void {
    for (const view of this.#views) view.disconnect();
  }

  /** What the dead say reaches nobody. */
  endBackground(): void {
    for (const { other } of this.#views) {
      other?.disconnect();
      if (other) other.postMessage = () => undefined;
    }
  }
}
