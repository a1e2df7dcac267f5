/** Frames an encoder may hold before drawing waits: enough to keep it busy, few enough to stop soon. */
const MAX_QUEUED = 4;
/** An encoder that takes nothing for this long does not work, whatever it claimed. */
const STALLED_MS = 15_000;

/** An encoder with back-pressure: `room` waits until it takes another frame, and every failure is thrown. */
export class EncoderQueue {
  readonly #encoder: VideoEncoder;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(
    config: VideoEncoderConfig,
    onChunk: (chunk: EncodedVideoChunk, meta?: EncodedVideoChunkMetadata) => void,
  ) {
    this.#encoder = new VideoEncoder({
      output: (chunk, meta) => {
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
    await this.#encoder.flush();
    this.#throwFailure();
  }

  close(): void {
    if (this.#encoder.state !== 'closed') this.#encoder.close();
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
    timer = setTimeout(() => reject(new Error('the encoder does not answer')), STALLED_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
