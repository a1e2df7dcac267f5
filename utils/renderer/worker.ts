import { outline, posterOf, probe, sha256 } from '@/utils/media';
import type { ToWorker } from './protocol';
import { renderJob, type RenderPorts } from './render-job';
import { serve, type Answer, type WorkerScope } from './serve';

export interface WorkerPorts extends RenderPorts {
  pieces: RenderPorts['pieces'] & { get(jobId: string, name: 'file' | 'poster'): Promise<Blob | undefined> };
  clips: {
    bytes(id: string): Promise<Blob | undefined>;
    setPoster(id: string, poster: Blob): Promise<void>;
  };
}

interface Running {
  abort: AbortController;
  ended: Promise<unknown>;
}

/** The renderer's worker: renders jobs, reads files back. Previews have a worker of their own. */
export function serveRenderer(scope: WorkerScope, ports: WorkerPorts): void {
  const running = new Map<string, Running>();

  const answer = (message: ToWorker): Promise<Answer> | undefined => {
    switch (message.type) {
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
        return verify(message, ports);
      case 'poster':
        return poster(message.clipId, ports);
      case 'cancel':
        return cancel(running.get(message.jobId));
      default:
        return undefined;
    }
  };

  serve(scope, answer);
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

async function verify(message: Extract<ToWorker, { type: 'verify' }>, ports: WorkerPorts): Promise<Answer> {
  const file = await ports.pieces.get(message.jobId, 'file');
  if (!file) return { type: 'failed', problem: 'file-invalid', detail: 'there is no file' };
  const probed = await (message.outline ? outline(file) : probe(file));
  if (!probed.ok) return { type: 'failed', problem: probed.problem, detail: probed.detail };
  return { type: 'verified', media: { ...probed.media, sha256: await sha256(file) } };
}

async function poster(clipId: string, ports: WorkerPorts): Promise<Answer> {
  const bytes = await ports.clips.bytes(clipId);
  const still = bytes && (await posterOf(bytes));
  if (still) await ports.clips.setPoster(clipId, still);
  return { type: 'postered', drawn: still !== undefined };
}

async function cancel(job: Running | undefined): Promise<Answer> {
  job?.abort.abort();
  await job?.ended.catch(() => undefined);
  return { type: 'canceled' };
}
