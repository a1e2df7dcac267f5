// @vitest-environment happy-dom
import './english';
import { act } from 'react';
import { describe, expect, test } from 'vitest';
import { Limits } from '@/components/settings/Limits';
import { Notifications } from '@/components/settings/Notifications';
import { Servers } from '@/components/settings/Servers';
import type { Caps } from '@/utils/domain';
import { aConnection } from '../samples';
import { connectServices as services } from './connect-kit';
import { buttonOf, describedBy, fieldOf, find, leave, press, show, type, useScreen, words } from './screen';

useScreen();

/** The form of a server of one's own. */
async function openOwn(): Promise<void> {
  await press('Add a service or server');
  await act(async () => find('[data-offer="openai-videos"] button').click());
}

describe('adding a server', () => {
  const open = async (given = services()) => {
    await show(<Servers />, given);
    await openOwn();
    return given;
  };

  test('asks for its address first, and saves nothing without one', async () => {
    const { saveConnection, ask } = await open();
    const address = fieldOf('Address');
    expect(document.activeElement).toBe(address);
    await press('Connect');
    expect(address.getAttribute('aria-invalid')).toBe('true');
    expect(describedBy(address)).toContain('Enter the address of the server.');
    expect(saveConnection).not.toHaveBeenCalled();
    expect(ask).not.toHaveBeenCalled();
  });

  test('refuses plain http across the internet, and says why', async () => {
    await open();
    const address = fieldOf('Address');
    await type(address, 'http://gpu.example:8000/v1');
    await press('Connect');
    expect(describedBy(address)).toContain('Plain http works only on this computer and in your own network');
    await type(address, 'https://gpu.example:8000/v1');
    expect(address.getAttribute('aria-invalid')).toBe('false');
  });

  test('leads the keyboard to the first field that is wrong', async () => {
    await open();
    await type(fieldOf('Address'), 'localhost:8000/v1');
    await type(fieldOf('Price of one second of video'), 'cheap');
    await press('Connect');
    expect(document.activeElement).toBe(fieldOf('Price of one second of video'));
    expect(describedBy(fieldOf('Price of one second of video'))).toContain('Enter an amount in US dollars');
  });

  test('asks for the permission within the click, before anything is waited for', async () => {
    const { ask } = await open();
    await type(fieldOf('Address'), 'localhost:8000/v1');
    let asked = 0;
    await act(async () => {
      buttonOf('Connect').click();
      asked = ask.mock.calls.length;
    });
    expect(asked).toBe(1);
    expect(ask).toHaveBeenCalledWith('http://localhost:8000/v1');
  });

  test('saves after the permission, and the keyboard goes back to where it came from', async () => {
    const given = await open();
    await type(fieldOf('Address'), 'localhost:8000/v1');
    await type(fieldOf('Price of one second of video'), '0.05');
    await press('Connect');
    expect(given.calls.slice(0, 2)).toEqual(['ask http://localhost:8000/v1', 'save']);
    expect(given.connections()).toMatchObject([{ baseUrl: 'http://localhost:8000/v1', usdPerSecond: 0.05 }]);
    expect(document.querySelector('form')).toBeNull();
    expect(words()).toContain('$0.05 a second');
    expect(document.querySelector('.server-card')?.contains(document.activeElement)).toBe(true);
  });

  test('keeps what was typed when the permission is refused', async () => {
    const given = services();
    given.ask.mockResolvedValue(false);
    await open(given);
    await type(fieldOf('Address'), 'localhost:8000/v1');
    await press('Connect');
    expect(given.saveConnection).not.toHaveBeenCalled();
    expect(find('[role="alert"]').textContent).toContain('Access was not granted');
    expect(fieldOf('Address').value).toBe('localhost:8000/v1');
  });

  test('keeps what was typed when it cannot be saved', async () => {
    const given = services();
    given.saveConnection.mockRejectedValue(new Error('full'));
    await open(given);
    await type(fieldOf('Address'), 'localhost:8000/v1');
    await press('Connect');
    expect(find('[role="alert"]').textContent).toContain('could not be saved');
    expect(fieldOf('Address').value).toBe('localhost:8000/v1');
  });

  test('a double click saves once', async () => {
    const given = await open();
    await type(fieldOf('Address'), 'localhost:8000/v1');
    await act(async () => {
      buttonOf('Connect').click();
      buttonOf('Connect').click();
    });
    expect(given.connections().length).toBe(1);
  });

  test('Escape leaves everything as it was', async () => {
    const { saveConnection } = await open();
    await type(fieldOf('Address'), 'localhost:8000/v1');
    await act(async () =>
      fieldOf('Address').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
    );
    expect(document.querySelector('form')).toBeNull();
    expect(saveConnection).not.toHaveBeenCalled();
  });
});

