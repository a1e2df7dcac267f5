import type { Downloaded, DownloadSink } from '../port';
import { fetchFile, follow, not, serverNow, type Fetched, type Heard, type Wire } from '../service';
import { contentOrder, retrieveOrder } from './orders';
import { newsIn } from './poll';
import { expiryOf, resultUrlOf, urlIn, videoIn, type VideoBody } from './video';

/** From "/content"; from the address that it, or the job, names instead; or the reason why from neither. */
export async function download(wire: Wire, handle: string, sink: DownloadSink): Promise<Downloaded> {
  const { path } = await contentOrder(handle);
  const content = wire.baseUrl + path;
  const fetched = await fetchFile(wire, content, sink);
  switch (fetched.kind) {
    case 'whole':
      return { ok: true };
    case 'problem':
      return not(fetched.problem, fetched.afterMs);
    case 'json': {
      const url = urlIn(fetched.json);
      if (url !== '') return follow(wire, url, sink);
      break;
    }
    case 'status': {
      const { status, afterMs } = fetched;
      if (status === 401 || status === 403) return not('needs-key');
      if (status === 408 || status === 429 || status >= 500) return not('cut', afterMs);
      break;
    }
    case 'silence':
      break;
  }
  const heard = await wire.ask(retrieveOrder(handle));
  const url = heard.kind === 'answer' ? resultUrl(wire, videoIn(heard.json), content) : '';
  const news = newsIn(heard, handle, wire.now());
  if (news.kind === 'done' && url !== '') return follow(wire, url, sink);
  return explained(fetched, heard, news, wire.now());
}

/** Where the job says that its file is, unless that is where it was looked for already. */
function resultUrl(wire: Wire, video: VideoBody | null, content: string): string {
  const url = video ? wire.resolved(resultUrlOf(video)) : null;
  return url && url !== content ? url : '';
}

/** No file, and no other address: what the job itself says. */
function explained(fetched: Fetched, heard: Heard, news: ReturnType<typeof newsIn>, now: number): Downloaded {
  const missing = fetched.kind === 'status' && (fetched.status === 404 || fetched.status === 410);
  switch (news.kind) {
    case 'working':
    case 'unreachable':
      return not('cut', news.afterMs);
    case 'blocked':
      return not(news.problem);
    case 'gone':
      return not(missing ? 'result-expired' : 'cut');
    case 'failed': {
      const removed = heard.kind === 'answer' && videoIn(heard.json)?.status === 'deleted';
      return not(removed ? 'result-expired' : news.problem);
    }
    case 'done': {
      const video = heard.kind === 'answer' ? videoIn(heard.json) : null;
      const until = video && expiryOf(video);
      const time = heard.kind === 'answer' ? serverNow(heard.headers, now) : now;
      if (until !== null && until <= time) return not('result-expired');
      if (fetched.kind === 'json') return not('not-a-video');
      // "Completed" and nothing there: asked for again a few times, then told as what it is.
      return not(missing ? 'file-empty' : 'cut');
    }
  }
}
