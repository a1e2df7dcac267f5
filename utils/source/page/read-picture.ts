import { isPublicHttps } from '../address';
import { bytesOfDataUrl, toBase64 } from '../data-url';
import type { FoundPicture } from './picture';
import { pngOfCanvas, pngOfImage, pngOfSvg } from './raster';
import { serialiseSvg, svgFromText } from './svg';
import { MAX_PAGE_IMAGE_BYTES, type PageImage } from './task';

type Read = Pick<PageImage, 'bytes' | 'problem'>;
type Fetched = { ok: true; bytes: Uint8Array<ArrayBuffer>; mime: string } | { ok: false; tooLarge: boolean };

const UNREAD: Read = { bytes: null, problem: null };
const FETCH_MS = 5000;

/**
 * The bytes of a picture as far as the page itself may have them: written into it, its own origin's, drawn by it, or
 * open to all by CORS. No problem and no bytes means that only the background could read it.
 */
export async function readPicture(picture: FoundPicture): Promise<Read> {
  try {
    switch (picture.origin) {
      case 'canvas':
        return drawn(await pngOfCanvas(picture.element as HTMLCanvasElement));
      case 'svg':
        return drawn(await pngOfSvg(serialiseSvg(picture.element as SVGSVGElement), picture));
      default:
        return await readUrls(picture);
    }
  } catch {
    return picture.urls.length === 0 ? { bytes: null, problem: 'unreachable' } : UNREAD;
  }
}

const drawn = (png: Uint8Array | null): Read =>
  png ? { bytes: toBase64(png), problem: null } : { bytes: null, problem: 'unreachable' };

async function readUrls(picture: FoundPicture): Promise<Read> {
  let tooLarge = false;
  for (const url of picture.urls.slice(0, 4)) {
    const got = await readUrl(url);
    if (!got.ok) {
      tooLarge ||= got.tooLarge;
      continue;
    }
    if (!isSvg(got)) return { bytes: toBase64(got.bytes), problem: null };
    const svg = svgFromText(new TextDecoder().decode(got.bytes));
    return svg ? drawn(await pngOfSvg(svg, picture)) : { bytes: null, problem: 'broken' };
  }
  // The picture may be on screen although its address no longer answers: a blob that was revoked, for one.
  const shown = picture.element instanceof HTMLImageElement ? await pngOfImage(picture.element) : null;
  if (shown) return { bytes: toBase64(shown), problem: null };
  return tooLarge ? { bytes: null, problem: 'too-large' } : UNREAD;
}

async function readUrl(url: string): Promise<Fetched> {
  if (/^data:/i.test(url)) {
    const data = bytesOfDataUrl(url, MAX_PAGE_IMAGE_BYTES);
    return data.ok ? data : { ok: false, tooLarge: data.problem === 'too-large' };
  }
  const own = /^blob:/i.test(url) || new URL(url).origin === window.location.origin;
  // Nobody's private network is asked on a page's word; a page's own origin is where the page came from.
  if (!own && !isPublicHttps(url)) return { ok: false, tooLarge: false };
  try {
    const response = await fetch(url, {
      mode: own ? 'same-origin' : 'cors',
      credentials: own ? 'same-origin' : 'omit',
      redirect: own ? 'follow' : 'error',
      signal: AbortSignal.timeout(FETCH_MS),
    });
    const mime = response.headers.get('content-type') ?? '';
    if (!response.ok || /^text\/html/i.test(mime)) return { ok: false, tooLarge: false };
    const bytes = await within(response, MAX_PAGE_IMAGE_BYTES);
    return bytes ? { ok: true, bytes, mime } : { ok: false, tooLarge: true };
  } catch {
    return { ok: false, tooLarge: false };
  }
}

async function within(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array(await response.arrayBuffer());
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > maxBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

const isSvg = ({ mime, bytes }: { mime: string; bytes: Uint8Array }): boolean =>
  /svg/i.test(mime) ||
  /^\s*(<\?xml[^>]*>\s*)?<svg[\s>]/i.test(String.fromCharCode(...bytes.subarray(0, 256)));
