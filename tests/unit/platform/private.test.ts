import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { MenuClick } from '@/utils/platform/menus';
import { isOffLimits, privacy } from '@/utils/platform/private';
import { anAttempt, aServiceJob } from '../samples';

/** A context of such a window, by a browser that runs a second instance for private ones (`split`) or does not. */
function standIn(window: 'ordinary' | 'private', incognito?: 'split'): void {
  Object.assign(fakeBrowser, { extension: { inIncognitoContext: window === 'private' } });
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({
    manifest_version: 3,
    name: '',
    version: '1',
    ...(incognito && { incognito }),
  });
}

beforeEach(() => {
  vi.restoreAllMocks();
  vi.resetModules();
  fakeBrowser.reset();
});

describe('a context', () => {
  it('of an ordinary window is ordinary, and private pages are off limits to it', () => {
    for (const split of ['split', undefined] as const) {
      standIn('ordinary', split);
      expect([privacy(), isOffLimits(false), isOffLimits(true)]).toEqual(['ordinary', false, true]);
    }
  });

  it('of the second instance works from memory, and reads private pages only', () => {
    standIn('private', 'split');
    expect([privacy(), isOffLimits(false), isOffLimits(true)]).toEqual(['memory', true, false]);
  });

  it('of a private window without a second instance reads no pages at all', () => {
    standIn('private');
    expect([privacy(), isOffLimits(false), isOffLimits(true)]).toEqual(['closed', true, true]);
  });
});

describe('in a private window', () => {
  const paid = aServiceJob({ state: 'running', attempts: [anAttempt({ handle: 'video-1' })] });

  it.each(['split', undefined] as const)('the mirror is neither read nor written (%s)', async (split) => {
    const { readMirror, writeMirror } = await import('@/utils/platform/mirror');
    standIn('ordinary', split);
    await writeMirror([paid], 'ordinary');
    const before = await fakeBrowser.storage.local.get(null);
    standIn('private', split);
    expect(await readMirror()).toBeUndefined();
    await writeMirror([], 'private');
    expect(await fakeBrowser.storage.local.get(null)).toEqual(before);
    standIn('ordinary', split);
    expect((await readMirror())?.generation).toBe('ordinary');
  });

  it('the badge of all windows is left alone, and the system is told nothing', async () => {
    const { notify, showBadge } = await import('@/utils/platform/notices');
    const [setBadgeText, contains] = [vi.fn(), vi.fn().mockResolvedValue(true)];
    const create = vi.fn();
    Object.assign(fakeBrowser, {
      action: { setBadgeText, setBadgeBackgroundColor: vi.fn() },
      permissions: { contains },
      notifications: { create },
    });
    standIn('private', 'split');
    await showBadge({ open: 3, asking: 0 });
    await notify('j1', 'saved', 'A page nobody is to know of');
    expect(setBadgeText).not.toHaveBeenCalled();
    expect(create).not.toHaveBeenCalled();
  });

  it('the menu items are added to those of the ordinary windows', async () => {
    const { createPrivateMenus } = await import('@/utils/platform/menus');
    const [create, removeAll] = [vi.fn(), vi.fn()];
    Object.assign(fakeBrowser, { contextMenus: { create, removeAll }, i18n: { getMessage: String } });
    standIn('ordinary', 'split');
    createPrivateMenus();
    expect(create).not.toHaveBeenCalled();
    standIn('private', 'split');
    createPrivateMenus();
    expect(create).toHaveBeenCalledTimes(3);
    expect(removeAll).not.toHaveBeenCalled();
  });

  it('a click says whether its page is off limits', async () => {
    const { onMenuClick } = await import('@/utils/platform/menus');
    const addListener = vi.fn();
    Object.assign(fakeBrowser, { contextMenus: { onClicked: { addListener } } });
    const clicks: MenuClick[] = [];
    onMenuClick((click) => clicks.push(click));
    const click = addListener.mock.calls[0]?.[0] as (info: object, tab: object) => void;
    standIn('ordinary', 'split');
    click({ menuItemId: 'clip-from-text' }, { id: 1, windowId: 2, incognito: true });
    standIn('private', 'split');
    click({ menuItemId: 'clip-from-text' }, { id: 1, windowId: 2, incognito: true });
    expect(clicks.map(({ offLimits }) => offLimits)).toEqual([true, false]);
  });
});
