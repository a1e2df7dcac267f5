import type { JobProblem, Request, VideosRequest } from '@/utils/domain';
import type { VideoProvider } from '../port';
import { cancel } from './cancel';
import { estimateVideos, OPENAI_VIDEOS } from './card';
import { download } from './download';
import { poll } from './poll';
import type { VideosPorts } from './ports';
import { recover } from './recover';
import { submit } from './submit';
import { Wire } from './wire';

const LATER_MS = 5000;

/** A server that speaks `/v1/videos`, behind the same port as the on-device renderer. */
export function openaiVideosProvider(ports: VideosPorts): VideoProvider {
  const wireFor = (request: VideosRequest): Wire => new Wire(ports, request);

  async function ready({ connectionId, baseUrl }: VideosRequest): Promise<JobProblem | null> {
    if (!(await ports.hasConnection(connectionId))) return 'no-connection';
    return (await ports.hasHost(baseUrl)) ? null : 'needs-permission';
  }

  return {
    id: OPENAI_VIDEOS.id,
    restartable: false,
    concurrency: 2,
    estimate: (request) => estimateVideos(ours(request)),
    ready: (request) => ready(ours(request)),

    async submit({ attemptId, request }) {
      const own = ours(request);
      // Nothing was sent if even that cannot be asked: it is not in doubt.
      const problem = await ready(own).catch(() => 'later' as const);
      if (problem === 'later') return { kind: 'later', afterMs: LATER_MS };
      return problem ? { kind: 'blocked', problem } : submit(wireFor(own), own, attemptId);
    },

    poll: (handle, request) => poll(wireFor(ours(request)), handle),
    cancel: (handle, request) => cancel(wireFor(ours(request)), handle),
    recover: (attempt, request) => recover(wireFor(ours(request)), attempt, ours(request)),
    download: (handle, request, sink) => download(wireFor(ours(request)), handle, sink),
    rest: () => Promise.resolve(),
  };
}

function ours(request: Request): VideosRequest {
  if (request.providerId !== 'openai-videos') throw new TypeError(`not an order for ${OPENAI_VIDEOS.id}`);
  return request;
}
