import { browser } from 'wxt/browser';

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
  incognito: boolean;
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
      incognito: tab?.incognito ?? false,
    });
  });
}

/** (Re)creates the menu items; titles follow the browser's language. Called on install and on every start. */
export async function createMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  const title = (key: Parameters<typeof browser.i18n.getMessage>[0]): string => browser.i18n.getMessage(key);
  browser.contextMenus.create({
    id: 'clip-from-text',
    contexts: ['selection'],
    title: title('menuClipFromText'),
  });
  browser.contextMenus.create({
    id: 'clip-from-image',
    contexts: ['image'],
    title: title('menuClipFromImage'),
  });
  browser.contextMenus.create({
    id: 'storyboard-page',
    contexts: ['page'],
    title: title('menuStoryboardPage'),
  });
}
