import type { Downloaded, DownloadSink } from '../port';
import { follow, not, notFrom, type Wire } from '../service';
import { fileName } from './file';
import { look } from './interaction';
import { Unpacking } from './unpacking';

/** The video in the answer itself, or its file. A key that the address may hold is left out: it goes as a header. */
export async function download(wire: Wire, handle: string, sink: DownloadSink): Promise<Downloaded> {
  const unpacking = new Unpacking(sink);
  const { news, video } = await look(wire, handle, unpacking.take);
  if (news.kind !== 'done' || video === null) return notFrom(news);
  if (video.data !== '') {
    // What is too long to be held was taken as it came.
    if (!video.data.endsWith('…')) await unpacking.take(video.data, true);
    return (await unpacking.end()) ? { ok: true } : not('not-a-video');
  }
  const name = fileName(wire, video.uri);
  const url = name === null ? video.uri : `${wire.baseUrl}/files/${name}:download?alt=media`;
  // The key was good for the interaction a moment ago: of a file that is gone it says that it is not allowed.
  return follow(wire, url, sink, 'result-expired');
}
