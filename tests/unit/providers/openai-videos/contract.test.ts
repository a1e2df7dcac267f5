/** The provider through a proxy that holds it to the specification: what is wrong does not get through. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, ServiceRequest } from '@/utils/domain';
import { openaiVideos } from '@/utils/providers/openai-videos/provider';
import { serviceProvider } from '@/utils/providers/service';
import { startVideoServer, type VideoServer } from '@/tests/servers/videos';
import { aConnection, anAttempt, aVideosRequest } from '../../samples';
import { validate, type Proxy } from '../../servers/prism';
import { MemorySink } from './kit';

let server: VideoServer;
let proxy: Proxy;

beforeAll(async () => {
  server = await startVideoServer({ jobMs: 'manual', fileBytes: 20_000 });
  proxy = await validate(server);
}, 60_000);
afterAll(async () => {
  await proxy.close();
  await server.close();
});

function over(body: Connection['body'], change: Partial<ServiceRequest> = {}) {
  const request = aVideosRequest({ baseUrl: proxy.baseUrl, model: 'sora-2', ...change });
  const provider = serviceProvider(openaiVideos, {
    fetch: (...args) => fetch(...args),
    hasHost: () => Promise.resolve(true),
    connection: async () => aConnection({ body }),
    // The contract asks for one.
    keyFor: async () => ({ kind: 'key', key: 'any' }),
    picture: async () => ({ blob: new Blob([new Uint8Array(9)]), mime: 'image/png' }),
    now: () => Date.now(),
  });
  const submit = async (): Promise<string> => {
    const answer = await provider.submit({ jobId: 'job-1', attemptId: crypto.randomUUID(), request });
    expect(answer).toMatchObject({ kind: 'accepted' });
    return answer.kind === 'accepted' ? answer.handle : '';
  };
  return { provider, request, submit };
}

describe.each(['multipart', 'json'] as const)('with %s, the specification allows', (body) => {
  it('an order of words', async () => {
    expect(await over(body).submit()).not.toBe('');
  });

  it('an order with a picture', async () => {
    const images: ServiceRequest['images'] = [{ imageId: 'image-1', role: 'first-frame' }];
    expect(await over(body, { images }).submit()).not.toBe('');
  });

  it('the larger shape of its larger model', async () => {
    const large = { model: 'sora-2-pro', aspect: '9:16', resolution: '1024p' };
    expect(await over(body, large).submit()).not.toBe('');
  });

  it.each(['edit', 'remix', 'extend'] as const)('work on a clip: %s', async (kind) => {
    const handle = await over(body).submit();
    server.control.finish();
    const work = { kind, handle };
    expect(await over(body, { prompt: `Make it night (${kind}).`, work }).submit()).not.toBe('');
  });
});

it('the specification allows what is asked afterwards', async () => {
  const { provider, request, submit } = over('multipart', { prompt: 'A lighthouse at dawn.' });
  const attempt = anAttempt({ startedAt: Date.now() });
  const handle = await submit();
  expect(await provider.poll(handle, request)).toMatchObject({ kind: 'working' });
  expect(await provider.recover(attempt, request)).toEqual({ kind: 'listed', handles: [handle] });
  expect(await provider.cancel(handle, request)).toBe('unsupported');
  server.control.finish();
  expect(await provider.poll(handle, request)).toMatchObject({ kind: 'done' });
  expect(await provider.download?.(handle, request, new MemorySink())).toEqual({ ok: true });
});
