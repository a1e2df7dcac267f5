import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { loadSettings, saveSettings } from '@/utils/settings';

beforeEach(() => fakeBrowser.reset());

test('the next clip is made on this device until the user says otherwise', async () => {
  expect(await loadSettings()).toMatchObject({ madeBy: 'on-device', videoSeconds: 4, videoSize: '1280x720' });
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
