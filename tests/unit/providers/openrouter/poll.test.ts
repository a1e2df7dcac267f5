import { describe, expect, it } from 'vitest';
import { openrouter } from '@/utils/providers/openrouter/provider';
import { anAttempt } from '../../samples';
import { anOrder, html, json, KEY, MALFORMED, offline, providerOver, scripted } from '../kit';

const BASE = 'https://openrouter.ai/api/v1';
const request = anOrder(openrouter, BASE);
const job = (change: Record<string, unknown>): Response =>
  json({ id: 'gen-vid-1', polling_url: '/api/v1/videos/gen-vid-1', status: 'pending', ...change });

async function poll(answer: Response | (() => Response | Promise<Response>), handle = 'gen-vid-1') {
  const { fetch, sent } = scripted(answer);
  return { news: await providerOver(openrouter, fetch).poll(handle, request), sent };
}

describe('how a clip at OpenRouter stands', () => {
  it.each(['pending', 'in_progress', 'PENDING', 'dreaming'])('"%s" is at work', async (status) => {
    const { news } = await poll(job({ status }));
    expect(news).toEqual({ kind: 'working', percent: null, expiresAt: null, afterMs: 10_000 });
  });

  it('is asked with the key, by the number it was given, and as slowly as it asks', async () => {
    const answer = json({ status: 'pending' }, { headers: { 'retry-after': '30' } });
    const { news, sent } = await poll(answer, 'gen/a b==');
    expect(news).toMatchObject({ afterMs: 30_000 });
    expect(sent[0]?.url).toBe(`${BASE}/videos/gen%2Fa%20b%3D%3D`);
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
  });

  it('tells the bill with the result', async () => {
    const { news } = await poll(job({ status: 'completed', usage: { cost: 0.5, is_byok: false } }));
    expect(news).toEqual({ kind: 'done', renderMs: 0, expiresAt: null, chargedUsd: 0.5 });
  });

  it.each([null, -1, 'a lot', [], {}])('believes no bill of %j', async (cost) => {
    const { news } = await poll(job({ status: 'completed', usage: { cost } }));
    expect(news).toMatchObject({ kind: 'done', chargedUsd: null });
  });

  it.each([
    [{ status: 'failed', error: 'The provider is on fire' }, 'provider-failed', 'service', 'unknown'],
    [{ status: 'failed', error: 'out of memory', usage: { cost: 0 } }, 'provider-failed', 'service', 'no'],
    [
      { status: 'failed', error: 'flagged: safety', usage: { cost: 0.2 } },
      'content-refused',
      'output',
      'yes',
    ],
    [{ status: 'failed', error: 'prompt violates policy' }, 'content-refused', 'input', 'unknown'],
    [{ status: 'failed', error: 'input image: sensitive content' }, 'content-refused', 'image', 'unknown'],
    [{ status: 'cancelled' }, 'provider-failed', 'service', 'unknown'],
    [{ status: 'expired' }, 'result-expired', 'service', 'unknown'],
    [
      { status: 'completed', error: { code: 'moderation_blocked', message: 'no' }, usage: { cost: 0.5 } },
      'content-refused',
      'output',
      'yes',
    ],
  ])('%j has failed', async (change, problem, gate, charged) => {
    const { news } = await poll(job(change));
    expect(news).toMatchObject({ kind: 'failed', problem, failure: { gate, charged } });
  });

  it.each([
    ...MALFORMED.filter(([name]) => name !== 'lists within lists'),
    ['no answer', offline],
    ['a 500', () => json({ error: { code: 500, message: 'oops' } }, { status: 500 })],
    ['a 502 of a proxy', () => html(502)],
    ['a 404 of a proxy', () => html(404)],
    ['a 429', () => json({}, { status: 429 })],
  ] as const)('%s is no news', async (_, answer) => {
    expect((await poll(answer)).news).toEqual({ kind: 'unreachable', afterMs: null });
  });

  it('is never thrown off by lists within lists', async () => {
    const [, deep] = MALFORMED.find(([name]) => name === 'lists within lists') ?? [];
    expect((await poll(deep ?? offline)).news.kind).toBe('unreachable');
  });

  it('is gone where it is not known', async () => {
    const { news } = await poll(json({ error: { code: 404, message: 'Job not found' } }, { status: 404 }));
    expect(news).toEqual({ kind: 'gone' });
  });

  it('waits for a key that holds', async () => {
    const { news } = await poll(json({ error: { code: 401, message: 'no' } }, { status: 401 }));
    expect(news).toEqual({ kind: 'blocked', problem: 'needs-key' });
  });

  it('cannot be cancelled, and is found in no list', async () => {
    const { fetch, sent } = scripted();
    const provider = providerOver(openrouter, fetch);
    expect(await provider.cancel('gen-vid-1', request)).toBe('unsupported');
    expect(await provider.recover(anAttempt(), request)).toEqual({ kind: 'no-list' });
    expect(sent).toEqual([]);
  });
});
