import { browser } from 'wxt/browser';
import type { NoticeKind } from '@/utils/domain';
import { privacy } from './private';
import { openLibrary } from './views';

const PERMISSION = { permissions: ['notifications' as const] };

/** Must be called within the click that switches notifications on. */
export async function askNotifications(): Promise<boolean> {
  return browser.permissions.request(PERMISSION).catch(() => false);
}

export async function hasNotifications(): Promise<boolean> {
  return browser.permissions.contains(PERMISSION);
}

/** Gives the permission back: that is what "off" means. */
export async function dropNotifications(): Promise<void> {
  await browser.permissions.remove(PERMISSION);
}

const WORDS = {
  saved: 'notifySaved',
  stopped: 'notifyStopped',
  asks: 'notifyAsks',
  twin: 'notifyTwin',
} as const satisfies Record<NoticeKind, string>;

/**
 * One notification a job: a later word on it replaces the earlier. Nothing happens without the permission, nor in a
 * private window: the system would keep the title of the page.
 */
export async function notify(jobId: string, notice: NoticeKind, title: string): Promise<void> {
  if (privacy() !== 'ordinary' || !(await hasNotifications())) return;
  await browser.notifications.create(`job:${jobId}`, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: browser.i18n.getMessage(WORDS[notice]),
    message: title,
  });
}

/** A click on a notification leads to the library. The API is there only once it is permitted. */
export function followNotifications(): void {
  const listen = (): void => {
    const { notifications } = browser as Partial<Pick<typeof browser, 'notifications'>>;
    if (notifications && !notifications.onClicked.hasListener(open))
      notifications.onClicked.addListener(open);
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}

function open(id: string): void {
  if (!id.startsWith('job:')) return;
  void openLibrary().catch(() => undefined);
  void browser.notifications.clear(id);
}

/**
 * On the toolbar button: "!" when a job waits for the user, else how many are on their way, else nothing. One for all
 * windows: a private one has no say in it.
 */
export async function showBadge({ open, asking }: { open: number; asking: number }): Promise<void> {
  if (privacy() !== 'ordinary') return;
  const text = asking > 0 ? '!' : open > 0 ? String(Math.min(open, 999)) : '';
  await browser.action.setBadgeBackgroundColor({ color: asking > 0 ? '#b3261e' : '#3a5a78' });
  await browser.action.setBadgeText({ text });
}
