import { browser } from 'wxt/browser';
import { isOffLimits, privacy } from './private';

const MENU_IDS = ['clip-from-text', 'clip-from-image', 'storyboard-page'] as const;
type MenuId = (typeof MENU_IDS)[number];

/** What a click on one of our menu items carries; empty strings where the browser gave nothing. */
export interface MenuClick {
  menu: MenuId;
  windowId: number | undefined;
  tabId: number | undefined;
  frameId: number | undefined;
  pageUrl: string;
  pageTitle: string;
  selectionText: string;
  srcUrl: string;
  /** See `isOffLimits`. */
  offLimits: boolean;
}

/** Listens for our menu items. The listener runs within the click: what needs the gesture comes first in it. */
export function onMenuClick(listener: (click: MenuClick) => void): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    const menu = MENU_IDS.find((id) => id === info.menuItemId);
    if (!menu) return;
    // Viewers of other extensions and side panels have no tab: Chrome then says id -1.
    const tabId = tab?.id !== undefined && tab.id >= 0 ? tab.id : undefined;
    listener({
      menu,
      windowId: tab?.windowId,
      tabId,
      frameId: info.frameId,
      // In a frame, the picture or the words belong to the frame, but the page is what a reader knows.
      pageUrl: tab?.url ?? info.pageUrl ?? '',
      pageTitle: tab?.title ?? '',
      selectionText: info.selectionText ?? '',
      srcUrl: info.srcUrl ?? '',
      offLimits: isOffLimits(tab?.incognito ?? false),
    });
  });
}

const MENUS = [
  { id: 'clip-from-text', contexts: ['selection'], title: 'menuClipFromText' },
  { id: 'clip-from-image', contexts: ['image'], title: 'menuClipFromImage' },
  { id: 'storyboard-page', contexts: ['page'], title: 'menuStoryboardPage' },
] as const satisfies { id: MenuId; contexts: readonly ['selection' | 'image' | 'page']; title: string }[];

/** (Re)creates the menu items; titles follow the browser's language. Called on install and on every start. */
export async function createMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  create();
}

/**
 * The items of private windows, where a second instance runs for them: it is told of no install and of no start, and
 * removing its items would remove those of the ordinary windows too. To be called whenever it starts.
 */
export function createPrivateMenus(): void {
  if (privacy() === 'memory') create();
}

function create(): void {
  // They outlive the background: "duplicate id" is no news, and a word nobody reads would be logged as an error.
  const ignore = (): void => void browser.runtime.lastError;
  for (const { id, contexts, title } of MENUS) {
    browser.contextMenus.create(
      { id, contexts: [...contexts], title: browser.i18n.getMessage(title) },
      ignore,
    );
  }
}
