const CAN_FOCUS = 'button, a[href], input, select, textarea, summary, video, [tabindex="0"]';

/**
 * Whoever uses the keyboard goes on near where they were when what had the focus is taken away: from the next thing
 * that is still there, else from the one before. A screen that knows a better place sets the focus itself.
 */
export function keepFocus(root: Element): void {
  let last: HTMLElement | undefined;
  let around: readonly HTMLElement[] = [];
  root.addEventListener('focusin', ({ target }) => {
    // Only where the focus is seen: after a press of the mouse, Enter must go on meaning what it means to the screen.
    last = target instanceof HTMLElement && target.matches(':focus-visible') ? target : undefined;
    around = last ? [...root.querySelectorAll<HTMLElement>(CAN_FOCUS)] : [];
  });
  new MutationObserver(() => {
    if (!last || last.isConnected || document.activeElement !== document.body) return;
    const at = around.indexOf(last);
    const near = [...around.slice(at + 1), ...around.slice(0, Math.max(at, 0)).toReversed()];
    last = undefined;
    near.find((one) => one.isConnected && one.checkVisibility())?.focus({ preventScroll: true });
  }).observe(root, { childList: true, subtree: true });
}
