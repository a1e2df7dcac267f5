import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Plan } from '@/utils/domain';
import { askForEdit, askForPlan, testChat, type ChatAnswer } from '@/utils/chat';
import { planJsonSchema, type JsonSchema } from '@/utils/writer';
import { aPlanAnswer } from '../../corpus/injections/answers';
import { aSource } from '../samples';
import { aFilm, aPlan } from '../writer/plans';
import { aChat, completion, messagesOf } from './rig';
import { expectNoLeak } from '../keys/leaks';

const WISH = { source: aSource(), wish: 'make it dreamy', seconds: 8, language: 'en' };
const good = (): Response => completion(JSON.stringify(aPlanAnswer()));
const failed = (status: number, body: unknown) => () =>
  typeof body === 'string' ? new Response(body, { status }) : Response.json(body, { status });
const error = (message: string, code: string | number | null = null) => ({ error: { message, code } });

describe('a chat model that is asked for a plan', () => {
  it('gives one', async () => {
    const { ports } = aChat(good);
    const answer = await askForPlan(WISH, ports);
    expect(answer).toMatchObject({ kind: 'plan', plan: { shots: [{ subject: 'A garden with roses' }] } });
    expect(answer.kind === 'plan' && v.is(Plan, answer.plan)).toBe(true);
  });

  it.each([
    [{ cost: 0.00031, prompt_tokens: 900 }, 0.00031],
    [{ cost: 0 }, 0],
    [{ cost: -1 }, undefined],
    [{ cost: 1e9 }, undefined],
    [{ cost: '1' }, undefined],
    [{ cost: { total_cost: 1 } }, undefined],
    [{ prompt_tokens: 900 }, undefined],
    ['much', undefined],
    [undefined, undefined],
  ])('tells what it cost by its own word: %j', async (usage, usd) => {
    const content = JSON.stringify(aPlanAnswer());
    const { ports } = aChat(() => Response.json({ choices: [{ message: { content } }], usage }));
    const answer = await askForPlan(WISH, ports);
    expect(answer.kind === 'plan' && answer.usd).toBe(usd);
  });

  it('is asked once, at its own address, with its key in its own header and nowhere else', async () => {
    const { ports, sent, calls } = aChat(good);
    await askForPlan(WISH, ports);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      url: 'https://chat.example/v1/chat/completions',
      method: 'POST',
      redirect: 'error',
    });
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer sk-secret-1234567890');
    expect(sent[0]?.body).not.toContain('sk-secret');
    expect(calls[0]?.timeoutMs).toBe(60_000);
  });

  it('is sent no Authorization where it takes no key', async () => {
    const { ports, sent } = aChat(good, { key: null, baseUrl: 'http://127.0.0.1:11434/v1/' });
    await askForPlan(WISH, ports);
    expect(sent[0]?.url).toBe('http://127.0.0.1:11434/v1/chat/completions');
    expect(sent[0]?.headers.has('authorization')).toBe(false);
  });

  it('is asked for the schema of a plan and for nothing a model may choose', async () => {
    const { ports, sent } = aChat(good);
    await askForPlan(WISH, ports);
    const body = JSON.parse(sent[0]?.body ?? '') as Record<string, unknown>;
    expect(Object.keys(body).toSorted()).toEqual(['messages', 'model', 'response_format', 'stream']);
    expect(body).toMatchObject({
      model: 'small-1',
      stream: false,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'plan', strict: true, schema: planJsonSchema() },
      },
    });
  });

  it('sees the wish outside the fence and the page within it, without its address or its writer', async () => {
    const { ports, sent } = aChat(good);
    await askForPlan(WISH, ports);
    const { user } = messagesOf(sent[0] ?? expect.fail());
    expect(user.split('BEGIN ')[0]).toContain('make it dreamy');
    expect(user.split('BEGIN ')[1]).toContain('One ladybird eats 5,000 aphids a summer.');
    expect(user).not.toMatch(/garden\.example|Ana Ruiz/);
  });

  it('may write its plan in a fence or between words', async () => {
    const { ports } = aChat(() => completion(`Here:\n\`\`\`json\n${JSON.stringify(aPlanAnswer())}\n\`\`\``));
    expect((await askForPlan(WISH, ports)).kind).toBe('plan');
  });

  it('keeps only passages that stand on the page', async () => {
    const [shot] = aPlanAnswer()['shots'] as Record<string, unknown>[];
    const passages = ['One ladybird eats 5,000 aphids a summer.', 'Buy now.'];
    const shots = passages.map((passage) => ({ ...shot, passage }));
    const { ports } = aChat(() => completion(JSON.stringify(aPlanAnswer({ shots }))));
    expect(await askForPlan(WISH, ports)).toMatchObject({
      plan: { shots: [{ passage: passages[0] }, { passage: '' }] },
    });
  });

  it('may name an address that the page itself shows', async () => {
    const source = aSource({ text: 'Visit www.lighthouse.example to see it.' });
    const [shot] = aPlanAnswer()['shots'] as Record<string, unknown>[];
    const shots = [{ ...shot, subject: 'A sign: www.lighthouse.example, and www.evil.example' }];
    const { ports } = aChat(() => completion(JSON.stringify(aPlanAnswer({ shots }))));
    const answer = await askForPlan({ ...WISH, source }, ports);
    expect(answer).toMatchObject({ plan: { shots: [{ subject: 'A sign: www.lighthouse.example, and' }] } });
  });
});

