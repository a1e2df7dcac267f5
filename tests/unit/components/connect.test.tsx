// @vitest-environment happy-dom
import './english';
import { act, StrictMode } from 'react';
import { describe, expect, test } from 'vitest';
import { Connected } from '@/components/settings/connect/Connected';
import { Servers } from '@/components/settings/Servers';
import type { ServerReport } from '@/utils/domain';
import { SERVICES } from '@/utils/providers';
import { aConnection } from '../samples';
import { connectServices, OK } from './connect-kit';
import { buttonOf, describedBy, fieldOf, find, press, show, type, useScreen, words } from './screen';
// Fetched when it is needed; here already, so that one turn brings it on a busy machine too.
import '@/utils/providers/models.json';

useScreen();

const KEY = 'sk-or-v1-0123456789abcdef1234';
const OPENROUTER = aConnection({
  id: 'or',
  kind: 'openrouter',
  name: 'OpenRouter',
  baseUrl: SERVICES.openrouter.baseUrl,
  usdPerSecond: null,
});
const everything = (): string => document.documentElement.outerHTML;

async function openOffer(kind: string, given = connectServices()) {
  await show(<Servers />, given);
  await press('Add a service or server');
  await act(async () => find(`[data-offer="${kind}"] button`).click());
  return given;
}

async function choose(name: string): Promise<void> {
  const label = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === name);
  if (!label) throw new Error(`no choice "${name}"`);
  await act(async () => label.click());
}

function report(answer: ServerReport['answer']): ServerReport {
  return { answer, models: [], cards: [], lists: false };
}

describe('what can be connected', () => {
  test('is one card each, and this device stands first', async () => {
    await show(<Servers />, connectServices());
    expect(find('.server-list li').textContent).toContain('This device');
    await press('Add a service or server');
    const names = [...document.querySelectorAll('.offer-name')].map(({ textContent }) => textContent);
    expect(names).toHaveLength(8);
    expect(names).toEqual(
      expect.arrayContaining(['Your own server', 'OpenRouter', 'Chat model for writing']),
    );
    expect(document.activeElement).toBe(find('.offers h3'));
  });

  test('a service says its price, where a key is made, and whom the browser is asked about', async () => {
    const { openPage, ask } = await openOffer('fal');
    const card = find('[data-offer="fal"]');
    expect(card.textContent).toMatch(/from \$\d/);
    expect(card.textContent).toContain('queue.fal.run');
    expect(card.textContent).toContain('*.fal.media');
    await press('Make one at \u2068fal.ai\u2069');
    expect(openPage).toHaveBeenCalledWith(SERVICES.fal.keyUrl);
    expect(ask).not.toHaveBeenCalled();
  });

  test('opens with the keyboard in its key, and Escape leads back to its card', async () => {
    await openOffer('xai');
    expect(document.activeElement).toBe(fieldOf('Key'));
    await act(async () =>
      fieldOf('Key').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
    );
    expect(document.querySelector('form')).toBeNull();
    expect(document.activeElement).toBe(find('[data-offer="xai"] button'));
  });

  test('has one way to cancel at a time, and says nothing of a list that a service does not keep', async () => {
    const given = await openOffer('fal');
    const cancels = () => [...document.querySelectorAll('button')].filter((b) => b.textContent === 'Cancel');
    expect(cancels()).toHaveLength(1);
    given.testService.mockResolvedValue(report('ok'));
    await type(fieldOf('Key'), KEY);
    await press('Test');
    expect(words()).toContain('the key works');
    expect(words()).not.toContain('lists no models');
    await press('Cancel');
    expect(cancels()).toHaveLength(1);
  });

  test('is tested when it is new, also where React mounts everything twice', async () => {
    const given = connectServices({ connections: [OPENROUTER] });
    await show(
      <StrictMode>
        <Connected connection={OPENROUTER} isNew onEdit={() => undefined} />
      </StrictMode>,
      given,
    );
    expect(words()).toContain('It answers');
  });
});

