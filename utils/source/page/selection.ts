import { alike } from './alike';
import { activeOf, attempt, attribute, elementAt, openShadowRoots, shadowOf, tagOf } from './dom';
import { MAX_RAW_TEXT } from './task';
import { TextBuilder } from './text-builder';
import { spanOfRange, walkText } from './visible-text';

export interface SelectedText {
  text: string;
  length: number;
  /** Where the selection begins: what its heading, paragraph and language are looked up from. */
  anchor: Element | null;
  /** Elements inside the selection, in order. */
  elements: Element[];
}

const NOTHING: SelectedText = { text: '', length: 0, anchor: null, elements: [] };

/** What the user marked in this frame: in the page, in an open shadow root, or in a text field. */
export function readSelection(expected: string): SelectedText {
  const field = attempt(fieldSelection, NOTHING);
  if (field.text !== '' && (expected.trim() === '' || alike(field.text, expected))) return field;
  const page = attempt(pageSelection, NOTHING);
  return page.text.trim() !== '' || page.elements.length > 0 ? page : field;
}

/** Text fields keep a selection of their own; what may be a secret is never read. */
function fieldSelection(): SelectedText {
  const field = focusedField();
  if (!field || isSecret(field)) return NOTHING;
  const { selectionStart, selectionEnd, value } = field;
  if (selectionStart === null || selectionEnd === null) return NOTHING;
  const length = selectionEnd - selectionStart;
  const text = value.slice(selectionStart, Math.min(selectionEnd, selectionStart + MAX_RAW_TEXT));
  return { text, length, anchor: field, elements: [] };
}

function focusedField(): HTMLInputElement | HTMLTextAreaElement | null {
  let focused = activeOf(document);
  for (let shadow = focused && shadowOf(focused); shadow?.activeElement; shadow = shadowOf(focused)) {
    focused = shadow.activeElement;
  }
  return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused : null;
}

const isSecret = (field: Element): boolean =>
  (tagOf(field) === 'input' && attribute(field, 'type').toLowerCase() === 'password') ||
  /password|one-time-code|cc-/i.test(attribute(field, 'autocomplete'));

function pageSelection(): SelectedText {
  const selection = window.getSelection();
  if (!selection) return NOTHING;
  const builder = new TextBuilder(MAX_RAW_TEXT);
  const elements = new Set<Element>();
  const ranges = rangesOf(selection).filter((range) => !range.collapsed);
  for (const range of ranges) {
    builder.breakLine();
    walkText(spanOfRange(range), builder, {
      rendered: true,
      markedOnly: true,
      onElement: (element) => elements.add(element),
    });
  }
  const text = builder.toString();
  // The browser's own reading is the last resort: it knows selections that no range describes. In a field it is the
  // field's text, a password's dots included.
  const plain = text === '' && elements.size === 0 && !focusedField() ? selection.toString() : '';
  return {
    text: text || plain.slice(0, MAX_RAW_TEXT),
    length: Math.max(builder.length, plain.length),
    anchor: elementAt(ranges[0]?.startContainer ?? selection.anchorNode),
    elements: Array.from(elements),
  };
}

interface ComposedSelection {
  getComposedRanges?: (options: { shadowRoots: ShadowRoot[] }) => StaticRange[];
}

/**
 * All ranges (Firefox has several). A selection inside a shadow root shows up in the document as a collapsed range at
 * the host; the true one comes from getComposedRanges, or in older Chrome from the root's own getSelection.
 */
function rangesOf(selection: Selection): AbstractRange[] {
  const ranges = Array.from({ length: Math.min(selection.rangeCount, 1000) }, (_, i) =>
    selection.getRangeAt(i),
  );
  if (ranges.some((range) => !range.collapsed)) return ranges;
  const shadowRoots = openShadowRoots();
  if (shadowRoots.length === 0) return ranges;
  const composed = attempt(
    () => (selection as unknown as ComposedSelection).getComposedRanges?.({ shadowRoots }) ?? [],
    [],
  ).filter((range) => !range.collapsed && sameRoot(range));
  if (composed.length > 0) return composed;
  for (const root of shadowRoots) {
    const inner = (root as unknown as { getSelection?: () => Selection | null }).getSelection?.();
    if (inner && inner.rangeCount > 0 && !inner.isCollapsed) return [inner.getRangeAt(0)];
  }
  return ranges;
}

/** A range over two trees cannot be walked; the browser's own reading is taken for it. */
const sameRoot = (range: StaticRange): boolean =>
  range.startContainer.getRootNode() === range.endContainer.getRootNode();
