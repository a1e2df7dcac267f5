import { cleanText, oneLine, type ImageProblem, type SourceImage } from '@/utils/domain';
import { isPublicHttps, permissionPattern } from './address';
import { fromBase64 } from './data-url';
import { problemOfAddress } from './gesture';
import { readImageHeader } from './image-size';
import type { SourcePorts } from './ports';
import type { RawImage } from './raw-page';

/** The image store would not take the bytes. */
export class StorageRefused extends Error {}

type Ports = Pick<SourcePorts, 'fetchImage' | 'storeImage' | 'decode' | 'hasPermission'>;
type Picture = Pick<SourceImage, 'state' | 'width' | 'height'>;

const unread = (problem: ImageProblem): Picture => ({
  state: { kind: 'unread', problem },
  width: 0,
  height: 0,
});

/** A picture of the page: the bytes it gave, else those of the first address that the user has allowed. */
export async function pictureFromPage(raw: RawImage, ports: Ports): Promise<SourceImage> {
  const image = {
    id: raw.id,
    url: raw.urls.find(isPublicHttps) ?? raw.urls[0] ?? '',
    alt: oneLine(raw.alt, 400),
    caption: cleanText(raw.caption, 500).text,
    origin: raw.origin,
  };
  const read = await readRaw(raw, ports);
  const size = read.state.kind === 'ready' ? read : raw;
  return { ...image, width: size.width, height: size.height, state: read.state };
}

async function readRaw(raw: RawImage, ports: Ports): Promise<Picture> {
  if (raw.bytes !== null) {
    const bytes = decoded(raw.bytes);
    const picture = bytes ? await keepPicture(raw.id, bytes, ports) : unread('broken');
    // The page's own copy may be a login page or a stub where the real address still answers.
    if (picture.state.kind === 'ready' || !raw.urls.some(isPublicHttps)) return picture;
  }
  if (raw.problem !== null) return unread(raw.problem);
  let problem: ImageProblem = raw.urls[0] === undefined ? 'unreachable' : problemOfAddress(raw.urls[0]);
  for (const url of raw.urls.filter(isPublicHttps).slice(0, 3)) {
    const picture = await fetchPicture(raw.id, url, ports);
    if (picture.state.kind === 'ready') return picture;
    problem = picture.state.problem;
  }
  return unread(problem);
}

/** The bytes of an address, if the user has allowed its host. */
export async function fetchPicture(id: string, url: string, ports: Ports): Promise<Picture> {
  const pattern = permissionPattern(url);
  if (pattern === null) return unread(problemOfAddress(url));
  if (!(await ports.hasPermission(pattern))) return unread('needs-permission');
  const fetched = await ports.fetchImage(url);
  if (!fetched.ok) return unread(fetched.reason === 'too-large' ? 'too-large' : 'unreachable');
  return keepPicture(id, fetched.bytes, ports);
}

/**
 * Looks at the header before anything is decoded, decodes once to know that the picture is whole, and stores the very
 * bytes under our own word on their type, never the server's.
 */
export async function keepPicture(
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
  ports: Pick<SourcePorts, 'storeImage' | 'decode'>,
): Promise<Picture> {
  const header = readImageHeader(bytes);
  if (!header.ok) return unread(header.problem);
  const blob = new Blob([bytes], { type: header.mime });
  let size: { width: number; height: number };
  try {
    size = await ports.decode(blob);
  } catch {
    return unread('broken');
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  try {
    await ports.storeImage(id, blob);
  } catch (error) {
    throw new StorageRefused('the image store took no picture', { cause: error });
  }
  return { ...size, state: { kind: 'ready', sha256, mime: header.mime, bytes: bytes.length } };
}

function decoded(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return fromBase64(base64);
  } catch {
    return null;
  }
}