describe('connecting a service', () => {
  test('asks for all its hosts first in the click, then keeps the key, then saves, then tests', async () => {
    const given = await openOffer('replicate');
    await type(fieldOf('Key'), KEY);
    let asked = 0;
    await act(async () => {
      buttonOf('Connect').click();
      asked = given.ask.mock.calls.length;
    });
    expect(asked).toBe(1);
    expect(given.calls).toEqual([`ask ${SERVICES.replicate.hosts.join(' ')}`, 'key', 'save', 'test']);
    expect(given.saveKey).toHaveBeenCalledWith({
      connectionId: given.connections()[0]?.id,
      baseUrl: SERVICES.replicate.baseUrl,
      key: KEY,
      keep: 'stored',
    });
    expect(words()).toContain('It answers, and the key works.');
  });

  test('the key never stands in the document, neither while it is typed nor after', async () => {
    await openOffer('openrouter');
    await type(fieldOf('Key'), KEY);
    expect(everything()).not.toContain(KEY);
    await press('Connect');
    expect(everything()).not.toContain(KEY.slice(0, -4));
    expect([...document.querySelectorAll('input')].map(({ value }) => value)).not.toContain(KEY);
    expect(words()).toContain('ends in \u20681234\u2069');
  });

  test('a service is not connected without a key', async () => {
    const given = await openOffer('openrouter');
    await press('Connect');
    expect(describedBy(fieldOf('Key'))).toContain('Enter the key.');
    expect(document.activeElement).toBe(fieldOf('Key'));
    expect(given.calls).toEqual([]);
  });

  test('a key that the background does not take is said at its field, and nothing is saved', async () => {
    const given = await openOffer('openrouter');
    given.saveKey.mockResolvedValue({ ok: false, reason: 'characters' });
    await type(fieldOf('Key'), 'not a key');
    await press('Connect');
    expect(describedBy(fieldOf('Key'))).toContain('Copy it again.');
    expect(given.saveConnection).not.toHaveBeenCalled();
  });

  test('a refused permission keeps what was typed, and no key is kept', async () => {
    const given = await openOffer('openrouter');
    given.ask.mockResolvedValue(false);
    await type(fieldOf('Key'), KEY);
    await press('Connect');
    expect(find('form [role="alert"]').textContent).toContain('Access was not granted');
    expect(fieldOf('Key').value).toBe(KEY);
    expect(given.saveKey).not.toHaveBeenCalled();
  });

  test('sent twice because it could not be saved, it is the same connection', async () => {
    const given = await openOffer('openrouter');
    given.saveConnection.mockRejectedValueOnce(new Error('full'));
    await type(fieldOf('Key'), KEY);
    await press('Connect');
    expect(find('form [role="alert"]').textContent).toContain('could not be saved');
    await press('Connect');
    const ids = given.saveKey.mock.calls.map(([wish]) => wish.connectionId);
    expect(new Set(ids).size).toBe(1);
  });

  test('the key can be seen while it is typed', async () => {
    await openOffer('openrouter');
    expect(fieldOf('Key').type).toBe('password');
    await press('Show what is typed');
    expect(fieldOf('Key').type).toBe('text');
    await press('Hide what is typed');
    expect(fieldOf('Key').type).toBe('password');
  });
});

describe('a key behind a passphrase', () => {
  test('the first time the passphrase is typed twice, and set before the key', async () => {
    const given = await openOffer('openrouter');
    await type(fieldOf('Key'), KEY);
    await choose('With a passphrase');
    await type(fieldOf('New passphrase'), 'correct horse');
    await type(fieldOf('The same once more'), 'correct house');
    await press('Connect');
    expect(describedBy(fieldOf('The same once more'))).toContain('The two are not the same.');
    expect(given.calls).toEqual([]);
    await type(fieldOf('The same once more'), 'correct horse');
    await press('Connect');
    expect(given.calls.slice(1, 4)).toEqual(['lock set', 'key', 'save']);
    expect(everything()).not.toContain('correct horse');
  });

  test('while the lock is closed, the passphrase opens it first; a wrong one is said', async () => {
    const given = await openOffer('openrouter', connectServices({ passphrase: 'correct horse' }));
    await type(fieldOf('Key'), KEY);
    await choose('With a passphrase');
    await type(fieldOf('Passphrase'), 'battery staple');
    await press('Connect');
    expect(describedBy(fieldOf('Passphrase'))).toContain('This is not the passphrase.');
    expect(given.saveKey).not.toHaveBeenCalled();
    await type(fieldOf('Passphrase'), 'correct horse');
    await press('Connect');
    expect(given.saveKey).toHaveBeenCalledTimes(1);
  });
});

