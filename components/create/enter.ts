/** Enter means "make it" unless it already means something where the focus is. */
export function isOurEnter(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || event.repeat || event.isComposing || event.defaultPrevented) return false;
  if (event.shiftKey || event.altKey) return false;
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.closest('textarea')) return event.ctrlKey || event.metaKey;
  return target.closest('button, a, summary, select, video, [role="button"]') === null;
}
