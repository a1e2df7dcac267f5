/** Runs in the page: a point on the selected text of the element, else its middle, from its own corner. */
export function pointInside(selector: string): { x: number; y: number } {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  const box = element.getBoundingClientRect();
  const selection = getSelection();
  if (selection && !selection.isCollapsed && selection.containsNode(element, true)) {
    const lines = [...selection.getRangeAt(0).getClientRects()];
    const line = lines.find(
      (rect) => rect.width > 8 && rect.top >= box.top - 1 && rect.bottom <= box.bottom + 1,
    );
    if (line) return { x: line.left + line.width / 2 - box.left, y: line.top + line.height / 2 - box.top };
  }
  return { x: Math.min(box.width / 2, 60), y: Math.min(box.height / 2, 60) };
}

/** Runs in the page: selects the contents of the element, or the whole value of a field. */
export function selectContents(selector: string): string {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    // A click into a field takes the selection away from the rest of the document; focus() does not.
    getSelection()?.removeAllRanges();
    element.focus();
    element.select();
    return element.value;
  }
  const selection = getSelection();
  if (!selection) throw new Error('this document has no selection');
  const range = document.createRange();
  range.selectNodeContents(element);
  selection.removeAllRanges();
  selection.addRange(range);
  return selection.toString();
}
