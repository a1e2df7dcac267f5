import {
  attribute,
  boxOf,
  childrenOf,
  contains,
  firstChildOf,
  isElement,
  isText,
  nextOf,
  nodeBehind,
  parentOf,
  shadowOf,
  styleOf,
  tagOf,
} from './dom';
import { TextBuilder } from './text-builder';

/** Where a walk starts and where it ends (exclusive); offsets count inside the first and the last text node. */
export interface Span {
  root: Node;
  start: Node | null;
  stop: Node | null;
  first?: { node: Text; offset: number };
  last?: { node: Text; offset: number };
}

export interface WalkOptions {
  /** False for a document that is not on screen: only tag names tell how it would look. */
  rendered: boolean;
  /** Leaves out what the user could not have marked (user-select: none). */
  markedOnly?: boolean;
  /** Tags whose text is not wanted. */
  without?: ReadonlySet<string>;
  /** Called for every element that is walked into. */
  onElement?: (element: Element) => void;
}

const NEVER = new Set(
  'script style noscript template head title iframe object embed svg canvas video audio textarea input select rt rp datalist'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark picture q rb ruby s samp small source span strike strong sub sup time tt u var wbr slot'.split(
    ' ',
  ),
);
const MAX_NODES = 300_000;
const MAX_SHADOW_DEPTH = 16;
/** A picture this small that stands for an emoji is read as that emoji. */
const EMOJI_SIDE = 48;

interface Manner {
  flow: 'skip' | 'inline' | 'block' | 'cell';
  visible: boolean;
  pre: boolean;
}

/** The span of all that is in `element`. */
export const spanOf = (element: Node): Span => ({ root: element, start: firstChildOf(element), stop: null });

/** The span of a selection's range. The ends of a range may be in text or between children. */
export function spanOfRange(range: AbstractRange): Span {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const root = startContainer.getRootNode();
  const edge = (node: Node, offset: number): Node | null =>
    childrenOf(node)[offset] ?? nodeBehind(node, root);
  const end = (node: Node, offset: number): Node | null =>
    offset === 0 && !firstChildOf(node) ? node : edge(node, offset);
  return {
    root,
    start: isText(startContainer) ? startContainer : edge(startContainer, startOffset),
    stop: isText(endContainer) ? nodeBehind(endContainer, root) : end(endContainer, endOffset),
    ...(isText(startContainer) && { first: { node: startContainer, offset: startOffset } }),
    ...(isText(endContainer) && { last: { node: endContainer, offset: endOffset } }),
  };
}

/**
 * Adds the text a reader sees in the span to `builder`, paragraph by paragraph. One pass without recursion through
 * the light DOM (pages can nest deeper than a call stack), into open shadow roots and their slots.
 */
export function walkText(span: Span, builder: TextBuilder, options: WalkOptions): void {
  new Walker(builder, options).walk(span, 0);
}

/** Text of an element as it is seen, at most `max` UTF-16 units. */
export function visibleText(element: Element, max: number): string {
  const builder = new TextBuilder(max);
  walkText(spanOf(element), builder, { rendered: true });
  return builder.toString();
}

class Walker {
  private readonly manners = new Map<Element, Manner>();
  private left = MAX_NODES;

  constructor(
    private readonly builder: TextBuilder,
    private readonly options: WalkOptions,
  ) {}

  walk(span: Span, depth: number): void {
    let node = span.start;
    while (node && node !== span.stop && this.left > 0) {
      this.left -= 1;
      const inside = this.enter(node, span, depth);
      // The span may end inside what is not walked into.
      if (!inside && isElement(node) && span.stop && contains(node, span.stop)) return;
      node = (inside ? firstChildOf(node) : null) ?? this.leave(node, span.root);
    }
  }

  /** Takes what the node itself says; true when its children are to be walked. */
  private enter(node: Node, span: Span, depth: number): boolean {
    if (isText(node)) {
      this.addText(node, span);
      return false;
    }
    if (!isElement(node)) return false;
    const tag = tagOf(node);
    if (tag === 'br' || tag === 'hr') {
      this.builder.breakLine();
      return false;
    }
    const manner = this.mannerOf(node);
    if (manner.flow === 'skip') {
      if (!isHidden(manner)) this.options.onElement?.(node);
      return false;
    }
    this.options.onElement?.(node);
    if (manner.flow === 'block') this.builder.breakLine();
    if (manner.flow === 'cell') this.builder.space();
    if (tag === 'img') this.addEmoji(node);
    const shadow = depth < MAX_SHADOW_DEPTH ? shadowOf(node) : null;
    if (shadow && !(span.stop && contains(node, span.stop))) {
      this.walk(spanOf(shadow), depth + 1);
      return false;
    }
    if (tag === 'slot' && depth > 0) return !this.walkSlot(node as HTMLSlotElement, depth);
    return true;
  }

