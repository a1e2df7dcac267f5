import { attempt, attribute, boxOf, closest, contains, selectOne, styleOf, tagOf } from './dom';
import { readPicture } from './read-picture';
import { MAX_PAGE_BYTES, MAX_PICTURES, type PageImage } from './task';
import { visibleText } from './visible-text';
import { address, PLACEHOLDER_SIDE, urlsOfBackground, urlsOfImg } from './picture-urls';

/** A picture found in the page, before anything of it is read. */
export interface FoundPicture {
  element: Element;
  origin: PageImage['origin'];
  urls: string[];
  width: number;
  height: number;
}

/** Icons, avatars, tracking pixels: a picture worth a frame is larger, on the page or in itself. */
const MIN_SIDE = 64;
const MIN_BACKGROUND = 160;
const AT_ONCE = 3;
const READ_MS = 6000;
const NOT_READ = { bytes: null, problem: null } as const;

/** What kind of picture this element is; null when it is none, or too small to be meant. */
export function pictureOf(element: Element, pointedAt = false): FoundPicture | null {
  const box = boxOf(element);
  const found = attempt(() => byTag(element, box), null);
  if (!found || pointedAt) return found;
  const least = found.origin === 'background' ? MIN_BACKGROUND : MIN_SIDE;
  const shown = Math.min(box.width, box.height);
  const own = found.origin === 'element' ? Math.min(found.width, found.height) : 0;
  return Math.max(shown, own) >= least ? found : null;
}

function byTag(element: Element, box: DOMRect): FoundPicture | null {
  const size = { width: Math.round(box.width), height: Math.round(box.height) };
  const tag = tagOf(element);
  switch (tag) {
    case 'img': {
      const img = element as HTMLImageElement;
      const { naturalWidth, naturalHeight } = img;
      // A dot that stands in for a picture still to be loaded has the picture's place, not its size.
      const own = naturalWidth > PLACEHOLDER_SIDE ? { width: naturalWidth, height: naturalHeight } : size;
      return { element, origin: 'element', urls: urlsOfImg(img), ...own };
    }
    case 'canvas': {
      const { width, height } = element as HTMLCanvasElement;
      return { element, origin: 'canvas', urls: [], width, height };
    }
    case 'svg':
      return closest(element, 'svg svg') ? null : { element, origin: 'svg', urls: [], ...size };
    case 'video': {
      const poster = address(attribute(element, 'poster'));
      return poster === '' ? null : { element, origin: 'poster', urls: [poster], ...size };
    }
    case 'input':
      return { element, origin: 'element', urls: [address(attribute(element, 'src'))], ...size };
    case 'image': {
      const url = address(attribute(element, 'href') || attribute(element, 'xlink:href'));
      return url === '' ? null : { element, origin: 'element', urls: [url], ...size };
    }
    default: {
      if (!styleOf(element).backgroundImage.includes('url(')) return null;
      const urls = urlsOfBackground(element);
      return urls.length === 0 ? null : { element, origin: 'background', urls, ...size };
    }
  }
}

/**
 * The pictures with their words and, as far as the page may read them, their bytes. Ids are given out in order. What
 * would take too long or too much is left to the background.
 */
export async function readPictures(
  found: readonly FoundPicture[],
  ids: readonly string[],
): Promise<PageImage[]> {
  const pictures = distinct(found).slice(0, Math.min(MAX_PICTURES, ids.length));
  pictures.forEach(({ element }, index) => remember(ids[index] ?? '', element));
  const images: PageImage[] = [];
  const until = Date.now() + READ_MS;
  let total = 0;
  for (let i = 0; i < pictures.length; i += AT_ONCE) {
    const some = pictures.slice(i, i + AT_ONCE);
    const read = await Promise.all(
      some.map((picture) => (total < MAX_PAGE_BYTES && Date.now() < until ? readPicture(picture) : NOT_READ)),
    );
    some.forEach((picture, index) => {
      const { bytes, problem } = read[index] ?? NOT_READ;
      total += bytes?.length ?? 0;
      const kept = total <= MAX_PAGE_BYTES ? bytes : null;
      images.push({ ...wordsOf(picture), id: ids[i + index] ?? '', bytes: kept, problem });
    });
  }
  return images;
}

function wordsOf({
  element,
  urls,
  width,
  height,
  origin,
}: FoundPicture): Omit<PageImage, 'id' | 'bytes' | 'problem'> {
  return {
    urls: urls.filter((url) => /^https?:/.test(url) && url.length <= 4096),
    alt: (attribute(element, 'alt') || attribute(element, 'aria-label')).slice(0, 2000),
    caption: attempt(() => captionOf(element), ''),
    width,
    height,
    origin,
  };
}

/** The same picture twice in an article is one; so is a background behind its own <img>. */
function distinct(found: readonly FoundPicture[]): FoundPicture[] {
  const seen = new Set<string>();
  return found.filter(({ urls }) => {
    const key = urls[0];
    if (key === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function captionOf(element: Element): string {
  const figure = closest(element, 'figure');
  const caption = figure && selectOne(figure, 'figcaption');
  // A caption that holds the picture itself is a page laid out in figures, not a caption.
  return caption && !contains(caption, element) ? visibleText(caption, 2000) : '';
}

const MEMORY_KEY = '__pagereelPictures';

/** Kept in the isolated world, weakly, so that a crop of the screen finds the very element again. */
function remember(id: string, element: Element): void {
  const known = memory();
  known.set(id, new WeakRef(element));
  Reflect.set(globalThis, MEMORY_KEY, known);
}

export const recall = (id: string): Element | null => memory().get(id)?.deref() ?? null;

function memory(): Map<string, WeakRef<Element>> {
  const known: unknown = Reflect.get(globalThis, MEMORY_KEY);
  return known instanceof Map
    ? (known as Map<string, WeakRef<Element>>)
    : new Map<string, WeakRef<Element>>();
}