describe('a chat model that gives no plan', () => {
  const cases: readonly [string, () => Response, ChatAnswer['kind']][] = [
    ['a key it does not know', failed(401, error('Incorrect API key provided')), 'unauthorized'],
    ['a key that may not', failed(403, error('Forbidden')), 'unauthorized'],
    ['a bad key as a bad request', failed(400, [error('API key not valid.', 400)]), 'unauthorized'],
    ['no credit', failed(402, error('Insufficient credits')), 'no-credit'],
    ['a used-up quota', failed(429, error('You exceeded it', 'insufficient_quota')), 'no-credit'],
    ['too many questions', failed(429, error('Slow down')), 'busy'],
    ['trouble of its own', failed(500, 'Internal Server Error'), 'busy'],
    ['a page of a gateway', failed(502, '<html>Bad gateway</html>'), 'busy'],
    ['an error under a 200', failed(200, error('Overloaded', 503)), 'busy'],
    ['moderation', failed(400, error('Rejected by our content policy')), 'refused'],
    ['a refusal in words', () => completion(null, { refusal: 'I will not.' }), 'refused'],
    ['a model that is gone', failed(404, error('model not found')), 'bad-answer'],
    ['a format it does not know', failed(400, error('response_format is not supported')), 'bad-answer'],
    ['no JSON at all', failed(200, 'hello'), 'bad-answer'],
    ['an empty list', failed(200, { choices: [] }), 'bad-answer'],
    ['words', () => completion('Sorry, I cannot.'), 'bad-answer'],
    ['nothing', () => completion(null), 'bad-answer'],
  ];
  it.each(cases)('says why, after one question: %s', async (_, answer, kind) => {
    const { ports, sent } = aChat(answer);
    expect((await askForPlan(WISH, ports)).kind).toBe(kind);
    expect(sent).toHaveLength(1);
  });

  it('on this computer says that it takes no extension yet', async () => {
    const { ports } = aChat(failed(403, ''), { baseUrl: 'http://localhost:11434/v1', key: null });
    expect((await askForPlan(WISH, ports)).kind).toBe('blocked-origin');
  });

  it('is unreachable where nobody answers, and is not asked again', async () => {
    const { ports, sent } = aChat(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await askForPlan(WISH, ports)).toEqual({ kind: 'unreachable', message: '' });
    expect(sent).toHaveLength(1);
  });

  it('is never sent anything at an address that no key should go to', async () => {
    const { ports, sent } = aChat(good, { baseUrl: 'http://chat.example/v1' });
    expect((await askForPlan(WISH, ports)).kind).toBe('unreachable');
    expect(sent).toHaveLength(0);
  });

  it('has no key in its words', async () => {
    const words = 'Bad key sk-secret-1234567890, or sk-proj-abc***xyz. <b>Sorry</b>\u202E';
    for (const answer of [failed(401, error(words)), () => completion(null, { refusal: words })]) {
      const told = await askForPlan(WISH, aChat(answer).ports);
      expect(JSON.stringify(told)).not.toMatch(/secret|sk-proj|\u202E/);
    }
  });

  it('has none in disguise either', async () => {
    const key = 'own/key+of~ours=';
    const words = `${encodeURIComponent(key)} ${key.toUpperCase()} ${key.replaceAll('/', '\\/')} is not known`;
    const told = await askForPlan(WISH, aChat(failed(401, error(words)), { key }).ports);
    expect(told).toMatchObject({ kind: 'unauthorized', message: expect.stringContaining('is not known') });
    await expectNoLeak(key, told);
  });

  it('has no more than 300 letters in its words', async () => {
    const told = await askForPlan(WISH, aChat(failed(500, error('x'.repeat(9000)))).ports);
    expect(told.kind !== 'plan' && told.message.length).toBeLessThanOrEqual(300);
  });
});

