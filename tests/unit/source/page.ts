import type { PageAnswer, PageTask } from '@/utils/source/page/task';
import { leaveTask } from '@/utils/source/page/task';

/** Leaves a task as the injection does; what it does not name is empty. */
export function withTask(change: Partial<PageTask>): void {
  leaveTask({
    kind: 'selection',
    selectionText: '',
    srcUrl: '',
    imageIds: Array.from({ length: 12 }, (_, i) => `id-${i}`),
    ...change,
  });
}

/** Selects from the start of one element to the end of another. */
export function selectElements(first: string, last = first): void {
  const range = document.createRange();
  range.setStart(element(first), 0);
  range.setEnd(element(last), element(last).childNodes.length);
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

export function element<T extends Element = HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector} in the page`);
  return found;
}

/** Narrows what a page script answers to the answer of a reading. */
export function readingOf(answer: unknown): PageAnswer {
  if (typeof answer !== 'object' || answer === null || !('text' in answer))
    throw new Error('the page read nothing');
  return answer as PageAnswer;
}
