import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '@/utils/db';
import type { ServiceId } from '@/utils/domain';
import { newJob } from '@/utils/jobs';
import { aRunner } from '../../conformance/rig';
import { ADDRESSES, TO_ORDERS, TO_POLLS, type Lie } from '../../conformance/lies';
import { aConnection, aSource, aVideosRequest } from '../samples';

/** How each service says that it has taken an order on. */
const HOME = 'https://service.example/v1';
const TAKEN: Record<ServiceId, unknown> = {
  'openai-videos': { id: 'work_1', object: 'video', status: 'queued' },
  openrouter: { id: 'work_1', polling_url: '/v1/videos/work_1', status: 'pending' },
  'gemini-omni': { id: 'work_1', status: 'in_progress' },
  xai: { request_id: 'work_1' },
  fal: {
    request_id: 'work_1',
    status_url: `${HOME}/app/requests/work_1/status`,
    response_url: `${HOME}/app/requests/work_1`,
    cancel_url: `${HOME}/app/requests/work_1/cancel`,
  },
  runway: { id: 'work_1' },
  replicate: { id: 'work_1', status: 'starting' },
};
const SERVICES = Object.keys(TAKEN) as ServiceId[];

let store: Store;
beforeEach(async () => {
  store = openStore();
  await store.close();
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('pagereel').addEventListener('success', resolve);
  });
});
afterEach(() => store.close());

/** One order; then one look for each answer to a question. Gives the card, and how many orders were sent. */
async function cardAfter(providerId: ServiceId, order: Lie, poll?: Lie) {
  let orders = 0;
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const send = async (_url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    if (init.method !== 'POST')
      return (poll ?? (() => Response.json({ error: { message: 'none' } }, { status: 404 })))();
    orders += 1;
    return order();
  };
  await store.connections.put(aConnection({ kind: providerId, baseUrl: HOME }));
  const request = aVideosRequest({ providerId, baseUrl: HOME, model: 'owner/model', prompt: 'A lighthouse' });
  await store.jobs.add(newJob({ id: 'job-1', source: aSource(), request, now: now() }));
  const runner = aRunner(store, now, { kind: 'key', key: 'key-CANARY-000000042' }, send);
  for (let look = 0; look < (poll ? 3 : 12); look += 1) {
    await runner.run();
    const row = await store.jobs.get('job-1');
    if (!row || ['failed', 'ask-user', 'paused', 'waiting'].includes(row.state)) break;
    ahead += 20_000;
    // The list may lag behind, so it is looked at again for a while before the user is asked.
    if (row.state === 'unknown') ahead += 20 * 60_000;
  }
  const { state, problem, failure } = (await store.jobs.get('job-1'))!;
  return { card: problem ? `${state} ${problem}` : state, orders, failure };
}

describe.each(SERVICES)('%s', (service) => {
  it.each(TO_ORDERS)('answers an order with: %s', async (_, lie, card) => {
    const seen = await cardAfter(service, lie);
    expect(seen).toMatchObject({ card, orders: 1 });
    // A service's words are quoted, never more of them than fits on a card.
    expect(seen.failure?.message.length ?? 0).toBeLessThanOrEqual(300);
  });

  it.each(TO_POLLS)('answers a question with: %s', async (_, lie, card) => {
    const taken: Lie = () => Response.json(TAKEN[service]);
    expect(await cardAfter(service, taken, lie)).toMatchObject({ card, orders: 1 });
  });
});

/** How each service says that the work is done, and where the file is. */
const DONE: readonly (readonly [ServiceId, (url: string) => unknown])[] = [
  ['openai-videos', (url) => ({ id: 'work_1', object: 'video', status: 'completed', metadata: { url } })],
  ['xai', (url) => ({ status: 'done', video: { url, respect_moderation: true } })],
  ['runway', (url) => ({ id: 'work_1', status: 'SUCCEEDED', output: [url] })],
  ['replicate', (url) => ({ id: 'work_1', status: 'succeeded', output: url })],
];

describe.each(DONE)('%s', (service, done) => {
  it.each(ADDRESSES)('is never followed to %s', async (url) => {
    const asked: string[] = [];
    const send = async (at: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
      asked.push(String(at));
      if (init.method === 'POST') return Response.json(TAKEN[service]);
      if (String(at).endsWith('/content'))
        return Response.json({ error: { message: 'none' } }, { status: 404 });
      return Response.json(done(url));
    };
    const card = await followed(service, send);
    expect(asked.filter((at) => !at.startsWith(`${HOME}/`))).toEqual([]);
    expect(card).toMatch(/^(damaged|failed|expired|paused)/);
  });
});

async function followed(providerId: ServiceId, send: typeof fetch): Promise<string> {
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  await store.connections.put(aConnection({ kind: providerId, baseUrl: HOME }));
  const request = aVideosRequest({ providerId, baseUrl: HOME, model: 'owner/model' });
  await store.jobs.add(newJob({ id: 'job-1', source: aSource(), request, now: now() }));
  const runner = aRunner(store, now, { kind: 'key', key: 'key-CANARY-000000042' }, send);
  for (let look = 0; look < 60; look += 1) {
    await runner.run();
    const row = (await store.jobs.get('job-1'))!;
    if (['damaged', 'failed', 'expired', 'paused', 'ask-user', 'saved'].includes(row.state)) {
      return `${row.state} ${row.problem}`;
    }
    ahead += Math.max(row.nextAt - now(), 1000);
  }
  return 'still at it';
}
