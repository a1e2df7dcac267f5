import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ModelCard } from '@/utils/domain';
import { probeService, type KeyAnswer } from '@/utils/providers/runtime';
import { html, json, NOW, offline, scripted, type Answer } from './kit';

const listed = (...data: unknown[]): Response => json({ object: 'list', data });
const models = (...ids: unknown[]): Response => listed(...ids.map((id) => ({ id })));
const list = (): Response => json({ object: 'list', data: [], has_more: false });
const missing = (message = 'Not Found'): Response => json({ detail: message }, { status: 404 });

const LOCAL = 'http://127.0.0.1:8091/v1';
interface Way {
  baseUrl?: string;
  allowed?: boolean;
  key?: KeyAnswer;
}
function look(answers: Answer[], { baseUrl = LOCAL, allowed = true, key = { kind: 'none' } }: Way = {}) {
  const { fetch, sent } = scripted(...answers);
  const ports = { fetch, hasHost: () => Promise.resolve(allowed), now: () => NOW };
  return { report: probeService({ kind: 'openai-videos', baseUrl }, key, ports), sent };
}
const probe = (answers: Answer[], way?: Way) => look(answers, way).report;

describe('a look at a server', () => {
  it('tells that it makes videos, what it lists and which models it has', async () => {
    expect(await probe([models('clip-2', '', 7, 'clip-3'), list()])).toMatchObject({
      answer: 'ok',
      lists: true,
      models: ['clip-2', 'clip-3'],
    });
  });

  it('does not need a list of models', async () => {
    expect(await probe([missing(), list()])).toEqual({ answer: 'ok', lists: true, models: [], cards: [] });
  });

  it.each([
    ['a 405', [models(), json({ detail: 'Method Not Allowed' }, { status: 405 })]],
    [
      'a 404, but knows what a video is',
      [models(), missing('Invalid URL (GET /v1/videos)'), missing('Video not found')],
    ],
  ])('says that it has no list when that is %s', async (_, answers) => {
    expect(await probe(answers)).toMatchObject({ answer: 'ok', lists: false });
  });

  it.each([
    ['nobody is there', [offline, offline], 'not-reachable'],
    ['only a proxy is there', [html(502), html(502)], 'not-reachable'],
    ['it wants a key', [json({}, { status: 401 }), json({}, { status: 401 })], 'needs-key'],
    ['it wants a key for its list', [models(), json({}, { status: 403 })], 'needs-key'],
    ['it wants money', [models(), json({}, { status: 402 })], 'no-credit'],
    ['it makes no videos', [models('chat'), missing(), missing()], 'not-a-video-server'],
    [
      'it repeats the address',
      [models(), missing(), missing('Invalid URL (GET /v1/videos/pagereel-test)')],
      'not-a-video-server',
    ],
    ['it is a web site', [html(200), html(200), html(200)], 'not-a-video-server'],
    ['it answers with other JSON', [json({}), json({}), json({})], 'not-a-video-server'],
  ])('tells when %s', async (_, answers, answer) => {
    expect(await probe(answers)).toEqual({ answer, lists: false, models: [], cards: [] });
  });

  it.each([401, 403])('takes a %d with a key for a bad key', async (status) => {
    const key = { kind: 'key', key: 'sk-CANARY' } as const;
    const { report, sent } = look([models(), json({}, { status })], { key });
    expect(await report).toMatchObject({ answer: 'bad-key' });
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer sk-CANARY',
      'Bearer sk-CANARY',
    ]);
  });

  it('asks nobody without a permission', async () => {
    expect(await probe([], { allowed: false })).toMatchObject({ answer: 'needs-permission' });
  });
});

