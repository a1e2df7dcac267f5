import { browser } from 'wxt/browser';
import { sidebarAction } from './browser-types';

/**
 * Opens the panel of a window. Must be the first statement of a click's or menu's listener: after any await both
 * browsers refuse it ("may only be called in response to a user gesture").
 */
export function openPanel(windowId: number | undefined): void {
  // A refusal is not an error here: the draft is in the store, and the next opened panel shows it.
  const ignore = () => undefined;
  if (sidebarAction) void sidebarAction.open().catch(ignore);
  else if (windowId !== undefined) void browser.sidePanel.open({ windowId }).catch(ignore);
}

/**
 * The toolbar button opens and closes the panel: Chrome and Edge do it themselves, Firefox needs a listener.
 * The keyboard shortcut is the browsers' own command for the same thing (see the manifest).
 */
export function panelFollowsToolbarButton(): void {
  if (sidebarAction) browser.action.onClicked.addListener(() => void sidebarAction?.toggle());
  else void browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
}
