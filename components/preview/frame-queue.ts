/** Asks for one frame at a time; while one is being drawn, only the newest wish is remembered. */
export class FrameQueue<Wish, Answer> {
  readonly #draw: (wish: Wish) => Promise<Answer>;
  readonly #onFrame: (answer: Answer, wish: Wish) => void;
  readonly #onTrouble: (error: unknown, wish: Wish) => void;
  #waiting: Wish | undefined;
  #busy = false;
  #closed = false;

  constructor(
    draw: (wish: Wish) => Promise<Answer>,
    onFrame: (answer: Answer, wish: Wish) => void,
    onTrouble: (error: unknown, wish: Wish) => void,
  ) {
    this.#draw = draw;
    this.#onFrame = onFrame;
    this.#onTrouble = onTrouble;
  }

  ask(wish: Wish): void {
    this.#waiting = wish;
    if (!this.#busy) void this.#run();
  }

  close(): void {
    this.#closed = true;
    this.#waiting = undefined;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#waiting !== undefined) {
      const wish = this.#waiting;
      this.#waiting = undefined;
      try {
        const answer = await this.#draw(wish);
        // A frame that comes after the close is still handed over: its bitmap must be given back.
        this.#onFrame(answer, wish);
      } catch (error) {
        if (!this.#closed) this.#onTrouble(error, wish);
      }
    }
    this.#busy = false;
  }
}