describe('a server that gives no answer', () => {
  const there = new Response('');
  const silent = (baseUrl: string, ...knocks: Answer[]) =>
    look([offline, offline, ...knocks], { baseUrl, key: { kind: 'key', key: 'sk-CANARY' } });

  it.each([
    'https://192.168.0.9:8091/v1',
    'https://203.0.114.7/v1',
    'https://[2001:db8::1]/v1',
    'https://nas.local/v1',
    'https://gpu/v1',
    'https://localhost:8443/v1',
  ])('at %s is likely to have signed its certificate itself', async (baseUrl) => {
    expect(await silent(baseUrl, offline, offline).report).toMatchObject({ answer: 'certificate' });
  });

  it.each(['https://videos.example.com/v1', 'http://127.0.0.1:8091/v1', 'http://localhost:8091/v1'])(
    'at %s is not there',
    async (baseUrl) => {
      expect(await silent(baseUrl, offline, offline).report).toMatchObject({ answer: 'not-reachable' });
    },
  );

  it('is there when its answer is only kept from us; it is asked for it without a key', async () => {
    const { report, sent } = silent('https://gpu.example.com/v1', offline, there);
    expect(await report).toMatchObject({ answer: 'cors' });
    expect(sent.slice(2).map(({ method, headers }) => [method, [...headers]])).toEqual([
      ['GET', []],
      ['GET', []],
    ]);
  });

  it('is not at this address when it only sends elsewhere', async () => {
    const { report, sent } = silent('https://192.168.0.9/v1', there);
    expect(await report).toMatchObject({ answer: 'not-reachable' });
    expect(sent).toHaveLength(3);
  });
});

describe('whose server it is', () => {
  const wan = 'Wan-AI/Wan2.2-T2V-A14B-Diffusers';
  const litellm = { headers: { 'x-litellm-version': '1.80.0' } };

  it.each([
    ['vllm-omni', [listed({ id: wan, owned_by: 'vllm', root: wan, max_model_len: null }), list()]],
    ['sglang', [listed({ id: wan, owned_by: 'sglang', root: wan }), list()]],
    ['sglang', [listed({ id: wan, task_type: 'T2V' }), list()]],
    ['litellm', [json({ data: [{ id: 'veo', owned_by: 'openai' }] }, litellm), list()]],
    ['litellm', [models(), json({ error: { message: 'litellm.APIError: no' } }, { status: 500 })]],
    [
      'new-api',
      [
        listed({ id: 'kling-v3', supported_endpoint_types: ['openai-video'] }),
        missing(),
        missing('task_not_exist'),
      ],
    ],
    [
      'new-api',
      [
        json({ error: { message: 'no', type: 'new_api_error', param: '', code: '' } }, { status: 401 }),
        json({}, { status: 401 }),
      ],
    ],
  ] as const)('is seen by its answers: %s', async (preset, answers) => {
    expect(await probe([...answers])).toMatchObject({ preset });
  });

  it('is not guessed where nothing tells', async () => {
    expect(await probe([listed({ id: 'clip-2', owned_by: 'me' }), list()])).not.toHaveProperty('preset');
  });

  it('shapes the cards of its models, which have no price', async () => {
    const { cards } = await probe([
      listed({ id: 'ours', task_type: 'I2V' }, { id: wan, task_type: 'T2V' }),
      list(),
    ]);
    expect(cards).toMatchObject([
      { id: 'ours', firstFrame: 'required', seed: true, priceBasis: 'not-told', prices: [], asOf: NOW },
      { id: wan, firstFrame: 'no', family: 'wan', seconds: { kind: 'range' } },
    ]);
    expect(v.is(v.array(ModelCard), cards)).toBe(true);
  });

  it('leaves out models that its gateway has for something else', async () => {
    const { cards, models: names } = await probe([
      listed(
        { id: 'gpt-6', supported_endpoint_types: ['openai'] },
        { id: 'kling-v3', supported_endpoint_types: ['openai-video'] },
      ),
      list(),
    ]);
    expect(names).toEqual(['gpt-6', 'kling-v3']);
    expect(cards.map(({ id }) => id)).toEqual(['kling-v3']);
  });

  it.each([
    ['a name that is no text', { id: 7 }],
    ['a name that is too long', { id: 'm'.repeat(201) }],
    ['odd words', { id: 'clip', owned_by: 7, task_type: {}, root: [], supported_endpoint_types: 'x' }],
    ['nothing', null],
  ])('is not mistaken by a model of %s', async (_, model) => {
    const report = await probe([listed(model, { id: 'clip-2' }), list()]);
    expect(report.models).toContain('clip-2');
    expect(report).not.toHaveProperty('preset');
  });

  it('reads two hundred models at most', async () => {
    const many = Array.from({ length: 500 }, (_, n) => `clip-${n}`);
    const { models: names, cards } = await probe([models(...many), list()]);
    expect([names.length, cards.length]).toEqual([200, 200]);
  });
});
