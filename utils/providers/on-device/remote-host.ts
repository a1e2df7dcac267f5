import type { OnDeviceRequest } from '@/utils/domain';
import { send } from '@/utils/messaging';
import { closeOffscreen, ensureOffscreen, hasOffscreen } from '@/utils/platform';
import { IDLE, type HostState, type HostVerdict, type RenderHost } from './host';

/** A page that another background began to open, or that is broken, does not answer: a new one does. */
async function ask<T>(question: () => Promise<T>): Promise<T> {
  await ensureOffscreen();
  return question().catch(async () => {
    await closeOffscreen();
    await ensureOffscreen();
    return question();
  });
}

/** The offscreen page's host, as the service worker reaches it. */
export const remoteHost: RenderHost = {
  render: (jobId: string, request: OnDeviceRequest): Promise<boolean> =>
    ask(() => send('hostRender', { jobId, request })),

  async state(jobId: string): Promise<HostState> {
    // A page that does not answer renders nothing.
    return (await hasOffscreen()) ? send('hostState', jobId).catch(() => IDLE) : IDLE;
  },

  verify: (jobId: string, own: boolean): Promise<HostVerdict> =>
    ask(() => send('hostVerify', { jobId, own })),

  poster: (clipId: string): Promise<boolean> => ask(() => send('hostPoster', clipId)),

  async cancel(jobId: string): Promise<void> {
    if (await hasOffscreen()) await send('hostCancel', jobId).catch(closeOffscreen);
  },

  close: closeOffscreen,
};
