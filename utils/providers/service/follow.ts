import type { JobProblem } from '@/utils/domain';
import { classifyAddress, isPublicHttps } from '@/utils/source';
import type { Downloaded, DownloadProblem, DownloadSink } from '../port';
import { fetchFile } from './file';
import type { Wire } from './wire';

export const not = (problem: DownloadProblem, afterMs: number | null = null): Downloaded => ({
  ok: false,
  problem,
  afterMs,
});

/**
 * Fetches the file at an address that an answer named. Never with a key to another origin. `forbidden`: what the
 * service's own 403 means; that of another origin is about the address, which is asked for anew.
 */
export async function follow(
  wire: Wire,
  named: string,
  sink: DownloadSink,
  forbidden: JobProblem = 'needs-key',
): Promise<Downloaded> {
  const url = wire.resolved(named);
  if (url === null || !mayFollow(wire, url)) return not('not-a-video');
  if (!wire.isOwn(url) && !(await wire.hasHost(url))) {
    // The origin alone: such addresses are often signed.
    return { ok: false, problem: 'needs-permission', afterMs: null, wantsHost: new URL(url).origin };
  }
  const fetched = await fetchFile(wire, url, sink);
  switch (fetched.kind) {
    case 'whole':
      return { ok: true };
    case 'problem':
      return not(fetched.problem, fetched.afterMs);
    case 'json':
      return not('not-a-video');
    case 'silence':
      return not(fetched.allowed ? 'cut' : 'not-a-video');
    case 'status': {
      const { status, afterMs } = fetched;
      if (status === 404 || status === 410) return not('result-expired');
      if (wire.isOwn(url) && status === 401) return not('needs-key');
      return not(wire.isOwn(url) && status === 403 ? forbidden : 'cut', afterMs);
    }
  }
}

/** What another look at the work says of a file that was not there. */
export function notFrom(news: {
  kind: string;
  problem?: DownloadProblem;
  afterMs?: number | null;
}): Downloaded {
  switch (news.kind) {
    case 'blocked':
    case 'failed':
      return not(news.problem ?? 'cut');
    case 'gone':
      return not('result-expired');
    default:
      return not('cut', news.afterMs ?? null);
  }
}

/** Any public address; a server of the user's own network may also point to another place within it. */
function mayFollow(wire: Wire, url: string): boolean {
  if (wire.isOwn(url) || isPublicHttps(url)) return true;
  return classifyAddress(wire.baseUrl) === 'private' && classifyAddress(url) === 'private';
}
