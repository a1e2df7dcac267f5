import { StorageTrouble } from '@/utils/db';
import type { JobProblem } from '@/utils/domain';
import { probe, sha256 } from '@/utils/media';
import { Previews } from './previews';
import type { FromWorker, ToWorker } from './protocol';
import { renderJob, type RenderPorts } from './render-job';

export interface WorkerPorts extends RenderPorts {
  pieces: RenderPorts['pieces'] & { get(jobId: string, name: 'file' | 'poster'): Promise<Blob | undefined> };
}

/** What this needs of a dedicated worker's global scope. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
}

type Answer = FromWorker extends infer Each
  ? Each extends { id: number }
    ? Omit<Each, 'id'>
    : never
  : never;

interface Running {
  abort: AbortController;
  ended: Promise<unknown>;
}

/** Answers the messages of protocol.ts. Every question gets exactly one answer, whatever goes wrong. */
export function serveRenderer(scope: WorkerScope, ports: WorkerPorts): void {
  const previews = new Previews(ports);
  const running = new Map<string, Running>();

  const answer = (message: ToWorker): Promise<Answer> => {
    switch (message.type) {
      case 'preview':
        return preview(message, previews);
      case 'render': {
        const abort = new AbortController();
        const ended = render(message, ports, abort.signal);
        const entry = { abort, ended };
        running.set(message.jobId, entry);
        return ended.finally(() => {
          if (running.get(message.jobId) === entry) running.delete(message.jobId);
        });
      }
      case 'verify':
        return verify(message.jobId, ports);
      case 'cancel':
        return cancel(running.get(message.jobId));
    }
  };

  scope.addEventListener('message', ({ data }) => {
    void Promise.resolve()
      .then(() => answer(data))
      .catch(failure)
      .then((reply) => {
        const transfer = reply.type === 'preview' ? [reply.bitmap] : [];
        scope.postMessage({ ...reply, id: data.id } as FromWorker, transfer);
      });
  });
}

async function preview(
  { request, at, width }: Extract<ToWorker, { type: 'preview' }>,
  previews: Previews,
): Promise<Answer> {
  const drawn = await previews.draw(request, at, width);
  return 'bitmap' in drawn ? drawn : { type: 'failed', problem: drawn.problem, detail: drawn.detail };
}

async function render(
  { jobId, request }: Extract<ToWorker, { type: 'render' }>,
  ports: WorkerPorts,
  signal: AbortSignal,
): Promise<Answer> {
  const result = await renderJob(jobId, request, ports, signal);
  if (result.ok) return { type: 'rendered', renderMs: result.renderMs, frames: result.frames };
  if (result.problem === 'canceled') return { type: 'canceled' };
  return { type: 'failed', problem: result.problem, detail: result.detail };
}

async function verify(jobId: string, ports: WorkerPorts): Promise<Answer> {
  const file = await ports.pieces.get(jobId, 'file');
  if (!file) return { type: 'failed', problem: 'file-invalid', detail: 'there is no file' };
  const probed = await probe(file);
  if (!probed.ok) return { type: 'failed', problem: probed.problem, detail: probed.detail };
  return { type: 'verified', media: { ...probed.media, sha256: await sha256(file) } };
}

async function cancel(job: Running | undefined): Promise<Answer> {
  job?.abort.abort();
  await job?.ended.catch(() => undefined);
  return { type: 'canceled' };
}

function failure(error: unknown): Answer {
  const detail = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : String(error);
  return { type: 'failed', problem: problemOf(error), detail };
}

function problemOf(error: unknown): JobProblem {
  if (error instanceof StorageTrouble) return error.reason === 'full' ? 'storage-full' : 'storage-trouble';
  return 'render-error';
}
