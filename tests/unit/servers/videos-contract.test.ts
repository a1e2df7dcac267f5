import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FLAVOURS, startVideoServer, type FlavourName, type VideoServer } from '@/tests/servers/videos';
import { validate, type Proxy } from './prism';
import { ask as askAnyone, at, dataOf, idOf, type Said } from './support';

/** The contract asks for a key. */
const KEY = { authorization: 'Bearer any' };
const JSON_TYPE = { ...KEY, 'content-type': 'application/json' };
const picture = new File([new Uint8Array(8)], 'frame.png', { type: 'image/png' });

interface Pair {
  server: VideoServer;
  proxy: Proxy;
}
const pairs = new Map<FlavourName, Pair>();

function pairOf(flavour: FlavourName): Pair {
  const pair = pairs.get(flavour);
  if (!pair) throw new Error(`${flavour} has not been started`);
  return pair;
}

beforeAll(async () => {
  const starting = FLAVOURS.map(async (flavour) => {
    const server = await startVideoServer({ flavour, jobMs: 'manual' });
    pairs.set(flavour, { server, proxy: await validate(server) });
  });
  await Promise.all(starting);
}, 60_000);

afterAll(async () => {
  for (const { proxy, server } of pairs.values()) {
    await proxy.close();
    await server.close();
  }
});

const ask = (url: string, init: RequestInit = {}): Promise<Said> => askAnyone(url, { headers: KEY, ...init });

function order(proxy: Proxy, fields: Record<string, string | Blob>): Promise<Said> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return ask(`${proxy.baseUrl}/videos`, { method: 'POST', body: form });
}

function orderJson(proxy: Proxy, body: unknown, rest = ''): Promise<Said> {
  const init = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) };
  return ask(`${proxy.baseUrl}/videos${rest}`, init);
}

/** What the proxy has to say, as "response.body.progress type". */
function faultsOf({ status, body }: Said): string[] {
  const found = (body['validation'] ?? []) as { location: string[]; code?: string; message: string }[];
  if (found.length === 0) return [];
  expect(status).toBeGreaterThanOrEqual(422);
  return found.map(({ location, code = 'unknown status', message }) => {
    const missing = /required property '(\w+)'/.exec(message)?.[1];
    return `${[...location, ...(missing ? [missing] : [])].join('.')} ${code}`;
  });
}

