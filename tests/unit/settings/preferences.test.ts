import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { loadSettings, saveSettings, watchSettings } from '@/utils/settings';

beforeEach(() => fakeBrowser.reset());

test('the next clip is made on this device until the user says otherwise', async () => {
  expect(await loadSettings()).toMatchObject({ madeBy: 'on-device', videoSeconds: 4, videoAspect: '16:9' });
});

test('who makes it is remembered, beside all else', async () => {
  await saveSettings({ look: 'vivid' });
  await saveSettings({ madeBy: 'connection-1', videoSeconds: 8 });
  expect(await loadSettings()).toMatchObject({ madeBy: 'connection-1', videoSeconds: 8, look: 'vivid' });
});

test('preferences from before there were servers are kept', async () => {
  await fakeBrowser.storage.local.set({ preferences: { look: 'terminal' } });
  expect(await loadSettings()).toMatchObject({ look: 'terminal', madeBy: 'on-device' });
});

test('one that cannot be read is the default, and takes no other along', async () => {
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`connection-${i}`, 'model']));
  await fakeBrowser.storage.local.set({ preferences: { look: 'terminal', fps: 7, videoModels: many } });
  expect(await loadSettings()).toMatchObject({ look: 'terminal', fps: 30, videoModels: {} });
});

test('what another context chose is told, until nobody listens any more', async () => {
  const told = vi.fn();
  const stop = watchSettings(told);
  await fakeBrowser.storage.local.set({ other: 1 });
  await saveSettings({ writer: 'browser' });
  await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
  expect(told.mock.calls[0]?.[0]).toMatchObject({ writer: 'browser', madeBy: 'on-device' });
  stop();
  await saveSettings({ writer: 'rules' });
  expect(told).toHaveBeenCalledOnce();
});
