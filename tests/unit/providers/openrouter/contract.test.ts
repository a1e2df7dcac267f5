/** The adapter through a proxy that holds it to OpenRouter's own specification: what is wrong does not get through. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceRequest } from '@/utils/domain';
import { openrouter } from '@/utils/providers/openrouter/provider';
import { startVideoServer, type VideoServer } from '@/tests/servers/videos';
import { validate, type Proxy } from '../../servers/prism';
import { anOrder, KEY, MemorySink, probeOver, providerOver } from '../kit';
import { everyForm } from '../served';

let server: VideoServer;
let proxy: Proxy;

beforeAll(async () => {
  server = await startVideoServer({ flavour: 'openrouter', apiKey: KEY, jobMs: 'manual', fileBytes: 20_000 });
  proxy = await validate(server, 'openrouter-videos');
}, 60_000);
afterAll(async () => {
  await proxy.close();
  await server.close();
});

const provider = providerOver(openrouter, (...args) => fetch(...args), { now: () => Date.now() });
const order = (change: Partial<ServiceRequest> = {}): ServiceRequest =>
  anOrder(openrouter, proxy.baseUrl, { model: 'google/veo-3.1', prompt: 'A lighthouse', ...change });

async function submit(change: Partial<ServiceRequest> = {}): Promise<string> {
  const call = { jobId: 'job-1', attemptId: crypto.randomUUID(), request: order(change) };
  const answer = await provider.submit(call);
  expect(answer).toMatchObject({ kind: 'accepted' });
  return answer.kind === 'accepted' ? answer.handle : '';
}

describe('the specification allows', () => {
  it('every form of every model, with every kind of picture', async () => {
    // The key's own page is no part of the slice: the models are asked for at the server itself.
    const { cards } = await probeOver(openrouter, server.baseUrl, (...args) => fetch(...args));
    const forms = cards.flatMap(everyForm);
    expect(forms.length).toBeGreaterThan(20);
    for (const form of forms) await submit(form);
    expect(server.journal.posts()).toBe(forms.length);
  }, 60_000);

  it('what is asked afterwards, and what is answered', async () => {
    const handle = await submit();
    expect(await provider.poll(handle, order())).toMatchObject({ kind: 'working' });
    server.control.finish();
    expect(await provider.poll(handle, order())).toMatchObject({ kind: 'done', chargedUsd: 0.8 });
    expect(await provider.download(handle, order(), new MemorySink())).toEqual({ ok: true });
  });

  it('work that failed, and that nobody knows', async () => {
    const handle = await submit();
    server.control.fail();
    expect(await provider.poll(handle, order())).toMatchObject({ kind: 'failed' });
    expect(await provider.poll('gen-vid-of-another-place', order())).toEqual({ kind: 'gone' });
  });
});
