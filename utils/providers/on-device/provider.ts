import type { JobProblem, OnDeviceRequest, Request } from '@/utils/domain';
import type { Inspector, Progress, SubmitCall, Submitted, Verdict, VideoProvider } from '../port';
import { ON_DEVICE, estimateOnDevice } from './card';
import type { RenderHost } from './host';

const refused = (problem: JobProblem): Submitted => ({ kind: 'refused', problem, failure: null });

/** The on-device renderer behind the same port as any service. Its handles are the jobs' own ids. */
export function onDeviceProvider(host: RenderHost): VideoProvider {
  return {
    id: ON_DEVICE.id,
    restartable: true,
    concurrency: 1,
    estimate: estimateOnDevice,
    ready: () => Promise.resolve(null),

    async submit({ jobId, request }: SubmitCall): Promise<Submitted> {
      try {
        const accepted = await host.render(jobId, own(request));
        return accepted ? { kind: 'accepted', handle: jobId, expiresAt: null } : refused('renderer-stops');
      } catch {
        return refused('renderer-unavailable');
      }
    },

    async poll(jobId: string): Promise<Progress> {
      const { status, renderMs, problem } = await host.state(jobId);
      if (status === 'idle') return { kind: 'gone' };
      if (status === 'working') return { kind: 'working', percent: null, expiresAt: null, afterMs: null };
      if (status === 'done') return { kind: 'done', renderMs, expiresAt: null, chargedUsd: null };
      if (problem === 'renderer-stops') return { kind: 'gone' };
      return { kind: 'failed', problem, failure: null, chargedUsd: null };
    },

    async cancel(jobId: string) {
      await host.cancel(jobId);
      return 'canceled';
    },

    recover: () => Promise.resolve({ kind: 'no-list' }),
    rest: () => host.close(),
  };
}

/** Reads files back where the render worker lives, whoever made them. */
export function inspectorOf(host: RenderHost): Inspector {
  return {
    async verify(jobId: string, isOwn: boolean): Promise<Verdict> {
      const verdict = await host.verify(jobId, isOwn);
      if (verdict.ok) return { kind: 'valid', media: verdict.media };
      // A worker that ended over a file says something of the file.
      const problem = verdict.problem === 'renderer-stops' ? 'file-invalid' : verdict.problem;
      return { kind: 'invalid', problem };
    },
    poster: (clipId: string) => host.poster(clipId),
  };
}

function own(request: Request): OnDeviceRequest {
  if (request.providerId !== ON_DEVICE.id) throw new TypeError(`not for this device: ${request.providerId}`);
  return request;
}