describe('a server of one’s own', () => {
  test('asks how a key is kept only once there is one', async () => {
    await openOffer('openai-videos');
    expect(words()).not.toContain('Keep the key');
    await type(fieldOf('Key (if it asks for one)'), 'k');
    expect(words()).toContain('Keep the key');
  });

  test('says that a key can be read on its way over plain http', async () => {
    await openOffer('openai-videos');
    await type(fieldOf('Address'), 'http://127.0.0.1:8000/v1');
    expect(words()).not.toContain('readable by others');
    await type(fieldOf('Address'), 'http://nas.lan:8000/v1');
    expect(words()).toContain('readable by others in this network');
  });

  test('is set to the program that Test recognises', async () => {
    const given = await openOffer('openai-videos');
    given.testService.mockResolvedValue({ ...OK, preset: 'vllm-omni' });
    await type(fieldOf('Address'), 'localhost:8091/v1');
    await press('Test');
    expect(words()).toContain('It looks like vLLM-Omni');
    await press('Connect');
    expect(given.connections()).toMatchObject([{ preset: 'vllm-omni', body: 'multipart' }]);
  });

  test('is tested with the key that is typed, before anything is saved', async () => {
    const given = await openOffer('openai-videos');
    await type(fieldOf('Address'), 'localhost:8091/v1');
    await type(fieldOf('Key (if it asks for one)'), ' typed-key ');
    await press('Test');
    expect(given.testService.mock.calls[0]?.[0]).toMatchObject({ connectionId: null, key: 'typed-key' });
    expect(given.saveKey).not.toHaveBeenCalled();
  });
});

describe('a chat model', () => {
  test('has its address by its name, and needs a model', async () => {
    const given = await openOffer('chat');
    await choose('LM Studio');
    expect(fieldOf('Address').value).toBe('http://localhost:1234/v1');
    await press('Connect');
    expect(describedBy(fieldOf('Model'))).toContain('Enter the name of the model.');
    await type(fieldOf('Model'), 'qwen3');
    await press('Connect');
    expect(given.connections()).toMatchObject([
      { kind: 'chat', baseUrl: 'http://localhost:1234/v1', chatModel: 'qwen3', name: 'localhost:1234' },
    ]);
  });

  test('says what Ollama has to be told', async () => {
    await openOffer('chat');
    await choose('Ollama');
    expect(words()).toContain('OLLAMA_ORIGINS=chrome-extension://*');
  });
});

