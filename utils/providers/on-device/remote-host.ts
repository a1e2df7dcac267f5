import type { Request } from '@/utils/domain';
import { send } from '@/utils/messaging';
import { closeOffscreen, ensureOffscreen, hasOffscreen } from '@/utils/platform';
import type { HostState, HostVerdict, RenderHost } from './host';

/** The offscreen page's host, as the service worker reaches it. */
export const remoteHost: RenderHost = {
  async render(jobId: string, request: Request): Promise<boolean> {
    await ensureOffscreen();
    return send('hostRender', { jobId, request });
  },

  async state(jobId: string): Promise<HostState> {
    if (!(await hasOffscreen())) return { status: 'idle', renderMs: 0, problem: 'renderer-stops' };
    return send('hostState', jobId);
  },

  async verify(jobId: string): Promise<HostVerdict> {
    await ensureOffscreen();
    return send('hostVerify', jobId);
  },

  async cancel(jobId: string): Promise<void> {
    if (await hasOffscreen()) await send('hostCancel', jobId);
  },

  close: closeOffscreen,
};
