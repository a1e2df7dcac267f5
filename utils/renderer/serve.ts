import { StorageTrouble } from '@/utils/db';
import type { JobProblem } from '@/utils/domain';
import type { FromWorker, ToWorker } from './protocol';

/** What this needs of a dedicated worker's global scope. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
}

export type Answer = FromWorker extends infer Each
  ? Each extends { id: number }
    ? Omit<Each, 'id'>
    : never
  : never;

/** Answers the messages of protocol.ts: every question gets exactly one answer, whatever goes wrong. */
export function serve(scope: WorkerScope, answer: (message: ToWorker) => Promise<Answer> | undefined): void {
  scope.addEventListener('message', ({ data }) => {
    void Promise.resolve()
      .then(() => answer(data) ?? failure(new TypeError(`"${data.type}" is not this worker's`)))
      .catch(failure)
      .then((reply) => {
        const transfer = reply.type === 'preview' ? [reply.bitmap] : [];
        scope.postMessage({ ...reply, id: data.id } as FromWorker, transfer);
      });
  });
}

function failure(error: unknown): Answer {
  const detail = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : String(error);
  return { type: 'failed', problem: problemOf(error), detail };
}

function problemOf(error: unknown): JobProblem {
  if (error instanceof StorageTrouble) return error.reason === 'full' ? 'storage-full' : 'storage-trouble';
  return 'render-error';
}
