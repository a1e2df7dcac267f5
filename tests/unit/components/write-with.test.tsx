// @vitest-environment happy-dom
import './english';
import { act } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { withPrompt, type Edit } from '@/components/create/edit';
import { WriteWith } from '@/components/create/WriteWith';
import type { Connection, Source } from '@/utils/domain';
import type { WriterAnswer, WriterWish } from '@/utils/messaging';
import { aConnection, aSource } from '../samples';
import { aPlan } from '../writer/plans';
import { find, press, show, useScreen, words } from './screen';
import { anEdit, aStillStore, Bench } from './still-bench';

useScreen();

const CHAT = aConnection({
  id: 'chat',
  name: 'Llama',
  chatModel: 'llama3.3',
  baseUrl: 'http://127.0.0.1:11434/v1',
});
const WRITE = 'Write with \u2068Llama\u2069';
const settled = () => act(async () => undefined);
const plain = () => words().replaceAll(/[\u2068\u2069]/g, '');

interface Around {
  writer?: string;
  connections?: Connection[];
  start?: Edit;
  askOrigin?: () => Promise<boolean>;
  /** An answer at once; without one it comes when the test gives it. */
  answer?: WriterAnswer | Error;
}

async function bench({ writer = 'chat', connections = [CHAT], start, askOrigin, answer }: Around = {}) {
  const rows = aStillStore([], connections);
  const seen: { edit?: Edit } = {};
  const asked: WriterWish[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  let give: (answer: WriterAnswer) => void = () => undefined;
  const askWriter = (wish: WriterWish, signal?: AbortSignal) => {
    asked.push(wish);
    signals.push(signal);
    if (answer instanceof Error) return Promise.reject(answer);
    return answer ? Promise.resolve(answer) : new Promise<WriterAnswer>((resolve) => (give = resolve));
  };
  let change: (next: (edit: Edit) => Edit) => void = () => undefined;
  const services = {
    store: rows.store,
    onChange: rows.onChange,
    askOrigin: askOrigin ?? vi.fn(async () => true),
    askWriter,
  };
  const render = (source: Source) =>
    show(
      <Bench onEdit={(edit) => (seen.edit = edit)} {...(start && { start })}>
        {(edit, onChange) => {
          change = onChange;
          return <WriteWith writer={writer} source={source} seconds={8} edit={edit} change={onChange} />;
        }}
      </Bench>,
      services,
    );
  await render(aSource());
  await settled();
  return {
    seen,
    asked,
    signals,
    services,
    render,
    type: (prompt: string) => act(async () => change((old) => withPrompt(old, prompt))),
    give: (given: WriterAnswer) => act(async () => give(given)),
  };
}

describe('a chat model that writes', () => {
  it('says where the words go before it is pressed, and is asked nothing until then', async () => {
    const { asked } = await bench();
    expect(plain()).toContain('Writing sends what you picked to 127.0.0.1:11434.');
    const described = find('button').getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(described)?.textContent).toContain('127.0.0.1:11434');
    expect(asked).toEqual([]);
  });

  it('writes a plan at one press, and the prompt is proposed from it', async () => {
    const { seen, asked } = await bench({ answer: { kind: 'plan', plan: aPlan() } });
    await press(WRITE);
    expect(asked).toMatchObject([
      {
        connectionId: 'chat',
        wish: { kind: 'plan', wish: '', seconds: 8, language: 'en', source: { id: 'source-1' } },
      },
    ]);
    expect(seen.edit).toMatchObject({ prompt: null, order: { plan: aPlan() } });
  });

  it.each([
    [0.00031, 'The question cost $0.0003.'],
    [0.00002, 'The question cost less than $0.0001.'],
  ])('says what it cost, where that is told: %d', async (usd, said) => {
    await bench({ answer: { kind: 'plan', plan: aPlan(), usd } });
    await press(WRITE);
    expect(words()).toContain(said);
    await press('Back to the rules');
    expect(words()).not.toContain('cost');
  });

  it('says nothing of a cost that is none, or not told', async () => {
    await bench({ answer: { kind: 'plan', plan: aPlan(), usd: 0 } });
    await press(WRITE);
    expect(words()).not.toContain('cost');
  });

  it('takes no word away: going back brings the user’s own prompt back', async () => {
    const start = { ...anEdit(), prompt: 'Mine.' };
    const { seen } = await bench({ start, answer: { kind: 'plan', plan: aPlan() } });
    await press(WRITE);
    expect(seen.edit?.prompt).toBeNull();
    await press(WRITE);
    await press('Back to the rules');
    expect(seen.edit).toMatchObject({ prompt: 'Mine.', order: { plan: null } });
    expect(words()).not.toContain('Back to the rules');
  });

  it('also what is typed while it writes', async () => {
    const { seen, type, give } = await bench();
    await press(WRITE);
    await type('Typed meanwhile.');
    await give({ kind: 'plan', plan: aPlan() });
    expect(seen.edit?.prompt).toBeNull();
    await press('Back to the rules');
    expect(seen.edit?.prompt).toBe('Typed meanwhile.');
  });

  it('is asked once, however often it is pressed', async () => {
    const { asked } = await bench();
    const button = find<HTMLButtonElement>('button');
    await act(async () => {
      button.click();
      button.click();
    });
    expect(asked).toHaveLength(1);
    expect(plain()).toContain('Asking 127.0.0.1:11434…');
  });

  it('can be stopped, and the question with it; what comes then is left', async () => {
    const { seen, signals, give } = await bench();
    await press(WRITE);
    expect(signals[0]?.aborted).toBe(false);
    await press('Cancel');
    expect(signals[0]?.aborted).toBe(true);
    await give({ kind: 'plan', plan: aPlan() });
    expect(seen.edit?.order.plan).toBeNull();
    expect(words()).toContain('may still be charged');
  });

  it('keeps the keyboard in the row of its buttons, and on none of them', async () => {
    const { give } = await bench();
    find('button').focus();
    await press(WRITE);
    expect(document.activeElement).toBe(find('.write-with .actions'));
    find('button').focus();
    await give({ kind: 'plan', plan: aPlan() });
    expect(document.activeElement).toBe(find('.write-with .actions'));
  });

  it('is not asked any more when it leaves the screen', async () => {
    const { signals, services } = await bench();
    await press(WRITE);
    await show(null, services);
    expect(signals[0]?.aborted).toBe(true);
  });

  it('that answers for words that changed meanwhile is left', async () => {
    const { seen, signals, give, render } = await bench();
    await press(WRITE);
    await render(aSource({ text: 'Other words.' }));
    expect(signals[0]?.aborted).toBe(true);
    await give({ kind: 'plan', plan: aPlan() });
    expect(seen.edit?.order.plan).toBeNull();
    expect(words()).toContain('The words changed meanwhile');
  });

  it('is not asked where its host is not allowed', async () => {
    const { asked } = await bench({ askOrigin: async () => false });
    await press(WRITE);
    expect(asked).toEqual([]);
    expect(words()).toContain('does not let Pagereel reach');
  });

  it('is not offered where the rules write, or the connection is gone or has no model', async () => {
    for (const writer of ['rules', 'gone', 'connection-1']) {
      await bench({ writer, connections: [CHAT, aConnection()] });
      expect(words()).toBe('');
    }
  });

  const troubles: readonly [Exclude<WriterAnswer['kind'], 'plan'>, string][] = [
    ['refused', 'did not want to answer'],
    ['unauthorized', 'wants a key'],
    ['no-credit', 'has no credit'],
    ['busy', 'too busy'],
    ['unreachable', 'could not be reached'],
    ['bad-answer', 'no answer that could be used'],
    ['blocked-origin', 'OLLAMA_ORIGINS'],
    ['no-connection', 'no longer there'],
    ['needs-permission', 'does not let Pagereel reach'],
    ['needs-key', 'wants a key'],
    ['key-locked', 'locked'],
  ];
  it.each(troubles)('says why it has not, and can be asked again: %s', async (kind, said) => {
    const answer = { kind, message: 'In their words.' } as WriterAnswer;
    const { seen, asked } = await bench({ answer });
    await press(WRITE);
    expect(words()).toContain(said);
    expect(words()).toContain('In their words.');
    expect(seen.edit?.order.plan).toBeNull();
    await press(WRITE);
    expect(asked).toHaveLength(2);
  });

  it('may have been charged where nobody brings the answer', async () => {
    await bench({ answer: new Error('the background died') });
    await press(WRITE);
    expect(words()).toContain('may have been charged');
  });
});

