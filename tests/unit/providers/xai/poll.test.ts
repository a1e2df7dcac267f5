import { describe, expect, it } from 'vitest';
import { xai } from '@/utils/providers/xai/provider';
import { anAttempt } from '../../samples';
import { anOrder, html, json, KEY, MALFORMED, offline, providerOver, scripted, type Answer } from '../kit';

const BASE = 'https://api.x.ai/v1';
const request = anOrder(xai, BASE);
const url = 'https://vidgen.x.ai/xai-vidgen-bucket/clip.mp4';
const usage = { cost_in_usd_ticks: 5_600_000_000 };

async function poll(answer: Answer) {
  const { fetch, sent } = scripted(answer);
  return { news: await providerOver(xai, fetch).poll('req/1', request), sent };
}

describe('how a clip of Grok Imagine stands', () => {
  it.each([
    ['pending, with a percentage', json({ status: 'pending', progress: 40 }), 40],
    ['pending, with a 202', json({ status: 'pending' }, { status: 202 }), null],
    ['a 202 with nothing in it', new Response(null, { status: 202 }), null],
    ['a 202 with an empty object', json({}, { status: 202 }), null],
    ['a word that nobody knows', json({ status: 'rendering', progress: 7 }), 7],
    ['more than all of it', json({ status: 'pending', progress: 400 }), null],
    ['less than nothing', json({ status: 'pending', progress: -3 }), null],
  ])('"%s" is at work', async (_, answer, percent) => {
    expect((await poll(answer)).news).toEqual({ kind: 'working', percent, expiresAt: null, afterMs: 5000 });
  });

  it('is asked by its number, with the key', async () => {
    const { sent } = await poll(json({ status: 'pending' }));
    expect(sent[0]?.url).toBe(`${BASE}/videos/req%2F1`);
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
  });

  it.each([
    [
      'done',
      json({ status: 'done', progress: 100, video: { url, duration: 8, respect_moderation: true }, usage }),
    ],
    ['over, with the word left out', json({ video: { url }, usage })],
  ])('is %s, with its bill', async (_, answer) => {
    expect((await poll(answer)).news).toEqual({
      kind: 'done',
      renderMs: 0,
      expiresAt: null,
      chargedUsd: 0.56,
    });
  });

  it.each([undefined, null, 'much', -1, { of: 1 }])('believes no bill of %j', async (cost_in_usd_ticks) => {
    const { news } = await poll(json({ status: 'done', video: { url }, usage: { cost_in_usd_ticks } }));
    expect(news).toMatchObject({ kind: 'done', chargedUsd: null });
  });

  it.each([
    [
      'made and kept back',
      { status: 'done', video: { url, respect_moderation: false }, usage },
      'output',
      'yes',
    ],
    [
      'made and kept back, without an address',
      { status: 'done', video: { respect_moderation: false } },
      'output',
      'unknown',
    ],
    [
      'done, with an error instead',
      { status: 'done', error: { code: 'moderation', message: 'no' } },
      'output',
      'unknown',
    ],
    [
      'failed by moderation',
      { status: 'failed', error: { code: 'x', message: 'blocked by content moderation' } },
      'output',
      'unknown',
    ],
    [
      'failed for its words',
      { status: 'failed', error: 'The prompt violates our usage policy', usage: { cost_in_usd_ticks: 0 } },
      'input',
      'no',
    ],
    [
      'failed for its picture',
      { status: 'failed', error: 'Unsafe input image: moderation' },
      'image',
      'unknown',
    ],
  ])('was refused when it is %s', async (_, body, gate, charged) => {
    expect((await poll(json(body))).news).toMatchObject({
      kind: 'failed',
      problem: 'content-refused',
      failure: { gate, charged },
    });
  });

  it('was refused when that comes as a bad request, with the bill', async () => {
    const body = {
      code: 'Client specified an invalid argument',
      error: 'Generated video rejected by content moderation.',
      usage: { cost_in_usd_ticks: 2_500_000_000 },
    };
    expect((await poll(json(body, { status: 400 }))).news).toEqual({
      kind: 'failed',
      problem: 'content-refused',
      failure: { gate: 'output', code: body.code, message: body.error, charged: 'yes' },
      chargedUsd: 0.25,
    });
  });

  it.each([
    [{ status: 'failed', error: { code: 'internal', message: 'Try later' } }, 'provider-failed'],
    [{ status: 'failed' }, 'provider-failed'],
    [{ status: 'cancelled' }, 'provider-failed'],
    [{ error: 'Something broke' }, 'provider-failed'],
    [{ status: 'expired' }, 'result-expired'],
  ])('%j has come to nothing', async (body, problem) => {
    expect((await poll(json(body))).news).toMatchObject({ kind: 'failed', problem });
  });

  it.each([
    ...MALFORMED.filter(([name]) => name !== 'wrong types everywhere'),
    ['a number for an error', () => json({ error: 3, video: [], usage: null })],
    ['no answer', offline],
    ['a 400 of the first seconds', () => json({ code: 'x', error: 'Not ready' }, { status: 400 })],
    ['a 500 about moderation', () => json({ error: 'content moderation is down' }, { status: 500 })],
    ['a 429 about a policy', () => json({ error: 'rate limit policy' }, { status: 429 })],
    ['a 202 of a proxy', () => html(202)],
    ['a 502 of a proxy', () => html(502)],
  ] as const)('%s is no news', async (_, answer) => {
    expect((await poll(answer)).news).toEqual({ kind: 'unreachable', afterMs: null });
  });

  it('is gone where it is not known', async () => {
    expect((await poll(json({ code: 'x', error: 'Not found' }, { status: 404 }))).news).toEqual({
      kind: 'gone',
    });
  });

  it.each([
    [401, 'no'],
    [400, 'Incorrect API key provided'],
  ])('waits for a key that holds, after a %d', async (status, error) => {
    expect((await poll(json({ code: 'x', error }, { status }))).news).toEqual({
      kind: 'blocked',
      problem: 'needs-key',
    });
  });

  it('cannot be cancelled, and is found in no list', async () => {
    const { fetch, sent } = scripted();
    const provider = providerOver(xai, fetch);
    expect(await provider.cancel('req-1', request)).toBe('unsupported');
    expect(await provider.recover(anAttempt(), request)).toEqual({ kind: 'no-list' });
    expect(sent).toEqual([]);
  });
});
