import { describe, expect, it } from 'vitest';
import type { ServiceRequest } from '@/utils/domain';
import { replicate } from '@/utils/providers/replicate/provider';
import { anAttempt } from '../../samples';
import {
  anOrder,
  html,
  json,
  KEY,
  MALFORMED,
  NOW,
  offline,
  providerOver,
  scripted,
  type Answer,
} from '../kit';

const BASE = 'https://api.replicate.com/v1';
const MODEL = 'kwaivgi/kling-v3-video';
const INPUTS: ServiceRequest['inputs'] = {
  seconds: { name: 'duration', form: 'as-is' },
  'first-frame': { name: 'start_image', form: 'as-is' },
};
const order = (change: Partial<ServiceRequest> = {}) =>
  anOrder(replicate, BASE, { model: MODEL, inputs: INPUTS, prompt: 'A lighthouse\nat dawn', ...change });

function entry(id: string, change: Record<string, unknown> = {}, input: Record<string, unknown> = {}) {
  return {
    id,
    model: MODEL,
    status: 'processing',
    created_at: new Date(NOW).toISOString(),
    input: { prompt: 'A lighthouse\nat dawn', duration: 8, ...input },
    ...change,
  };
}
const page = (results: unknown[], next: unknown = null): Response => json({ previous: null, next, results });
const ago = (ms: number): { created_at: string } => ({ created_at: new Date(NOW - ms).toISOString() });

async function recover(request: ServiceRequest, ...answers: Answer[]) {
  const { fetch, sent } = scripted(...answers);
  const found = await providerOver(replicate, fetch).recover(anAttempt({ startedAt: NOW }), request);
  return { found, sent };
}

describe('an order whose answer was lost', () => {
  it('is found by its words, its model, its inputs and its time', async () => {
    const { found, sent } = await recover(
      order(),
      page([
        entry('other-words', {}, { prompt: 'A harbour' }),
        entry('other-model', { model: 'wan-video/wan-2.7-t2v' }),
        entry('other-length', {}, { duration: 5 }),
        entry('ours'),
        entry('yesterday', ago(24 * 3600_000)),
      ]),
    );
    expect(found).toEqual({ kind: 'listed', handles: ['ours'] });
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${BASE}/predictions`]);
  });

  it('is found where a line break came back as another, and a picture as an address', async () => {
    const request = order({ images: [{ imageId: 'a', role: 'first-frame' }] });
    const listed = entry(
      'ours',
      {},
      { prompt: 'A lighthouse\r\nat dawn ', start_image: 'https://replicate.delivery/x' },
    );
    expect((await recover(request, page([listed]))).found).toEqual({ kind: 'listed', handles: ['ours'] });
  });

  it('is found where an empty word was left out', async () => {
    const inputs = {
      ...INPUTS,
      negative: { name: 'negative_prompt', form: 'as-is' as const, values: { '': '' } },
    };
    expect((await recover(order({ inputs }), page([entry('ours')]))).found).toMatchObject({
      handles: ['ours'],
    });
  });

  it('is found twice where it was made twice, the older one first', async () => {
    const { found } = await recover(order(), page([entry('newer', ago(1000)), entry('older', ago(2000))]));
    expect(found).toEqual({ kind: 'listed', handles: ['older', 'newer'] });
  });

  it('is looked for on the pages that follow, with the key only at the service’s own address', async () => {
    const next = `${BASE}/predictions?cursor=abc`;
    const { found, sent } = await recover(
      order(),
      page([entry('a', {}, { prompt: 'x' })], next),
      page([entry('ours')]),
    );
    expect(found).toEqual({ kind: 'listed', handles: ['ours'] });
    expect(sent[1]?.url).toBe(next);
    expect(sent[1]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
  });

  it('is not looked for elsewhere', async () => {
    const { found, sent } = await recover(
      order(),
      page([entry('a', {}, { prompt: 'x' })], 'https://evil.example/?c=1'),
    );
    expect(found.kind).not.toBe('listed');
    expect(sent).toHaveLength(1);
  });

  it('was not taken on where the list goes back before it and knows nothing of it', async () => {
    const next = `${BASE}/predictions?cursor=abc`;
    const { found } = await recover(
      order(),
      page([entry('old', ago(3600_000)), entry('older', ago(7200_000))], next),
    );
    expect(found).toEqual({ kind: 'listed', handles: [] });
    expect((await recover(order(), page([]))).found).toEqual({ kind: 'listed', handles: [] });
  });

  it('cannot be told apart from an entry that leaves out when it was made', async () => {
    const { created_at: _, ...undated } = entry('perhaps');
    expect((await recover(order(), page([undated]))).found).toEqual({ kind: 'no-list' });
  });

  it('is looked for to the end of a list that does not go back in time', async () => {
    const next = `${BASE}/predictions?cursor=abc`;
    const first = page([entry('old', ago(7200_000)), entry('newer', ago(3600_000))], next);
    const { found } = await recover(order(), first, page([entry('ours')]));
    expect(found).toEqual({ kind: 'listed', handles: ['ours'] });
  });

  it.each([
    ['one of its time was wiped', page([entry('wiped', { data_removed: true, input: {} })])],
    ['one says no time', page([entry('a', { created_at: 'soon' })])],
    ['one says no model', page([entry('a', { model: '' })])],
    ['one cannot be read', page([entry('a', {}, { prompt: 'x' }), { id: 7 }])],
    ['the list is no list', json({ results: 'none', next: null })],
    ['there is none', json({ detail: 'Not found.' }, { status: 404 })],
    ['its next page is none', page([entry('a', {}, { prompt: 'x' })], 7)],
  ])('can be told of nothing where %s', async (_, answer) => {
    expect((await recover(order(), answer)).found).toEqual({ kind: 'no-list' });
  });

  it('can be told of nothing where pages come again', async () => {
    const again = (): Response => page([entry('a', {}, { prompt: 'x' })], `${BASE}/predictions?cursor=1`);
    expect((await recover(order(), again, again)).found).toEqual({ kind: 'no-list' });
  });

  it.each([
    ['the line breaks', offline],
    ['the key is refused', json({ detail: 'x' }, { status: 401 })],
    ['it is asked too often', json({ detail: 'x' }, { status: 429 })],
    ['a proxy fails', html(502)],
  ] as [string, Answer][])('is looked for later when %s', async (_, answer) => {
    expect((await recover(order(), answer)).found).toEqual({ kind: 'unreachable' });
  });

  it.each(MALFORMED)('is never proved by %s', async (_, answer) => {
    expect(['no-list', 'unreachable']).toContain((await recover(order(), answer)).found.kind);
  });
});