describe('the browser’s own model', () => {
  const WRITE_HERE = 'Write with the browser’s model';
  let prompted: string[] = [];
  let reply: () => Promise<string>;
  let state = 'available';
  beforeEach(() => {
    prompted = [];
    state = 'available';
    reply = async () => JSON.stringify(aPlan());
    const session = {
      prompt: (input: string) => {
        prompted.push(input);
        return reply();
      },
      destroy: () => undefined,
    };
    const create = async ({ monitor }: { monitor: (target: EventTarget) => void }) => {
      const target = new EventTarget();
      monitor(target);
      target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded: 0.5, total: 1 }));
      return session;
    };
    vi.stubGlobal('LanguageModel', { availability: async () => state, create });
  });

  it('writes without anything leaving this computer', async () => {
    const { seen, asked, services } = await bench({ writer: 'browser' });
    expect(words()).toContain('stays on this computer');
    await press(WRITE_HERE);
    await settled();
    expect(prompted).toHaveLength(1);
    expect(prompted[0]).toContain('One ladybird eats 5,000 aphids');
    expect(seen.edit?.order.plan?.shots).toHaveLength(1);
    expect(asked).toEqual([]);
    expect(services.askOrigin).not.toHaveBeenCalled();
  });

  it.each(['downloadable', 'downloading', 'unavailable'])('is not offered while it is %s', async (now) => {
    state = now;
    await bench({ writer: 'browser' });
    expect(words()).toBe('');
  });

  const troubles = [
    ['QuotaExceededError', 'more words than the model can hold'],
    ['NotReadableError', 'did not want to answer'],
    ['NotSupportedError', 'could not be reached'],
    ['NotAllowedError', 'not downloaded yet'],
    ['NetworkError', 'not downloaded yet'],
    ['AbortError', 'Stopped'],
    ['UnknownError', 'no answer that could be used'],
  ] as const;
  it.each(troubles)('says why it has not: %s', async (name, said) => {
    reply = () => Promise.reject(new DOMException('', name));
    const { seen } = await bench({ writer: 'browser' });
    await press(WRITE_HERE);
    await settled();
    expect(words()).toContain(said);
    expect(seen.edit?.order.plan).toBeNull();
  });

  it('that writes no plan says so', async () => {
    reply = async () => 'I cannot.';
    await bench({ writer: 'browser' });
    await press(WRITE_HERE);
    await settled();
    expect(words()).toContain('no answer that could be used');
  });
});
