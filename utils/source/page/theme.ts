import { attribute, bodyOf, rootElementOf, select, selectOne, styleOf } from './dom';

interface Rgb {
  red: number;
  green: number;
  blue: number;
}

/** Links nobody coloured: Chrome's and Firefox's own blue. */
const DEFAULT_LINKS = new Set(['#0000ee', '#0000ff', '#551a8b']);

/** The page's own colour as "#rrggbb": what it declares, else what its top is painted in, else its links'. */
export function themeColor(): string {
  // The viewer of a PDF or a picture has colours of its own, which are not the document's.
  if (!/html|xml/.test(document.contentType)) return '';
  const declared = select(document, 'meta[name="theme-color"]')
    .filter((meta) => {
      const media = attribute(meta, 'media');
      return media === '' || window.matchMedia(media).matches;
    })
    .map((meta) => attribute(meta, 'content'));
  const tops = [selectOne(document, 'header, [role="banner"]'), bodyOf(document), rootElementOf(document)];
  const painted = tops.map((element) => (element ? styleOf(element).backgroundColor : ''));
  for (const value of [...declared, ...painted]) {
    const colour = rgbOf(value);
    if (colour && !isPale(colour)) return hex(colour);
  }
  const link = selectOne(document, 'main a[href], article a[href], a[href]');
  const colour = link && rgbOf(styleOf(link).color);
  return colour && !isPale(colour) && !DEFAULT_LINKS.has(hex(colour)) ? hex(colour) : '';
}

/** White and nearly white say nothing about a page. */
const isPale = ({ red, green, blue }: Rgb): boolean => Math.min(red, green, blue) >= 236;

const hex = ({ red, green, blue }: Rgb): string =>
  `#${[red, green, blue].map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;

/** Any CSS colour; null when it is not one, or is more than half transparent. */
function rgbOf(value: string): Rgb | null {
  const text = value.trim().toLowerCase();
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  if (short)
    return fromHex(
      short
        .slice(1)
        .map((digit) => digit + digit)
        .join(''),
    );
  const long = /^#([0-9a-f]{6})$/.exec(text);
  if (long?.[1]) return fromHex(long[1]);
  const rgb = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+)(%?))?\s*\)$/.exec(text);
  if (!rgb) return text === '' || text.length > 200 ? null : painted(text);
  const alpha = rgb[4] === undefined ? 1 : Number(rgb[4]) / (rgb[5] ? 100 : 1);
  return alpha < 0.5 ? null : { red: byte(rgb[1]), green: byte(rgb[2]), blue: byte(rgb[3]) };
}

const byte = (digits: string | undefined): number => Math.min(255, Number(digits));

function fromHex(digits: string): Rgb {
  const value = Number.parseInt(digits, 16);
  return { red: value >> 16, green: (value >> 8) & 255, blue: value & 255 };
}

/** Names, hsl(), oklch() and the rest: the browser itself knows, one pixel tells. */
function painted(value: string): Rgb | null {
  if (
    !CSS.supports('color', value) ||
    /^(currentcolor|transparent|inherit|initial|unset|revert.*)$/.test(value)
  ) {
    return null;
  }
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  return alpha < 128 ? null : { red, green, blue };
}