describe('the strict server, held to the contract', () => {
  test('keeps it from the order to the deletion', async () => {
    const { server, proxy } = pairOf('openai');
    const said: Said[] = [];
    const keep = async (coming: Promise<Said>): Promise<Said> => {
      const one = await coming;
      said.push(one);
      return one;
    };
    const first = await keep(order(proxy, { prompt: 'one', seconds: '4', size: '1280x720' }));
    const withPicture = await keep(
      order(proxy, { prompt: 'two', model: 'sora-2', input_reference: picture }),
    );
    const json = await keep(
      orderJson(proxy, { prompt: 'three', input_reference: { image_url: 'data:image/png;base64,AA' } }),
    );
    const ids = [first, withPicture, json].map(idOf);
    await keep(ask(at(proxy, idOf(first))));
    server.control.progress(idOf(first), 50);
    await keep(ask(at(proxy, idOf(first))));
    server.control.fail(idOf(withPicture));
    const failed = await keep(ask(at(proxy, idOf(withPicture))));
    expect(failed.body).toMatchObject({ status: 'failed', error: { code: 'server_error' } });
    server.control.finish();
    const done = await keep(ask(at(proxy, idOf(first))));
    expect(done.body).toMatchObject({ status: 'completed', progress: 100 });

    const page = await keep(ask(`${proxy.baseUrl}/videos?limit=2&order=desc`));
    const rest = await keep(
      ask(`${proxy.baseUrl}/videos?limit=2&order=desc&after=${String(page.body['last_id'])}`),
    );
    expect([...dataOf(page), ...dataOf(rest)].map(({ id }) => id)).toEqual(ids.toReversed());
    expect([page.body['has_more'], rest.body['has_more']]).toEqual([true, false]);

    const remix = await keep(orderJson(proxy, { prompt: 'one, at night' }, `/${idOf(first)}/remix`));
    expect(remix.body['remixed_from_video_id']).toBe(idOf(first));
    const gone = await keep(ask(at(proxy, idOf(first)), { method: 'DELETE' }));
    expect(gone.body).toEqual({ id: idOf(first), object: 'video.deleted', deleted: true });

    expect(said.flatMap(faultsOf)).toEqual([]);
    expect(new Set(said.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test('answers with a video, or with a picture of it', async () => {
    const { server, proxy } = pairOf('openai');
    const id = idOf(await order(proxy, { prompt: 'one' }));
    server.control.finish(id);
    const types = ['', '?variant=video', '?variant=thumbnail', '?variant=spritesheet'].map(
      async (variant) => {
        const { status, headers, body } = await ask(at(proxy, id, `/content${variant}`));
        return [status, headers.get('content-type'), faultsOf({ status, headers, body })];
      },
    );
    expect(await Promise.all(types)).toEqual([
      [200, 'video/mp4', []],
      [200, 'video/mp4', []],
      [200, 'image/webp', []],
      [200, 'image/webp', []],
    ]);
  });

  test('refuses as a service would what the contract allows and it cannot do', async () => {
    const { proxy } = pairOf('openai');
    const running = idOf(await order(proxy, { prompt: 'one' }));
    const refusals = [
      await order(proxy, { prompt: 'a [[refuse]]' }),
      await orderJson(proxy, { prompt: 'again' }, `/${running}/remix`),
      await ask(at(proxy, running), { method: 'DELETE' }),
      await ask(at(proxy, running, '/content')),
      await ask(at(proxy, 'video_nobody')),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([400, 400, 409, 404, 404]);
    expect(refusals.map(({ body }) => Object.keys(body))).toEqual(refusals.map(() => ['error']));
  });

  test('gets no order that breaks it', async () => {
    const { server, proxy } = pairOf('openai');
    const before = server.journal.entries.length;
    expect(faultsOf(await order(proxy, { prompt: 'a', seconds: '5' }))).toEqual(['body.seconds enum']);
    expect(faultsOf(await orderJson(proxy, { prompt: 'a', seconds: 4 }))).toContain('body.seconds type');
    expect(faultsOf(await orderJson(proxy, { seconds: '4' }))).toEqual(['body.prompt required']);
    expect(faultsOf(await ask(`${proxy.baseUrl}/videos?limit=101`))).toEqual(['query.limit maximum']);
    expect(server.journal.entries).toHaveLength(before);
  });

  test('is found out when it answers wrongly', async () => {
    const { proxy } = pairOf('openai');
    expect(faultsOf(await order(proxy, { prompt: 'a [[no-id]]' }))).toEqual(['response.body.id required']);
    const id = idOf(await order(proxy, { prompt: 'b [[word:submitted]]' }));
    expect(faultsOf(await ask(at(proxy, id)))).toEqual(['response.body.status enum']);
  });
});

const missing = (at: string, ...names: string[]): string[] => names.map((name) => `${at}.${name} required`);

const sglangVideo = ['prompt'];
const litellmVideo = ['completed_at', 'expires_at', 'prompt', 'size', 'remixed_from_video_id', 'error'];
const relayVideo = ['expires_at', 'prompt', 'size', 'remixed_from_video_id', 'error'];
const pages = missing('response.body', 'first_id', 'last_id', 'has_more');
const body = 'response.body';
const item = 'response.body.data.0';

/** What the contract says of each of the others, no more and no less; a number: a status without a word in it. */
const DEVIATIONS = {
  vllm: {
    create: [`${body}.size type`, `${body}.size enum`],
    poll: [`${body}.size type`, `${body}.size enum`],
    list: [`${item}.size type`, `${item}.size enum`],
    remove: [],
    failed: ['500'],
  },
  sglang: {
    create: missing(body, ...sglangVideo),
    poll: missing(body, ...sglangVideo),
    list: [...pages, ...missing(item, ...sglangVideo)],
    remove: [...missing(body, 'deleted'), `${body}.object enum`],
    failed: [...missing(body, ...sglangVideo, 'error.code'), `${body}.error type`, `${body}.error anyOf`],
  },
  litellm: {
    create: [...missing(body, ...litellmVideo), `${body}.status enum`, `${body}.progress type`],
    poll: [...missing(body, ...litellmVideo), `${body}.progress type`],
    list: [...pages, ...missing(item, ...litellmVideo), `${item}.progress type`],
    remove: ['405'],
    failed: [...missing(body, ...litellmVideo.filter((name) => name !== 'error')), `${body}.progress type`],
  },
  relay: {
    // 202.
    create: ['response unknown status'],
    poll: missing(body, ...relayVideo),
    list: ['404'],
    remove: ['405'],
    failed: missing(body, 'completed_at', ...relayVideo.filter((name) => name !== 'error')),
  },
  newapi: {
    create: missing(body, 'completed_at', ...relayVideo),
    poll: missing(body, ...relayVideo),
    list: ['404'],
    remove: ['405'],
    failed: missing(body, 'completed_at', ...relayVideo.filter((name) => name !== 'error')),
  },
} satisfies Record<Exclude<(typeof FLAVOURS)[number], 'openai'>, Record<string, string[]>>;

describe('the others, held to the same contract', () => {
  const others = FLAVOURS.filter((flavour) => flavour !== 'openai');
  test.each(others)('%s breaks it as its namesake does', async (flavour) => {
    const { server, proxy } = pairOf(flavour);
    const { baseUrl } = proxy;
    const deviationsOf = (said: Said): string[] => {
      const found = faultsOf(said);
      return found.length > 0 || said.status === 200 ? found : [String(said.status)];
    };
    const model = flavour === 'relay' || flavour === 'newapi' ? { model: 'wan3.0-t2v' } : {};
    const create = deviationsOf(await order(proxy, { prompt: 'a', ...model }));
    const id = server.journal.jobs()[0]?.id ?? '';
    server.control.finish(id);
    const poll = deviationsOf(await ask(at(proxy, id)));
    const list = deviationsOf(await ask(`${baseUrl}/videos`));
    const remove = deviationsOf(await ask(at(proxy, id), { method: 'DELETE' }));
    await order(proxy, { prompt: 'b', ...model });
    const other = server.journal.jobs()[1]?.id ?? '';
    server.control.fail(other);
    const failed = deviationsOf(await ask(at(proxy, other)));
    expect({ create, poll, list, remove, failed }).toEqual(DEVIATIONS[flavour]);
  });
});
