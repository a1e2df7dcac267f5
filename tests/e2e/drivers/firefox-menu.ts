import type { MenuItem } from './driver';
import type { Privileged } from './firefox-chrome';
import type { MenuElement } from './firefox-internals';
import { until } from './until';

/**
 * Right-clicks by `click` and takes our item from the native menu, as a user does; this works without a
 * display too. Items are named after the extension's id.
 */
export async function takeFromMenu(
  firefox: Privileged,
  widget: string,
  item: MenuItem,
  click: () => Promise<void>,
): Promise<void> {
  const isOpen = (): Promise<boolean> => firefox.evaluate(menuIsOpen);
  // A busy page may swallow a click; the next one opens the menu, or the same one again.
  await until('the context menu', async () => {
    await click();
    return until('the context menu to open', isOpen, 3000);
  });
  await firefox.evaluate(activate, `${widget}-menuitem-_${item}`);
  await until('the context menu to close', async () => !(await firefox.evaluate(menuIsOpen)));
}

/** Runs in the browser window. */
function menuIsOpen(): boolean {
  const menu = document.getElementById('contentAreaContextMenu') as MenuElement | null;
  return menu?.state === 'open';
}

/** Runs in the browser window. When several items match, Firefox folds them into a submenu. */
async function activate(id: string): Promise<void> {
  const menu = document.getElementById('contentAreaContextMenu') as MenuElement | null;
  const item = document.getElementById(id);
  const popup = item?.parentElement as MenuElement | null | undefined;
  if (!menu || !item || !popup) {
    menu?.hidePopup();
    throw new Error(`the context menu does not offer ${id}`);
  }
  if (popup !== menu) {
    const shown = new Promise((resolve) => popup.addEventListener('popupshown', resolve, { once: true }));
    (popup.parentElement as MenuElement).openMenu(true);
    await shown;
  }
  popup.activateItem(item);
}
