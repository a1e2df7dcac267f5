// @vitest-environment happy-dom
import './english';
import { act } from 'react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Keys } from '@/components/settings/keys/Keys';
import { Writers } from '@/components/settings/Writers';
import { loadSettings, saveSettings } from '@/utils/settings';
import { aConnection } from '../samples';
import { connectServices } from './connect-kit';
import { describedBy, fieldOf, find, press, show, type, useScreen, words } from './screen';

useScreen();
beforeEach(() => fakeBrowser.reset());

const behind = { 'connection-1': { kind: 'set', keep: 'passphrase', ends: '1234' } } as const;
const connections = [aConnection({ name: 'Mine' })];
const send = () =>
  act(async () => find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));

describe('the keys', () => {
  test('are no matter where there are none', async () => {
    await show(<Keys />, connectServices());
    expect(words()).toBe('');
  });

  test('say what their keeping protects against, and what not', async () => {
    await show(<Keys />, connectServices({ keys: behind }));
    expect(words()).toContain('not against someone who runs programs in your profile');
  });

  test('get a passphrase that is typed twice', async () => {
    const given = connectServices({ keys: { x: { kind: 'set', keep: 'stored', ends: '' } } });
    await show(<Keys />, given);
    await press('Set a passphrase');
    expect(document.activeElement).toBe(fieldOf('New passphrase'));
    await type(fieldOf('New passphrase'), 'short');
    await send();
    expect(describedBy(fieldOf('New passphrase'))).toContain('At least 8 characters.');
    expect(given.calls).toEqual([]);
    await type(fieldOf('New passphrase'), 'correct horse');
    await type(fieldOf('The same once more'), 'correct horse');
    await send();
    expect(given.tellLock).toHaveBeenCalledWith({ do: 'set', passphrase: 'correct horse' });
    expect(words()).toContain('Unlocked.');
  });

  test('are unlocked by Enter; a wrong passphrase is said at the field and as an alert', async () => {
    await show(<Keys />, connectServices({ keys: behind, passphrase: 'correct horse' }));
    expect(words()).toContain('Locked. Clips that need these keys wait.');
    await type(fieldOf('Passphrase'), 'wrong words');
    await send();
    expect(describedBy(fieldOf('Passphrase'))).toContain('This is not the passphrase.');
    expect(find('[role="alert"]').textContent).toContain('This is not the passphrase.');
    await type(fieldOf('Passphrase'), 'correct horse');
    await send();
    expect(words()).toContain('What waited for a key goes on.');
    expect(document.querySelector('input[type="password"]')).toBeNull();
  });

  test('wait for the passphrase with the keyboard in its field, unless that is elsewhere', async () => {
    const given = connectServices({ keys: behind, passphrase: 'correct horse' });
    await show(<Keys />, given);
    expect(document.activeElement).toBe(fieldOf('Passphrase'));
    const beside = (keys: boolean) => (
      <div>
        <button type="button">Elsewhere</button>
        {keys && <Keys />}
      </div>
    );
    await show(beside(false), given);
    find('button').focus();
    await show(beside(true), given);
    expect(document.activeElement?.textContent).toBe('Elsewhere');
  });

  test('lock at once, and after the minutes that are chosen', async () => {
    const given = connectServices({ keys: behind, passphrase: 'correct horse', open: true });
    await show(<Keys />, given);
    await act(async () => find<HTMLInputElement>('[type="radio"]').click());
    expect(given.tellLock).toHaveBeenCalledWith({ do: 'minutes', minutes: 5 });
    await press('Lock now');
    expect(words()).toContain('Locked. Clips that need these keys wait.');
  });

  test('get another passphrase only for the present one', async () => {
    const given = connectServices({ keys: behind, passphrase: 'correct horse', open: true });
    await show(<Keys />, given);
    await press('Change the passphrase');
    await type(fieldOf('Present passphrase'), 'wrong words');
    await type(fieldOf('New passphrase'), 'battery staple');
    await type(fieldOf('The same once more'), 'battery staple');
    await send();
    expect(describedBy(fieldOf('Present passphrase'))).toContain('This is not the passphrase.');
    await type(fieldOf('Present passphrase'), 'correct horse');
    await send();
    expect(words()).toContain('Passphrase changed.');
  });

  test('are lost with a forgotten passphrase: said by name, and asked twice', async () => {
    const given = connectServices({ connections, keys: behind, passphrase: 'correct horse' });
    await show(<Keys />, given);
    await press('Forgotten?');
    expect(words()).toContain('To be entered again: \u2068Mine\u2069.');
    expect(given.calls).toEqual([]);
    await press('Remove the passphrase');
    expect(given.calls).toEqual(['lock remove']);
    expect(given.keys()).toMatchObject({ 'connection-1': { kind: 'gone' } });
  });

  test('an answer that never came is said, and can be tried again', async () => {
    const given = connectServices({ keys: behind, passphrase: 'correct horse' });
    given.tellLock.mockRejectedValueOnce(new Error('asleep'));
    await show(<Keys />, given);
    await type(fieldOf('Passphrase'), 'correct horse');
    await send();
    expect(describedBy(fieldOf('Passphrase'))).toContain('Try again.');
    await send();
    expect(words()).toContain('Unlocked.');
  });
});

describe('the writer', () => {
  const names = () => [...document.querySelectorAll('.radio label')].map(({ textContent }) => textContent);

  test('is the rules where there is nothing else', async () => {
    await show(<Writers />, connectServices({ connections }));
    expect(names()).toEqual(['Built-in rules']);
    expect(words()).toContain('A chat model can write too');
  });

  test('can be the chat model of a connection, and says where the words go', async () => {
    const chat = aConnection({ id: 'chat-1', kind: 'chat', name: 'Ollama', chatModel: 'qwen3:8b' });
    await show(<Writers />, connectServices({ connections: [chat] }));
    expect(words()).toContain('\u2068qwen3:8b\u2069 at \u2068127.0.0.1:8091\u2069');
    await act(async () => find<HTMLInputElement>('.radio:last-child input').click());
    expect(await loadSettings()).toMatchObject({ writer: 'chat-1' });
  });

  test('is the rules again when its connection is gone', async () => {
    await saveSettings({ writer: 'gone-1' });
    await show(<Writers />, connectServices());
    expect(find<HTMLInputElement>('.radio input').checked).toBe(true);
  });

  test('can be the browser’s own model, which is downloaded in the click', async () => {
    let loaded: (share: number) => void = () => undefined;
    let finish: () => void = () => undefined;
    const create = vi.fn((options: { monitor: (target: EventTarget) => void }) => {
      const target = new EventTarget();
      options.monitor(target);
      loaded = (share) =>
        target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded: share, total: 1 }));
      return new Promise((resolve) => {
        finish = () => resolve({ destroy: () => undefined, prompt: async () => '' });
      });
    });
    vi.stubGlobal('LanguageModel', { availability: async () => 'downloadable', create });
    await saveSettings({ writer: 'browser' });
    await show(<Writers />, connectServices());
    expect(names()).toEqual(['Built-in rules', 'The browser’s own model']);
    expect(create).not.toHaveBeenCalled();
    await press('Download the model');
    expect(create).toHaveBeenCalledTimes(1);
    await act(async () => loaded(0.5));
    expect(find<HTMLProgressElement>('progress').getAttribute('value')).toBe('0.5');
    await act(async () => finish());
    expect(words()).toContain('It is ready.');
  });
});