  /** Text given to a slot from outside; false when the slot shows its own children. */
  private walkSlot(slot: HTMLSlotElement, depth: number): boolean {
    const assigned = slot.assignedNodes();
    for (const node of assigned) {
      const inside = this.enter(node, { root: node, start: null, stop: null }, depth);
      if (inside) this.walk(spanOf(node), depth);
      if (isElement(node) && this.mannerOf(node).flow === 'block') this.builder.breakLine();
    }
    return assigned.length > 0;
  }

  /** The next node in document order, breaking the line for every block that ends on the way. */
  private leave(node: Node, root: Node): Node | null {
    let here: Node | null = node;
    while (here && here !== root) {
      if (isElement(here)) {
        const { flow } = this.mannerOf(here);
        if (flow === 'block') this.builder.breakLine();
        if (flow === 'cell') this.builder.space();
      }
      const next = nextOf(here);
      if (next) return next;
      here = parentOf(here);
    }
    return null;
  }

  private addText(node: Text, span: Span): void {
    const parent = parentOf(node);
    const manner = isElement(parent) ? this.mannerOf(parent) : null;
    if (manner && !manner.visible) return;
    const from = span.first?.node === node ? span.first.offset : 0;
    const to = span.last?.node === node ? span.last.offset : node.data.length;
    this.builder.add(node.data.slice(from, to), manner?.pre ?? false);
  }

  private addEmoji(image: Element): void {
    const alt = attribute(image, 'alt');
    if (alt.length > 32 || !/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(alt)) return;
    if (!this.options.rendered || boxOf(image).height <= EMOJI_SIDE) this.builder.add(alt, false);
  }

  private mannerOf(element: Element): Manner {
    const known = this.manners.get(element);
    if (known) return known;
    const tag = tagOf(element);
    const manner: Manner =
      NEVER.has(tag) || this.options.without?.has(tag)
        ? { flow: 'skip', visible: true, pre: false }
        : this.options.rendered
          ? renderedManner(element, tag, this.options.markedOnly ?? false)
          : { flow: flowOfTag(tag), visible: true, pre: tag === 'pre' };
    this.manners.set(element, manner);
    return manner;
  }
}

const isHidden = (manner: Manner): boolean => manner.flow === 'skip' && !manner.visible;

function flowOfTag(tag: string): Manner['flow'] {
  if (tag === 'td' || tag === 'th') return 'cell';
  return INLINE.has(tag) ? 'inline' : 'block';
}

function renderedManner(element: Element, tag: string, markedOnly: boolean): Manner {
  const style = styleOf(element);
  const { display } = style;
  const hidden: Manner = { flow: 'skip', visible: false, pre: false };
  if (display === 'none' || style.opacity === '0' || isScreenReaderOnly(element, style)) return hidden;
  if (markedOnly && style.userSelect === 'none') return hidden;
  const flow =
    display === ''
      ? flowOfTag(tag)
      : display === 'table-cell'
        ? 'cell'
        : display === 'contents' || /^(inline|ruby)/.test(display)
          ? 'inline'
          : 'block';
  return {
    flow,
    visible: !/^(hidden|collapse)$/.test(style.visibility) && style.fontSize !== '0px',
    pre: /^(pre|break-spaces)/.test(style.whiteSpace),
  };
}

/** The usual ways to keep text for screen readers only: clipped away, or squeezed into one pixel. */
function isScreenReaderOnly(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.position !== 'absolute' && style.position !== 'fixed') return false;
  if (/^rect\((0|1)(px)?[, ]+(0|1)(px)?[, ]+(0|1)(px)?[, ]+(0|1)(px)?\)$/.test(style.clip)) return true;
  if (/^inset\((50|100)%/.test(style.clipPath)) return true;
  if (style.overflow !== 'hidden' && style.overflow !== 'clip') return false;
  const box = boxOf(element);
  return box.width <= 1 && box.height <= 1;
}
