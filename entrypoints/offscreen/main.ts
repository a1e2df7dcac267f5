/** Chrome and Edge only: the page that may start the render worker, which their service worker may not. */
import { answer, send } from '@/utils/messaging';
import { startWorker } from '@/utils/platform';
import { LocalHost } from '@/utils/providers/runtime';

const host = new LocalHost({
  createWorker: () => startWorker('render'),
  // Nobody there to hear it is no loss: the heartbeat asks again.
  onNews: (jobId) => void send('hostNews', jobId).catch(() => undefined),
  onWork: () => undefined,
  now: () => Date.now(),
});

answer('hostRender', ({ jobId, request }) => host.render(jobId, request));
answer('hostState', (jobId) => host.state(jobId));
answer('hostVerify', ({ jobId, own }) => host.verify(jobId, own));
answer('hostPoster', (clipId) => host.poster(clipId));
answer('hostCancel', (jobId) => host.cancel(jobId));
