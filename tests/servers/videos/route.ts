import type { Answer, Call, Route } from './flavours';
import type { Job, View } from './jobs';
import type { Phase } from './phases';
import type { Turn } from './turn';

type Run = (turn: Turn, call: Call) => Promise<void> | void;
type JobRun = (turn: Turn, job: Job, call: Call) => Promise<void> | void;

/** A route of a path such as "/v1/models/:owner/:name"; `:path*` takes the rest of it, slashes and all. */
export function about(method: string, path: string, phase: Phase, run: Run): Route {
  const pattern = path
    .replaceAll(/[.]/g, '\\$&')
    .replaceAll(/:(\w+)\*/g, '(?<$1>.+)')
    .replaceAll(/:(\w+)/g, '(?<$1>[^/]+?)');
  return { method, path: new RegExp(`^${pattern}$`), phase, run };
}

/** The same for a path with a `:job` in it; nobody's job is answered for in the service's words. */
export function aboutJob(method: string, path: string, phase: Phase, run: JobRun): Route {
  const route = about(method, path, phase, () => {});
  return {
    ...route,
    run: (turn, call, job) =>
      job ? run(turn, job, call) : turn.json(turn.world.flavour.lost(call.parts['job'] ?? '')),
  };
}

/** What a flavour says of a job, with the word of a 'word' or 'ends-as' fault in place of its status. */
export function saidOf({ word }: View, answer: Answer): Answer {
  return word === null ? answer : { ...answer, body: { ...(answer.body as object), status: word } };
}
