import { isPublicHttps, MAX_IMAGE_BYTES, readImageHeader } from '@/utils/source';
import type { Wire } from '@/utils/providers/runtime';

export type NoPicture = 'no-picture' | 'picture-too-large';

/** A picture as it was fetched, or why it is none. */
export type Fetched = Blob | NoPicture | 'picture-elsewhere' | 'picture-address' | 'download-failed';

/** Pixels of the shorter side: what is smaller is a placeholder and no frame of a clip. */
const LEAST_SIDE = 64;
const FETCH_MS = 60_000;

/** Bytes that say of themselves that they are a picture, whole and neither too large nor too small. */
export function pictureFrom(bytes: Uint8Array<ArrayBuffer>): Blob | NoPicture {
  const header = readImageHeader(bytes);
  if (!header.ok) return header.problem === 'too-large' ? 'picture-too-large' : 'no-picture';
  const { mime, width, height } = header;
  return Math.min(width, height) < LEAST_SIDE ? 'no-picture' : new Blob([bytes], { type: mime });
}

/**
 * Fetches a picture from an address that an answer named: of the server that was asked, with its key; or public https
 * that the user has allowed, without one. It costs nothing, so it may be done again.
 */
export async function fetchPicture(wire: Wire, named: string): Promise<Fetched> {
  const url = wire.resolved(named);
  if (url === null) return 'picture-address';
  if (!wire.isOwn(url)) {
    if (!isPublicHttps(url)) return 'picture-address';
    if (!(await wire.hasHost(url))) return 'picture-elsewhere';
  }
  const answer = await wire.open(url, { headers: { Accept: 'image/*' }, timeoutMs: FETCH_MS });
  if (!answer.ok) return answer.reason === 'refused-address' ? 'picture-address' : 'download-failed';
  const { status, body } = answer;
  if (status < 200 || status > 299) {
    await body.close();
    return 'download-failed';
  }
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (;;) {
    const read = await body.read(MAX_IMAGE_BYTES);
    if (read.kind === 'broken') return read.reason === 'too-large' ? 'picture-too-large' : 'download-failed';
    if (read.kind === 'end') break;
    parts.push(read.bytes);
  }
  return pictureFrom(new Uint8Array(await new Blob(parts).arrayBuffer()));
}