describe('testing a server', () => {
  test('says what answers, and offers the models it lists', async () => {
    const given = services();
    await show(<Servers />, given);
    await openOwn();
    await type(fieldOf('Address'), 'localhost:8000/v1');
    await press('Test');
    expect(given.testService).toHaveBeenCalledWith({
      connectionId: null,
      kind: 'openai-videos',
      preset: 'custom',
      baseUrl: 'http://localhost:8000/v1',
      key: null,
    });
    const status = find('form [role="status"]').textContent;
    expect(status).toContain('It answers, and it speaks the videos interface.');
    expect(status).toContain('It lists 2 models.');
    expect(status).toContain('It lists past work');
    const list = fieldOf('Model').getAttribute('list') ?? '';
    expect([...find(`[id="${list}"]`).children].map((option) => option.getAttribute('value'))).toEqual([
      'wan-3',
      'ltx-2',
    ]);
    expect(given.saveConnection).not.toHaveBeenCalled();
  });

  test.each([
    ['not-reachable', 'Nothing answers at this address.'],
    ['needs-permission', 'does not let Pagereel reach \u2068127.0.0.1:8091\u2069 yet'],
    ['needs-key', 'asks for a key'],
    ['not-a-video-server', 'not a videos interface'],
    ['certificate', 'certificate is not accepted'],
    ['cors', 'the browser keeps its answer'],
    ['key-locked', 'The key is locked'],
    ['bad-key', 'not accepted'],
    ['no-credit', 'no credit'],
  ] as const)('%s is said in words', async (answer, said) => {
    const given = services({ connections: [aConnection({ name: 'Mine' })] });
    given.testService.mockResolvedValue({ answer, models: [], cards: [], lists: false });
    await show(<Servers />, given);
    await press('Test \u2068Mine\u2069');
    expect(find('[role="status"]').textContent).toContain(said);
  });

  test('nothing is sent where the permission is refused', async () => {
    const given = services({ connections: [aConnection({ name: 'Mine' })] });
    given.ask.mockResolvedValue(false);
    await show(<Servers />, given);
    await press('Test \u2068Mine\u2069');
    expect(given.testService).not.toHaveBeenCalled();
    expect(words()).toContain('Press Test again and allow it');
  });

  test('what was found is forgotten with the address it was found at', async () => {
    await show(<Servers />, services());
    await openOwn();
    await type(fieldOf('Address'), 'localhost:8000/v1');
    await press('Test');
    await type(fieldOf('Address'), 'localhost:9000/v1');
    expect(words()).not.toContain('It answers');
  });
});

test('a server is changed in place, and stays the same server', async () => {
  const given = services({ connections: [aConnection({ name: 'Mine' })] });
  await show(<Servers />, given);
  await press('Change \u2068Mine\u2069');
  await type(fieldOf('Name'), 'Ours');
  await press('Save');
  expect(given.connections()).toEqual([aConnection({ name: 'Ours' })]);
  expect(document.activeElement).toBe(buttonOf('Change \u2068Ours\u2069'));
});

test('a removed server can be taken back', async () => {
  const given = services({ connections: [aConnection({ name: 'Mine' })] });
  await show(<Servers />, given);
  await press('Remove \u2068Mine\u2069');
  expect(given.connections()).toEqual([]);
  await press('Undo');
  expect(given.connections()).toEqual([aConnection({ name: 'Mine' })]);
});

describe('limits', () => {
  test('are saved as a field is left', async () => {
    const given = services();
    await show(<Limits />, given);
    await type(fieldOf('Per day'), '5');
    expect(given.saveCaps).not.toHaveBeenCalled();
    await leave(fieldOf('Per day'));
    expect(given.caps()).toEqual({ clip: null, day: 5, month: null });
    expect(find('[role="status"]').textContent).toBe('Limit saved.');
  });

  test('one after the other do not undo each other, however slow the store', async () => {
    const given = services();
    const saves: Caps[] = [];
    given.saveCaps.mockImplementation(async (caps) => {
      saves.push(caps);
    });
    await show(<Limits />, given);
    await type(fieldOf('Per clip'), '1');
    await leave(fieldOf('Per clip'));
    await type(fieldOf('Per month'), '20');
    await leave(fieldOf('Per month'));
    expect(saves.at(-1)).toEqual({ clip: 1, day: null, month: 20 });
  });

  test('what is no amount is said and not saved; the limit before holds', async () => {
    const given = services({ caps: { clip: null, day: 5, month: null } });
    await show(<Limits />, given);
    await type(fieldOf('Per day'), '1,000');
    await leave(fieldOf('Per day'));
    expect(describedBy(fieldOf('Per day'))).toContain('Enter an amount in US dollars');
    expect(fieldOf('Per day').getAttribute('aria-invalid')).toBe('true');
    expect(given.caps().day).toBe(5);
  });

  test('an emptied field is no limit', async () => {
    const given = services({ caps: { clip: null, day: 5, month: null } });
    await show(<Limits />, given);
    await type(fieldOf('Per day'), '');
    await leave(fieldOf('Per day'));
    expect(given.caps().day).toBeNull();
    expect(find('[role="status"]').textContent).toBe('Limit removed.');
  });

  test('a limit that could not be saved is said, and what was typed stays', async () => {
    const given = services();
    given.saveCaps.mockRejectedValue(new Error('full'));
    await show(<Limits />, given);
    await type(fieldOf('Per day'), '5');
    await leave(fieldOf('Per day'));
    expect(find('[role="status"]').textContent).toContain('could not be saved');
    expect(fieldOf('Per day').value).toBe('5');
  });
});

describe('notifications', () => {
  const flip = () => act(async () => find<HTMLInputElement>('[role="switch"]').click());
  const isOn = () => find<HTMLInputElement>('[role="switch"]').checked;

  test('are asked for when they are switched on, and given back when switched off', async () => {
    const given = services();
    await show(<Notifications />, given);
    expect(isOn()).toBe(false);
    expect(given.askNotifications).not.toHaveBeenCalled();
    await flip();
    expect(isOn()).toBe(true);
    await flip();
    expect(given.dropNotifications).toHaveBeenCalledTimes(1);
    expect(isOn()).toBe(false);
  });

  test('a refusal is said, and the switch stays off', async () => {
    const given = services();
    given.askNotifications.mockResolvedValue(false);
    await show(<Notifications />, given);
    await flip();
    expect(isOn()).toBe(false);
    expect(find('[role="status"]').textContent).toContain('did not allow it');
  });
});
