/**
 * The DOM, read in a way that a page cannot bend. Elements named "parentNode" or "body" shadow the properties of
 * forms and of the document, in an extension's isolated world too (DOM clobbering), so properties are read by the
 * getters of the prototypes and methods are called from them.
 */

function getter<T>(prototype: object, name: string): (target: object) => T {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  return (target) => (get ? get.call(target) : Reflect.get(target, name)) as T;
}

export const parentOf = getter<Node | null>(Node.prototype, 'parentNode');
export const firstChildOf = getter<Node | null>(Node.prototype, 'firstChild');
export const lastChildOf = getter<Node | null>(Node.prototype, 'lastChild');
export const nextOf = getter<Node | null>(Node.prototype, 'nextSibling');
export const previousOf = getter<Node | null>(Node.prototype, 'previousSibling');
export const childrenOf = getter<NodeList>(Node.prototype, 'childNodes');
export const shadowOf = getter<ShadowRoot | null>(Element.prototype, 'shadowRoot');
export const bodyOf = getter<HTMLElement | null>(Document.prototype, 'body');
export const rootElementOf = getter<HTMLElement | null>(Document.prototype, 'documentElement');
export const titleOf = getter<string>(Document.prototype, 'title');
export const activeOf = getter<Element | null>(Document.prototype, 'activeElement');
const localNameOf = getter<string>(Element.prototype, 'localName');
const baseOf = getter<string>(Node.prototype, 'baseURI');

export const isElement = (node: Node | null): node is Element => node?.nodeType === 1;
export const isText = (node: Node | null): node is Text => node?.nodeType === 3 || node?.nodeType === 4;

/** Lower-case tag name. */
export const tagOf = (element: Element): string => localNameOf(element).toLowerCase();
export const attribute = (element: Element, name: string): string =>
  Element.prototype.getAttribute.call(element, name) ?? '';
export const hasAttribute = (element: Element, name: string): boolean =>
  Element.prototype.hasAttribute.call(element, name);
export const closest = (element: Element, selector: string): Element | null =>
  Element.prototype.closest.call(element, selector);
export const boxOf = (element: Element): DOMRect => Element.prototype.getBoundingClientRect.call(element);
export const contains = (ancestor: Node, node: Node): boolean => Node.prototype.contains.call(ancestor, node);
export const styleOf = (element: Element): CSSStyleDeclaration => window.getComputedStyle(element);

/** The element itself, or the one a text stands in. */
export const elementAt = (node: Node | null): Element | null =>
  !node || isElement(node) ? node : elementAt(parentOf(node));

export function select(root: Document | DocumentFragment | Element, selector: string): Element[] {
  const { querySelectorAll } = isElement(root)
    ? Element.prototype
    : root.nodeType === 9
      ? Document.prototype
      : DocumentFragment.prototype;
  return Array.from(querySelectorAll.call(root, selector));
}

export const selectOne = (root: Document | DocumentFragment | Element, selector: string): Element | null =>
  select(root, selector)[0] ?? null;

/** The node behind this one and everything in it, within `root`, in document order. */
export function nodeBehind(node: Node, root: Node): Node | null {
  let here: Node | null = node;
  while (here && here !== root) {
    const next = nextOf(here);
    if (next) return next;
    here = parentOf(here);
  }
  return null;
}

/** http and https addresses against the page's own base; empty for anything else. */
export function absolute(address: string): string {
  // Against a base, nothing is the page itself.
  if (address.trim() === '') return '';
  try {
    const url = new URL(address.trim(), baseOf(rootElementOf(document) ?? document));
    return /^https?:$/.test(url.protocol) ? url.href : '';
  } catch {
    return '';
  }
}

/** Every open shadow root, breadth first; at most `limit` elements are looked at. */
export function openShadowRoots(limit = 20_000): ShadowRoot[] {
  const roots: ShadowRoot[] = [];
  const queue: (Document | ShadowRoot)[] = [document];
  let seen = 0;
  for (let scope = queue.shift(); scope; scope = queue.shift()) {
    for (const element of select(scope, '*')) {
      seen += 1;
      if (seen > limit) return roots;
      const shadow = shadowOf(element);
      if (shadow) {
        roots.push(shadow);
        queue.push(shadow);
      }
    }
  }
  return roots;
}

/** What `read` gives, or the fallback when a hostile page makes it throw: a part is better than nothing. */
export function attempt<T>(read: () => T, fallback: T): T {
  try {
    return read();
  } catch {
    return fallback;
  }
}
