import type { JobProblem, Request } from '@/utils/domain';
import { RendererClient } from '@/utils/renderer';
import type { HostState, HostVerdict, RenderHost } from './host';

const IDLE: HostState = { status: 'idle', renderMs: 0, problem: 'renderer-stops' };

interface LocalHostPorts {
  createWorker(): Worker;
  /** A job's state changed: look at it again. */
  onNews(jobId: string): void;
  /** Work began; whoever must stay alive for it does so until this settles. */
  onWork(work: Promise<unknown>): void;
}

/** Holds the render worker in this context, one job at a time. Its memory is a cache: the job's row is the truth. */
export class LocalHost implements RenderHost {
  #client: RendererClient | undefined;
  #jobId: string | undefined;
  #state: HostState = IDLE;

  constructor(private readonly ports: LocalHostPorts) {}

  render(jobId: string, request: Request): Promise<boolean> {
    if (this.#state.status === 'working') return Promise.resolve(this.#jobId === jobId);
    this.#jobId = jobId;
    this.#state = { ...IDLE, status: 'working' };
    const work = this.#renderer()
      .render(jobId, request)
      .then(
        ({ renderMs }): HostState => ({ ...IDLE, status: 'done', renderMs }),
        (error: unknown): HostState => ({ ...IDLE, status: 'failed', problem: this.#problemOf(error) }),
      )
      .then((state) => {
        if (this.#jobId !== jobId) return;
        this.#state = state;
        this.ports.onNews(jobId);
      });
    this.ports.onWork(work);
    return Promise.resolve(true);
  }

  state(jobId: string): Promise<HostState> {
    return Promise.resolve(this.#jobId === jobId ? this.#state : IDLE);
  }

  async verify(jobId: string): Promise<HostVerdict> {
    try {
      return { ok: true, media: await this.#renderer().verify(jobId) };
    } catch (error) {
      return { ok: false, problem: this.#problemOf(error) };
    }
  }

  async cancel(jobId: string): Promise<void> {
    if (this.#jobId !== jobId) return;
    this.#jobId = undefined;
    this.#state = IDLE;
    await this.#client?.cancel(jobId);
  }

  close(): Promise<void> {
    this.#client?.terminate();
    this.#client = undefined;
    return Promise.resolve();
  }

  #renderer(): RendererClient {
    return (this.#client ??= new RendererClient(this.ports.createWorker));
  }

  /** A worker that died is replaced at the next call. */
  #problemOf(error: unknown): JobProblem {
    const { problem = 'renderer-stops' } = error as { problem?: JobProblem };
    // For whoever looks into a report; the user is told in words of their own.
    console.warn('Pagereel renderer:', error);
    if (problem === 'renderer-stops') {
      this.#client?.terminate();
      this.#client = undefined;
    }
    return problem;
  }
}
