import {
  absolute,
  attribute,
  hasAttribute,
  parentOf,
  isElement,
  closest,
  select,
  styleOf,
  tagOf,
} from './dom';

interface Candidate {
  url: string;
  /** Pixels it is said to be wide; 0 when nobody says. */
  width: number;
}

/** Transparent dots, stretched to the place of a picture that is loaded later. */
export const PLACEHOLDER_SIDE = 4;
/** Wide enough for a full-HD frame; more only costs time. */
const ENOUGH = 1600;
const LAZY = ['data-src', 'data-original', 'data-lazy-src', 'data-hi-res-src', 'data-full-src', 'data-image'];
const LAZY_SETS = ['data-srcset', 'data-lazy-srcset'];

/** Addresses of the picture an <img> shows, best first: what is shown, larger ones of the same picture, lazy ones. */
export function urlsOfImg(img: HTMLImageElement): string[] {
  const shown = img.currentSrc || attribute(img, 'src');
  const lazy = [
    ...LAZY_SETS.flatMap((name) => candidatesOf(attribute(img, name), 0)),
    ...LAZY.map((name) => ({ url: address(attribute(img, name)), width: 0 })),
  ].filter(({ url }) => url !== '');
  const sets = [...sourcesOf(img), ...candidatesOf(attribute(img, 'srcset'), img.naturalWidth)];
  const better = sets.toSorted(byUse);
  const current: Candidate = {
    url: address(shown),
    width: widthOf(sets, address(shown)) || img.naturalWidth,
  };
  const order = isPlaceholder(img, shown, lazy.length > 0)
    ? [...lazy.toSorted(byUse), ...better]
    : current.width >= ENOUGH
      ? [current, ...better, ...lazy]
      : [...better.filter((candidate) => candidate.width > current.width), current, ...better, ...lazy];
  return unique([...order.map(({ url }) => url), linkedPicture(img)]);
}

/** Addresses in a computed background-image; image-set() gives its sharpest picture first. */
export function urlsOfBackground(element: Element): string[] {
  return unique(cssUrls(styleOf(element).backgroundImage).map(address));
}

/** The addresses of a "url(...)" or "image-set(...)" value, sharpest first. Computed values are always quoted. */
export function cssUrls(value: string): string[] {
  const found: { url: string; density: number }[] = [];
  for (let at = value.indexOf('url("'); at >= 0; at = value.indexOf('url("', at + 1)) {
    const start = at + 5;
    const end = value.indexOf('")', start);
    if (end < 0 || found.length > 40) break;
    const density = /^"\)\s*(?:type\([^)]*\)\s*)?([\d.]+)(?:dppx|x)/.exec(value.slice(end, end + 80));
    found.push({
      url: value.slice(start, end).replace(/\\(["\\])/g, '$1'),
      density: density ? Number(density[1]) : 1,
    });
    at = end;
  }
  return found.toSorted((a, b) => b.density - a.density).map(({ url }) => url);
}

/** The candidates of a srcset, https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute. */
export function candidatesOf(srcset: string, naturalWidth: number): Candidate[] {
  const candidates: Candidate[] = [];
  let rest = srcset.slice(0, 200_000);
  while (candidates.length < 64) {
    rest = rest.replace(/^[\s,]+/, '');
    const [raw = ''] = /^\S+/.exec(rest) ?? [];
    if (raw === '') return candidates;
    rest = rest.slice(raw.length);
    // An address may hold commas, but one at its end separates it from the next candidate.
    const bare = raw.endsWith(',');
    const [descriptors = ''] = bare ? [] : (/^[^,]*/.exec(rest) ?? []);
    rest = rest.slice(descriptors.length);
    const [, amount = '1', unit = 'x'] = /([\d.]+)([wx])/.exec(descriptors) ?? [];
    const width = unit === 'w' ? Number(amount) : Number(amount) * naturalWidth;
    const url = address(raw.replace(/,+$/, ''));
    if (url !== '') candidates.push({ url, width });
  }
  return candidates;
}

/** Only the <source>s that apply on this screen: others may be another crop of the picture. */
function sourcesOf(img: Element): Candidate[] {
  const picture = parentOf(img);
  if (!isElement(picture) || tagOf(picture) !== 'picture') return [];
  return select(picture, 'source').flatMap((source) => {
    const media = attribute(source, 'media');
    const applies = media === '' || window.matchMedia(media).matches;
    return applies && !/svg/.test(attribute(source, 'type'))
      ? candidatesOf(attribute(source, 'srcset') || attribute(source, 'data-srcset'), 0)
      : [];
  });
}

/** Smallest that is wide enough, then the widest. */
function byUse(a: Candidate, b: Candidate): number {
  const enough = Number(b.width >= ENOUGH) - Number(a.width >= ENOUGH);
  return enough || (a.width >= ENOUGH ? a.width - b.width : b.width - a.width);
}

const widthOf = (candidates: Candidate[], url: string): number =>
  candidates.find((candidate) => candidate.url === url)?.width ?? 0;

function isPlaceholder(img: HTMLImageElement, shown: string, hasLazy: boolean): boolean {
  if (shown === '') return true;
  if (!hasLazy && !hasAttribute(img, 'srcset')) return false;
  return (
    (img.naturalWidth > 0 && img.naturalWidth <= PLACEHOLDER_SIDE) ||
    (hasLazy && (/^data:/i.test(shown) || /(placeholder|blank|spacer|pixel|loading)[^/]*$/i.test(shown)))
  );
}

/** The full picture that a thumbnail links to. */
function linkedPicture(img: Element): string {
  const link = closest(img, 'a[href]');
  const href = link ? absolute(attribute(link, 'href')) : '';
  return /\.(jpe?g|png|webp|avif)$/i.test(href.split(/[?#]/)[0] ?? '') ? href : '';
}

/** Pages' addresses made absolute; data: and blob: as they are. */
export function address(raw: string): string {
  const trimmed = raw.trim();
  return /^(data:image\/|blob:)/i.test(trimmed) ? trimmed : absolute(trimmed);
}

const unique = (urls: string[]): string[] =>
  Array.from(new Set(urls))
    .filter((url) => url !== '')
    .slice(0, 8);
