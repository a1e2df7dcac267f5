import type { Request } from '@/utils/domain';
import type { Progress, Submitted, Verified, VideoProvider } from '../port';
import { ON_DEVICE, estimateOnDevice } from './card';
import type { RenderHost } from './host';

/** The on-device renderer behind the same port as any service. */
export function onDeviceProvider(host: RenderHost): VideoProvider {
  return {
    id: ON_DEVICE.id,
    restartable: true,
    concurrency: 1,
    estimate: estimateOnDevice,

    async submit(jobId: string, request: Request): Promise<Submitted> {
      try {
        const accepted = await host.render(jobId, request);
        return accepted ? { kind: 'accepted' } : { kind: 'refused', problem: 'renderer-stops' };
      } catch {
        return { kind: 'refused', problem: 'renderer-unavailable' };
      }
    },

    async poll(jobId: string): Promise<Progress> {
      const { status, renderMs, problem } = await host.state(jobId);
      if (status === 'idle') return { kind: 'gone' };
      if (status === 'working') return { kind: 'working' };
      if (status === 'done') return { kind: 'done', renderMs };
      return problem === 'renderer-stops' ? { kind: 'gone' } : { kind: 'failed', problem };
    },

    cancel: (jobId: string) => host.cancel(jobId),

    async verify(jobId: string): Promise<Verified> {
      const verdict = await host.verify(jobId);
      return verdict.ok
        ? { kind: 'valid', media: verdict.media }
        : { kind: 'invalid', problem: verdict.problem };
    },

    rest: () => host.close(),
  };
}
