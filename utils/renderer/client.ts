import type { JobProblem, MediaFacts, OnDeviceRequest } from '@/utils/domain';
import type { FromWorker, ToWorker } from './protocol';

/** Every way a call of the client fails. `detail` is for the log, never for the user. */
export class RendererError extends Error {
  override readonly name = 'RendererError';
  constructor(
    readonly problem: JobProblem | 'canceled',
    readonly detail: string,
  ) {
    super(`renderer: ${problem} ${detail}`.trim());
  }
}

/** One frame, for the screen. Whoever asked for it closes the bitmap. */
interface Preview {
  bitmap: ImageBitmap;
  /** Seconds into the clip. */
  at: number;
  /** Length of the whole clip. */
  seconds: number;
  posterTime: number;
}

/** What one type of question is answered with when all goes well. */
const ANSWERS = {
  preview: 'preview',
  render: 'rendered',
  verify: 'verified',
  poster: 'postered',
  cancel: 'canceled',
} as const;
type Answers = typeof ANSWERS;
type AnswerTo<T extends keyof Answers> = Extract<FromWorker, { type: Answers[T] }>;
type WithoutId<T> = T extends { id: number } ? Omit<T, 'id'> : never;

interface Pending {
  type: keyof Answers;
  resolve(answer: FromWorker): void;
  reject(error: RendererError): void;
}

/**
 * Calls into the render worker. The worker starts at the first call; when it dies, every open call is rejected with
 * `renderer-stops` and the next call starts another one.
 */
export class RendererClient {
  #worker: Worker | undefined;
  #lastId = 0;
  readonly #pending = new Map<number, Pending>();
  readonly #createWorker: () => Worker;

  constructor(createWorker: () => Worker) {
    this.#createWorker = createWorker;
  }

  /** The frame at `at` seconds, `width` pixels wide. */
  async preview(request: OnDeviceRequest, at: number | 'poster', width: number): Promise<Preview> {
    const { bitmap, ...rest } = await this.#ask('preview', { type: 'preview', request, at, width });
    return { bitmap, at: rest.at, seconds: rest.seconds, posterTime: rest.posterTime };
  }

  /** Resolves when the pieces 'file' and 'poster' of the job are in the store; progress goes by its channel. */
  async render(jobId: string, request: OnDeviceRequest): Promise<{ renderMs: number; frames: number }> {
    const { renderMs, frames } = await this.#ask('render', { type: 'render', jobId, request });
    return { renderMs, frames };
  }

  /** Reads the job's stored file back; see protocol.ts for `outline`. */
  async verify(jobId: string, outline = false): Promise<MediaFacts> {
    return (await this.#ask('verify', { type: 'verify', jobId, outline })).media;
  }

  /** Draws a saved clip's first frame and stores it; false when this browser cannot. */
  async poster(clipId: string): Promise<boolean> {
    return (await this.#ask('poster', { type: 'poster', clipId })).drawn;
  }

  /** Resolves when the job is no longer being rendered; its `render` is rejected with `canceled`. */
  async cancel(jobId: string): Promise<void> {
    // No worker, no work: starting one to stop it would be absurd.
    if (this.#worker) await this.#ask('cancel', { type: 'cancel', jobId });
  }

  terminate(): void {
    this.#stop('terminated');
  }

  #ask<T extends keyof Answers>(
    type: T,
    question: WithoutId<Extract<ToWorker, { type: T }>>,
  ): Promise<AnswerTo<T>> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<FromWorker>((resolve, reject) => {
      this.#pending.set(id, { type, resolve, reject });
      try {
        this.#running().postMessage({ ...question, id });
      } catch (error) {
        this.#pending.delete(id);
        reject(new RendererError('renderer-unavailable', String(error)));
      }
    }).then((answer) => answer as AnswerTo<T>);
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = this.#createWorker();
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#settle(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (this.#worker === worker) this.#stop(event.message);
    });
    worker.addEventListener('messageerror', () => {
      if (this.#worker === worker) this.#stop('an answer could not be read');
    });
    this.#worker = worker;
    return worker;
  }

  #settle(answer: FromWorker): void {
    const pending = this.#pending.get(answer.id);
    if (!pending) {
      if (answer.type === 'preview') answer.bitmap.close();
      return;
    }
    this.#pending.delete(answer.id);
    if (answer.type === ANSWERS[pending.type]) pending.resolve(answer);
    else if (answer.type === 'failed') pending.reject(new RendererError(answer.problem, answer.detail));
    else pending.reject(new RendererError('canceled', ''));
  }

  #stop(detail: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const open = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of open) reject(new RendererError('renderer-stops', detail));
  }
}
