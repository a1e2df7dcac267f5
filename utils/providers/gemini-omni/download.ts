import type { Downloaded, DownloadSink } from '../port';
import { beginningOf, follow, not, notFrom, SNIFF_BYTES, type Wire } from '../service';
import { fileName } from './file';
import { look } from './interaction';

/** Characters of base64 at a time: whole groups of four. */
const STEP = 4 * 1024 * 1024;

/** The video in the answer itself, or its file. A key that the address may hold is left out: it goes as a header. */
export async function download(wire: Wire, handle: string, sink: DownloadSink): Promise<Downloaded> {
  const { news, video } = await look(wire, handle);
  if (news.kind !== 'done' || video === null) return notFrom(news);
  if (video.data !== '') return unpack(video.data, sink);
  const name = fileName(wire, video.uri);
  const url = name === null ? video.uri : `${wire.baseUrl}/files/${name}:download?alt=media`;
  const got = await follow(wire, url, sink);
  // The key was good for the interaction a moment ago: of a file that is gone it says that it is not allowed.
  return !got.ok && got.problem === 'needs-key' ? not('result-expired') : got;
}

async function unpack(data: string, sink: DownloadSink): Promise<Downloaded> {
  const text = data.replaceAll(/\s/g, '').replace(/=+$/, '');
  const total = Math.floor((text.length * 3) / 4);
  if (total > 0 && sink.total === total && sink.have === total) return { ok: true };
  for (let at = 0; at < text.length; at += STEP) {
    const bytes = bytesOf(text.slice(at, at + STEP));
    if (!bytes) return not('not-a-video');
    if (at === 0) {
      if (beginningOf(bytes.subarray(0, SNIFF_BYTES)) !== 'video') return not('not-a-video');
      await sink.begin({ etag: '', total });
    }
    await sink.append(sink.have, new Blob([bytes]));
  }
  return { ok: true };
}

/** Null: it is no base64. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
    return bytes;
  } catch {
    return null;
  }
}
