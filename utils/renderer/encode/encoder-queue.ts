/** Frames an encoder may hold before drawing waits: enough to keep it busy, few enough to stop soon. */
const MAX_QUEUED = 4;
/** An encoder that takes nothing for this long does not work, whatever it claimed. */
const STALLED_MS = 15_000;
const SILENT = 'the encoder does not answer';

/** An encoder with back-pressure: `room` waits until it takes another frame, and every failure is thrown. */
export class EncoderQueue {
  readonly #encoder: VideoEncoder;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;
  #chunks = 0;

  constructor(
    config: VideoEncoderConfig,
    onChunk: (chunk: EncodedVideoChunk, meta?: EncodedVideoChunkMetadata) => void,
  ) {
    this.#encoder = new VideoEncoder({
      output: (chunk, meta) => {
        this.#chunks += 1;
        try {
          onChunk(chunk, meta);
        } catch (error) {
          this.#fail(error);
        }
      },
      error: (error) => this.#fail(error),
    });
    this.#encoder.addEventListener('dequeue', () => this.#wake?.());
    this.#encoder.configure(config);
  }

  /** Resolves when another frame may be handed over. */
  async room(): Promise<void> {
    this.#throwFailure();
    while (this.#encoder.encodeQueueSize >= MAX_QUEUED) {
      await within(new Promise<void>((resolve) => (this.#wake = resolve)));
      this.#throwFailure();
    }
  }

  /** Takes the frame over and closes it. */
  encode(frame: VideoFrame, keyFrame: boolean): void {
    try {
      this.#throwFailure();
      this.#encoder.encode(frame, { keyFrame });
    } finally {
      frame.close();
    }
  }

  /** Resolves when every frame has come out. */
  async flush(): Promise<void> {
    this.#throwFailure();
    await this.#unlessStalled(this.#encoder.flush());
    this.#throwFailure();
  }

  close(): void {
    if (this.#encoder.state !== 'closed') this.#encoder.close();
  }

  /** Long clips take their time to come out; one that gives nothing at all for a while never will. */
  async #unlessStalled(work: Promise<void>): Promise<void> {
    let seen = -1;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stalled = new Promise<never>((_, reject) => {
      const look = (): void => {
        if (seen === this.#chunks) reject(new Error(SILENT));
        seen = this.#chunks;
        timer = setTimeout(look, STALLED_MS);
      };
      look();
    });
    await Promise.race([work, stalled]).finally(() => clearTimeout(timer));
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    this.#wake?.();
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure;
  }
}

function within(work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(SILENT)), STALLED_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