describe('what is connected', () => {
  const set = { or: { kind: 'set', keep: 'stored', ends: '1234' } } as const;

  test('a key that is set is shown by its end, and stays when other things are changed', async () => {
    const given = connectServices({ connections: [OPENROUTER], keys: set });
    await show(<Servers />, given);
    await press('Change \u2068OpenRouter\u2069');
    expect(words()).toContain('Key set, ends in \u20681234\u2069 · on this computer');
    expect(document.querySelector('input[type="password"]')).toBeNull();
    expect(document.activeElement).toBe(buttonOf('Replace the key'));
    await press('Save');
    expect(given.saveKey).not.toHaveBeenCalled();
    expect(given.forgetKey).not.toHaveBeenCalled();
  });

  test('a key is replaced on its own, with the keyboard in its field', async () => {
    const given = connectServices({ connections: [OPENROUTER], keys: set });
    await show(<Servers />, given);
    await press('Change \u2068OpenRouter\u2069');
    await press('Replace the key');
    expect(document.activeElement).toBe(fieldOf('Key'));
    expect(fieldOf('Key').value).toBe('');
    await type(fieldOf('Key'), 'sk-or-v1-another-key-5678');
    await press('Save');
    expect(given.keys()).toMatchObject({ or: { ends: '5678' } });
  });

  test('a key is forgotten only when that is said twice', async () => {
    const given = connectServices({ connections: [OPENROUTER], keys: set });
    await show(<Servers />, given);
    await press('Change \u2068OpenRouter\u2069');
    await press('Forget the key');
    expect(given.forgetKey).not.toHaveBeenCalled();
    await press('Forget it');
    expect(given.forgetKey).toHaveBeenCalledWith('or');
  });

  test('a key does not go along to another address', async () => {
    const server = aConnection({ id: 'own', name: 'Mine' });
    const own = { own: { kind: 'set', keep: 'stored', ends: '' } } as const;
    const given = connectServices({ connections: [server], keys: own });
    await show(<Servers />, given);
    await press('Change \u2068Mine\u2069');
    await type(fieldOf('Address'), 'https://elsewhere.example/v1');
    expect(words()).toContain('belongs to another address');
    await press('Save');
    expect(given.forgetKey).toHaveBeenCalledWith('own');
  });

  test.each([
    ['no key', {}, 'No key yet'],
    ['a lost key', { or: { kind: 'gone', keep: 'session', ends: '' } }, 'has to be entered again'],
  ] as const)('%s is said, and leads to its field', async (_, keys, said) => {
    await show(<Servers />, connectServices({ connections: [OPENROUTER], keys }));
    expect(words()).toContain(said);
    await press('Enter the key');
    expect(document.activeElement).toBe(fieldOf('Key'));
  });

  test('a permission that was taken back is said, and asked for again', async () => {
    const given = connectServices({ connections: [OPENROUTER], keys: set });
    await show(<Servers />, given);
    expect(words()).not.toContain('does not let Pagereel');
    await act(async () => given.revoke());
    expect(words()).toContain('The browser does not let Pagereel reach it.');
    await press('Allow access to \u2068openrouter.ai\u2069');
    expect(given.calls).toEqual([`ask ${SERVICES.openrouter.hosts.join(' ')}`]);
  });

  test.each([
    ['bad-key', 'This key is not accepted', 'Open the account'],
    ['no-credit', 'no credit', 'Open the account'],
    ['needs-key', 'asks for a key', 'Enter the key'],
    ['key-locked', 'The key is locked', 'Unlock the keys'],
  ] as const)('%s says what to do next', async (answer, said, next) => {
    const given = connectServices({ connections: [OPENROUTER], keys: set });
    given.testService.mockResolvedValue(report(answer));
    await show(<Servers />, given);
    await press('Test \u2068OpenRouter\u2069');
    expect(find('[role="status"]').textContent).toContain(said);
    expect(buttonOf(next)).toBeTruthy();
  });

  test('what it listed is counted', async () => {
    const models = [{ connectionId: 'or', at: Date.UTC(2026, 10, 23, 12), cards: [] }];
    await show(<Servers />, connectServices({ connections: [OPENROUTER], keys: set, models }));
    expect(words()).toContain('0 models, listed on Nov 23, 2026');
  });
});

describe('sending without asking', () => {
  const caps = { clip: null, day: 5, month: null };
  const quick = () => find<HTMLInputElement>('[role="switch"]');

  test('is there only while a limit is set', async () => {
    await show(<Servers />, connectServices({ connections: [{ ...OPENROUTER, quick: true }] }));
    expect(quick().disabled).toBe(true);
    expect(quick().checked).toBe(false);
    expect(describedBy(quick())).toContain('Only once a limit is set.');
  });

  test('is kept with the connection', async () => {
    const given = connectServices({ connections: [OPENROUTER], caps });
    await show(<Servers />, given);
    await act(async () => quick().click());
    expect(given.connections()).toMatchObject([{ id: 'or', quick: true }]);
    expect(quick().checked).toBe(true);
  });

  test('is not asked of what makes no videos', async () => {
    await show(<Servers />, connectServices({ connections: [aConnection({ kind: 'chat' })], caps }));
    expect(document.querySelector('[role="switch"]')).toBeNull();
  });
});