describe('a chat model that is asked for a change', () => {
  it('gives the plan back, changed, with the passages it had', async () => {
    const plan = aPlan();
    const changed = {
      ...plan,
      shots: plan.shots.map((shot) => ({ ...shot, lighting: 'night', passage: 'Mine.' })),
    };
    const { ports, sent } = aChat(() => completion(JSON.stringify(changed)));
    const answer = await askForEdit({ plan, sentence: 'as if in a dream' }, ports);
    expect(answer).toMatchObject({
      plan: { shots: [{ lighting: 'night', passage: plan.shots[0]?.passage }] },
    });
    const { user } = messagesOf(sent[0] ?? expect.fail());
    expect(user.split('BEGIN ')[0]).toContain('as if in a dream');
    expect(user.split('BEGIN ')[1]).toContain(plan.shots[0]?.subject);
  });

  it('can say what it was given: a plan comes back as it went', async () => {
    for (const plan of [aPlan(), aFilm()]) {
      const { ports } = aChat(() => completion(JSON.stringify(plan)));
      expect(await askForEdit({ plan, sentence: 'leave it' }, ports)).toEqual({ kind: 'plan', plan });
    }
  });
});

describe('a look at a chat model', () => {
  it('is free, and tells the names of its models', async () => {
    const { ports, sent } = aChat(() => Response.json({ data: [{ id: 'small-1' }, { id: 'large-2' }] }));
    expect(await testChat(ports)).toEqual({ kind: 'ok', models: ['small-1', 'large-2'] });
    expect(sent[0]).toMatchObject({ url: 'https://chat.example/v1/models', method: 'GET', body: '' });
  });

  it('says why there is none', async () => {
    expect((await testChat(aChat(failed(401, {})).ports)).kind).toBe('unauthorized');
    expect((await testChat(aChat(failed(200, '<html>')).ports)).kind).toBe('bad-answer');
    const many = Array.from({ length: 900 }, (_, i) => ({ id: `m${i}` }));
    expect(await testChat(aChat(() => Response.json({ data: many })).ports)).toMatchObject({
      models: { length: 200 },
    });
  });
});

describe('the schema that a model is given', () => {
  it('is strict: every field required, and no others', () => {
    const check = (schema: JsonSchema): void => {
      if (schema['type'] === 'object') {
        expect(schema['additionalProperties']).toBe(false);
        expect(schema['required']).toEqual(Object.keys(schema['properties'] as JsonSchema));
        for (const part of Object.values(schema['properties'] as JsonSchema)) check(part as JsonSchema);
      }
      if (schema['type'] === 'array') check(schema['items'] as JsonSchema);
      for (const part of (schema['anyOf'] ?? []) as JsonSchema[]) check(part);
    };
    check(planJsonSchema());
  });

  it('is that of a plan', async () => {
    await expect(`${JSON.stringify(planJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('plan-schema.txt');
  });
});
