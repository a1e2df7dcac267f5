import { isPublicHttps } from '../address';
import { bytesOfDataUrl } from '../data-url';
import { base64Of, textOf } from './blob';
import type { FoundPicture } from './picture';
import { pngOfCanvas, pngOfImage, pngOfSvg } from './raster';
import { serialiseSvg, svgFromText } from './svg';
import { MAX_PAGE_IMAGE_BYTES, type PageImage } from './task';

type Read = Pick<PageImage, 'bytes' | 'problem'>;
type Fetched = { ok: true; blob: Blob; mime: string } | { ok: false; tooLarge: boolean };

const UNREAD: Read = { bytes: null, problem: null };
const FAILED: Fetched = { ok: false, tooLarge: false };
const TOO_LARGE: Fetched = { ok: false, tooLarge: true };
const FETCH_MS = 5000;

/**
 * The bytes of a picture as far as the page itself may have them: written into it, its own origin's, drawn by it, or
 * open to all by CORS. No problem and no bytes means that only the background could read it.
 */
export async function readPicture(picture: FoundPicture): Promise<Read> {
  try {
    switch (picture.origin) {
      case 'canvas':
        return await drawn(pngOfCanvas(picture.element as HTMLCanvasElement));
      case 'svg':
        return await drawn(pngOfSvg(serialiseSvg(picture.element as SVGSVGElement), picture));
      default:
        return await readUrls(picture);
    }
  } catch {
    return picture.urls.length === 0 ? { bytes: null, problem: 'unreachable' } : UNREAD;
  }
}

async function drawn(drawing: Promise<Blob | null>): Promise<Read> {
  const png = await drawing;
  return png ? { bytes: await base64Of(png), problem: null } : { bytes: null, problem: 'unreachable' };
}

async function readUrls(picture: FoundPicture): Promise<Read> {
  let tooLarge = false;
  for (const url of picture.urls.slice(0, 4)) {
    const got = await readUrl(url);
    if (!got.ok) {
      tooLarge ||= got.tooLarge;
      continue;
    }
    if (!(await isSvg(got))) return { bytes: await base64Of(got.blob), problem: null };
    const svg = svgFromText(await textOf(got.blob));
    return svg ? await drawn(pngOfSvg(svg, picture)) : { bytes: null, problem: 'broken' };
  }
  // The picture may be on screen although its address no longer answers: a blob that was revoked, for one.
  const shown = picture.element instanceof HTMLImageElement ? await pngOfImage(picture.element) : null;
  if (shown) return { bytes: await base64Of(shown), problem: null };
  if (tooLarge) return { bytes: null, problem: 'too-large' };
  // What its own page could not have, nobody can: no permission would help.
  return picture.urls.every(isOwn) ? { bytes: null, problem: 'unreachable' } : UNREAD;
}

const isOwn = (url: string): boolean => /^blob:/i.test(url) || new URL(url).origin === window.location.origin;

async function readUrl(url: string): Promise<Fetched> {
  if (/^data:/i.test(url)) {
    const data = bytesOfDataUrl(url, MAX_PAGE_IMAGE_BYTES);
    if (!data.ok) return data.problem === 'too-large' ? TOO_LARGE : FAILED;
    return { ok: true, blob: new Blob([data.bytes], { type: data.mime }), mime: data.mime };
  }
  const own = isOwn(url);
  // Nobody's private network is asked on a page's word; a page's own origin is where the page came from.
  if (!own && !isPublicHttps(url)) return FAILED;
  try {
    const response = await fetch(url, {
      mode: own ? 'same-origin' : 'cors',
      credentials: own ? 'same-origin' : 'omit',
      redirect: own ? 'follow' : 'error',
      signal: AbortSignal.timeout(FETCH_MS),
    });
    const mime = response.headers.get('content-type') ?? '';
    if (!response.ok || /^text\/html/i.test(mime)) return FAILED;
    if (Number(response.headers.get('content-length') ?? 0) > MAX_PAGE_IMAGE_BYTES) return TOO_LARGE;
    const blob = await response.blob();
    return blob.size > MAX_PAGE_IMAGE_BYTES ? TOO_LARGE : { ok: true, blob, mime };
  } catch {
    return FAILED;
  }
}

const isSvg = async ({ mime, blob }: { mime: string; blob: Blob }): Promise<boolean> =>
  /svg/i.test(mime) || /^\s*(<\?xml[^>]*>\s*)?<svg[\s>]/i.test(await textOf(blob.slice(0, 256)));
