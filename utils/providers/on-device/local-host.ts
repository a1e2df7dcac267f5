import type { JobProblem, OnDeviceRequest } from '@/utils/domain';
import { PROGRESS_CHANNEL, RendererClient, type RenderProgress } from '@/utils/renderer';
import { IDLE, type HostState, type HostVerdict, type RenderHost } from './host';

/** A worker that gives no sign of a frame for this long hangs; frames take milliseconds, a large file seconds. */
const SILENT_MS = 180_000;
/** What a worker takes to stop is a frame or two; after this it is ended. */
const STOPPING_MS = 5000;
/** How long reading a file back may take; a long clip on a slow computer takes a few seconds. */
const VERIFYING_MS = 60_000;

interface LocalHostPorts {
  createWorker(): Worker;
  /** A job's state changed: look at it again. */
  onNews(jobId: string): void;
  /** Work began; whoever must stay alive for it does so until this settles. */
  onWork(work: Promise<unknown>): void;
  now(): number;
}

/** Holds the render worker in this context, one job at a time. Its memory is a cache: the job's row is the truth. */
export class LocalHost implements RenderHost {
  #client: RendererClient | undefined;
  #jobId: string | undefined;
  #state: HostState = IDLE;
  #work: Promise<void> = Promise.resolve();
  #lastSign = 0;

  constructor(private readonly ports: LocalHostPorts) {}

  async render(jobId: string, request: OnDeviceRequest): Promise<boolean> {
    if (this.#state.status === 'working') {
      if (this.#jobId === jobId) return true;
      // Nobody waits for that one any more: the rows know of one job at a time.
      await this.cancel(this.#jobId ?? '');
    }
    this.#jobId = jobId;
    this.#state = { ...IDLE, status: 'working' };
    const stopListening = this.#listenForFrames(jobId);
    this.#work = this.#renderer()
      .render(jobId, request)
      .then(
        ({ renderMs }): HostState => ({ ...IDLE, status: 'done', renderMs }),
        (error: unknown): HostState => ({ ...IDLE, status: 'failed', problem: this.#problemOf(error) }),
      )
      .then((state) => {
        stopListening();
        if (this.#jobId !== jobId) return;
        this.#state = state;
        this.ports.onNews(jobId);
      });
    this.ports.onWork(this.#work);
    return true;
  }

  /** Asked once a minute by the heartbeat: the moment to see that a worker hangs. */
  async state(jobId: string): Promise<HostState> {
    if (this.#jobId !== jobId) return IDLE;
    if (this.#state.status === 'working' && this.ports.now() - this.#lastSign > SILENT_MS) {
      this.#client?.terminate();
      await this.#work;
    }
    return this.#state;
  }

  async verify(jobId: string, own: boolean): Promise<HostVerdict> {
    if (own) return this.#verdict(this.#renderer(), jobId, false);
    // What a stranger made may end the worker that looks at it: never the one that draws.
    const inspector = new RendererClient(this.ports.createWorker);
    try {
      const verdict = await this.#verdict(inspector, jobId, false);
      const ended = !verdict.ok && verdict.problem === 'renderer-stops';
      return ended ? await this.#verdict(inspector, jobId, true) : verdict;
    } finally {
      inspector.terminate();
    }
  }

  async poster(clipId: string): Promise<boolean> {
    const inspector = new RendererClient(this.ports.createWorker);
    const timer = setTimeout(() => inspector.terminate(), VERIFYING_MS);
    try {
      return await inspector.poster(clipId);
    } finally {
      clearTimeout(timer);
      inspector.terminate();
    }
  }

  async #verdict(client: RendererClient, jobId: string, outline: boolean): Promise<HostVerdict> {
    // A file that takes this long to read back was made to; the worker is stuck in it.
    const timer = setTimeout(() => client.terminate(), VERIFYING_MS);
    try {
      return { ok: true, media: await client.verify(jobId, outline) };
    } catch (error) {
      return { ok: false, problem: this.#problemOf(error, client) };
    } finally {
      clearTimeout(timer);
    }
  }

  async cancel(jobId: string): Promise<void> {
    if (this.#jobId !== jobId) return;
    this.#jobId = undefined;
    this.#state = IDLE;
    const client = this.#client;
    const timer = setTimeout(() => client?.terminate(), STOPPING_MS);
    // A worker that was ended instead has stopped too.
    await client?.cancel(jobId).catch(() => undefined);
    clearTimeout(timer);
  }

  close(): Promise<void> {
    this.#client?.terminate();
    this.#client = undefined;
    return Promise.resolve();
  }

  #listenForFrames(jobId: string): () => void {
    this.#lastSign = this.ports.now();
    const channel = new BroadcastChannel(PROGRESS_CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<RenderProgress>) => {
      if (data.jobId === jobId) this.#lastSign = this.ports.now();
    };
    return () => channel.close();
  }

  #renderer(): RendererClient {
    return (this.#client ??= new RendererClient(this.ports.createWorker));
  }

  /** A worker that died is replaced at the next call. */
  #problemOf(error: unknown, client = this.#client): JobProblem {
    const { problem = 'renderer-stops' } = error as { problem?: JobProblem };
    // For whoever looks into a report; the user is told in words of their own.
    console.warn('Pagereel renderer:', error);
    if (problem === 'renderer-stops') {
      client?.terminate();
      if (client === this.#client) this.#client = undefined;
    }
    return problem;
  }
}
