import { jsonLdAuthor } from './json-ld';
import {
  absolute,
  attempt,
  attribute,
  bodyOf,
  closest,
  isElement,
  lastChildOf,
  nextOf,
  parentOf,
  previousOf,
  rootElementOf,
  select,
  selectOne,
  styleOf,
  tagOf,
  titleOf,
} from './dom';
import type { PageAnswer } from './task';
import { themeColor } from './theme';
import { visibleText } from './visible-text';

type Context = Omit<PageAnswer, 'text' | 'textLength' | 'images' | 'article'>;

const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role="heading"]';
const MAX_STEPS = 5000;

/** What stands around a place in the page; `anchor` null means the page as a whole. Every field may be empty. */
export function readContext(anchor: Element | null): Context {
  return {
    url: window.location.href,
    title: attempt(() => (titleOf(document) || metaContent('og:title', 'twitter:title')).slice(0, 1000), ''),
    language: attempt(() => languageOf(anchor), ''),
    heading: attempt(() => headingAbove(anchor), ''),
    paragraph: attempt(() => (anchor ? paragraphOf(anchor) : ''), ''),
    byline: attempt(() => bylineOf(anchor), ''),
    themeColor: attempt(() => themeColor(), ''),
    ogImage: attempt(() => absolute(metaContent('og:image', 'og:image:url', 'twitter:image')), ''),
  };
}

/** The first <meta> of these names that says anything. */
function metaContent(...names: string[]): string {
  for (const name of names) {
    const metas = select(document, `meta[property="${name}"], meta[name="${name}"]`);
    const content = metas.map((meta) => attribute(meta, 'content').trim()).find((value) => value !== '');
    if (content) return content;
  }
  return '';
}

function languageOf(anchor: Element | null): string {
  const marked = anchor && ancestorAcrossShadows(anchor, '[lang]');
  const root = rootElementOf(document);
  return (marked && attribute(marked, 'lang')) || (root ? attribute(root, 'lang') : '');
}

function ancestorAcrossShadows(element: Element, selector: string): Element | null {
  const found = closest(element, selector);
  const root = element.getRootNode();
  return found ?? (root instanceof ShadowRoot ? ancestorAcrossShadows(root.host, selector) : null);
}

/** The heading the anchor stands under: the nearest one before it, else the page's first. */
function headingAbove(anchor: Element | null): string {
  if (anchor) {
    const own = closest(anchor, HEADINGS);
    if (own) return visibleText(own, 400);
    let node: Node | null = anchor;
    for (let step = 0; node && step < MAX_STEPS; step += 1) {
      node = nodeBefore(node);
      if (isElement(node) && Element.prototype.matches.call(node, HEADINGS)) {
        const text = visibleText(node, 400);
        if (text !== '') return text;
      }
    }
  }
  return (
    select(document, 'h1')
      .slice(0, 5)
      .map((heading) => visibleText(heading, 400))
      .find((text) => text !== '') ?? ''
  );
}

/** One step back in document order; out of a shadow root to its host. */
function nodeBefore(node: Node): Node | null {
  let previous = previousOf(node);
  if (!previous) {
    const parent = parentOf(node);
    return parent instanceof ShadowRoot ? parent.host : parent;
  }
  for (let last = lastChildOf(previous); last; last = lastChildOf(previous)) previous = last;
  return previous;
}

const MIN_PARAGRAPH = 20;
const MAX_PARAGRAPH = 4000;

/** The block of text the anchor stands in; for a picture on its own, the nearest block before or after it. */
function paragraphOf(anchor: Element): string {
  let element: Element | null = anchor;
  for (let step = 0; element && element !== bodyOf(document) && step < 10; step += 1) {
    const block = !/^(inline|contents|ruby)/.test(styleOf(element).display || 'block');
    const text = block && tagOf(element) !== 'figure' ? visibleText(element, MAX_PARAGRAPH) : '';
    const near = block && text.length < MIN_PARAGRAPH ? paragraphBeside(element) : text;
    if (near.length >= MIN_PARAGRAPH) return near;
    const parent: Node | null = parentOf(element);
    element = isElement(parent) ? parent : parent instanceof ShadowRoot ? parent.host : null;
  }
  return '';
}

function paragraphBeside(element: Element): string {
  for (const step of [previousOf, nextOf]) {
    let node = step(element);
    for (let i = 0; node && i < 6; i += 1, node = step(node)) {
      if (!isElement(node) || Element.prototype.matches.call(node, HEADINGS)) continue;
      const text = visibleText(node, MAX_PARAGRAPH);
      if (text.length >= MIN_PARAGRAPH) return text;
    }
  }
  return '';
}

/** Who wrote it: for a quotation the one quoted, else the page's author. */
function bylineOf(anchor: Element | null): string {
  const quote = anchor && closest(anchor, 'blockquote, q, figure:has(blockquote)');
  if (quote) {
    const around = closest(quote, 'figure') ?? quote;
    const cited = selectOne(around, 'cite') ?? selectOne(around, 'figcaption') ?? selectOne(around, 'footer');
    const words = cited ? visibleText(cited, 200) : '';
    if (words !== '') return words;
  }
  const named = metaContent('author', 'article:author', 'byl', 'parsely-author');
  if (named !== '' && !/^https?:/.test(named)) return named.slice(0, 400);
  const marked = selectOne(
    document,
    '[rel~="author"], [itemprop~="author"] [itemprop="name"], [itemprop~="author"]',
  );
  const words = marked ? visibleText(marked, 200) || attribute(marked, 'content').slice(0, 200) : '';
  return words || jsonLdAuthor();
}
