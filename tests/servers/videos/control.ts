import type { VideoControl } from './api';
import type { Job, JobError } from './jobs';
import type { World } from './world';

const FAILED: JobError = { code: 'server_error', message: 'Ended by the test.' };

export function controlOf(world: World, cutAll: () => void): VideoControl {
  const open = (which?: string): Job[] =>
    world.jobs.known().filter((job) => {
      const { status } = world.look(job);
      const named = which === undefined || job.id === which || job.prompt.includes(which);
      return named && (status === 'queued' || status === 'in_progress');
    });
  const end = (which: string | undefined, error: JobError | null): void => {
    for (const job of open(which)) world.jobs.put({ ...job, verdict: { at: world.now(), error } });
  };
  return {
    arm: (fault, arming) => world.armoury.arm(fault, arming),
    disarm: () => world.armoury.disarm(),
    finish: (which) => end(which, null),
    fail: (which, error = FAILED) => end(which, error),
    progress(which, percent) {
      for (const job of open(which)) world.jobs.put({ ...job, percent });
    },
    advance: (ms) => world.advance(ms),
    release: () => world.release(),
    cutAll,
  };
}

/** The same over HTTP. Undefined: there is no such thing. */
export function callControl(control: VideoControl, name: string, args: unknown[]): boolean {
  const methods = new Map<string, (...args: never[]) => void>(Object.entries(control));
  const method = methods.get(name);
  method?.(...(args as never[]));
  return method !== undefined;
}
