import { attribute, boxOf, parentOf, select, styleOf, tagOf } from './dom';

/** An SVG as text, fit to be drawn: no scripts, nothing that loads, and a size of its own. */
export interface SafeSvg {
  xml: string;
  width: number;
  height: number;
}

const SVG_NS = 'http://www.w3.org/2000/svg';
const FORBIDDEN =
  'script, foreignObject, iframe, object, embed, audio, video, handler, listener, animate, set';
/** What the page's own style sheets usually decide about a drawing; the copy has no style sheet but its own. */
const PAINT = [
  'color',
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'visibility',
  'display',
] as const;
const MAX_STYLED = 3000;
const FALLBACK_SIDE = 512;

/** An inline SVG of the page, with the paint its style sheets give it and the symbols it uses. */
export function serialiseSvg(svg: SVGSVGElement): SafeSvg {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copyPaint(svg, copy);
  copySymbols(copy);
  const box = boxOf(svg);
  return safe(copy, { width: box.width, height: box.height });
}

/** An SVG file; null when it does not parse. */
export function svgFromText(text: string): SafeSvg | null {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  return tagOf(parsed) === 'svg' ? safe(parsed, { width: 0, height: 0 }) : null;
}

function safe(svg: Element, shown: { width: number; height: number }): SafeSvg {
  for (const element of select(svg, FORBIDDEN)) Element.prototype.remove.call(element);
  for (const element of [svg, ...select(svg, '*')]) dropActive(element);
  const { width, height } = sizeOf(svg, shown);
  if (attribute(svg, 'viewBox') === '') svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  // createImageBitmap and <img> both need a size; many SVGs have none.
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  return { xml: new XMLSerializer().serializeToString(svg), width, height };
}

/** Handlers, and links to anything outside the drawing itself. */
function dropActive(element: Element): void {
  for (const { name, value } of Array.from(element.attributes)) {
    const link =
      /^(xlink:)?href$|^src$/i.test(name) && !/^\s*(#|data:image\/(png|jpe?g|webp|gif);)/i.test(value);
    const loads = /url\(\s*["']?\s*(?!#)/i.test(value) || /@import|javascript:/i.test(value);
    if (/^on/i.test(name) || link || loads) element.removeAttribute(name);
  }
  if (tagOf(element) === 'style' && /@import|url\(\s*["']?(?!#)/i.test(element.textContent)) element.remove();
}

function sizeOf(svg: Element, shown: { width: number; height: number }): { width: number; height: number } {
  if (shown.width > 0 && shown.height > 0) return shown;
  const [, , boxWidth = 0, boxHeight = 0] = attribute(svg, 'viewBox')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const ratio = boxWidth > 0 && boxHeight > 0 ? boxWidth / boxHeight : 1;
  const width = pixels(attribute(svg, 'width'));
  const height = pixels(attribute(svg, 'height'));
  if (width > 0 && height > 0) return { width, height };
  if (width > 0) return { width, height: width / ratio };
  if (height > 0) return { width: height * ratio, height };
  return boxWidth > 0 && boxHeight > 0
    ? { width: boxWidth, height: boxHeight }
    : { width: FALLBACK_SIDE, height: FALLBACK_SIDE };
}

/** Absolute lengths only: a percentage says nothing without a page around it. */
const pixels = (length: string): number =>
  /^\s*[\d.]+\s*(px)?\s*$/.test(length) ? Number.parseFloat(length) : 0;

function copyPaint(from: Element, to: Element): void {
  const originals = [from, ...select(from, '*')].slice(0, MAX_STYLED);
  const copies = [to, ...select(to, '*')];
  originals.forEach((original, index) => {
    const copy = copies[index];
    if (!(copy instanceof SVGElement)) return;
    const style = styleOf(original);
    for (const property of PAINT) {
      const value = style.getPropertyValue(property);
      if (value !== '') copy.style.setProperty(property, value);
    }
  });
}

/** Icons are often <use href="#name"> of a symbol that stands elsewhere in the page. */
function copySymbols(copy: SVGSVGElement): void {
  const document = copy.ownerDocument;
  const definitions = document.createElementNS(SVG_NS, 'defs');
  for (const use of select(copy, 'use').slice(0, 50)) {
    const id = (attribute(use, 'href') || attribute(use, 'xlink:href')).replace(/^#/, '');
    if (id === '' || select(copy, `#${CSS.escape(id)}`).length > 0) continue;
    const [symbol] = select(document, `#${CSS.escape(id)}`);
    if (symbol instanceof SVGElement && parentOf(symbol)) definitions.append(symbol.cloneNode(true));
  }
  if (definitions.childNodes.length > 0) copy.append(definitions);
}
