import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { FLAVOURS, spawnVideoServer } from '@/tests/servers/videos';
import { ask, at, idOf, KEYS, order, orderJson, ORDERS, PIXEL, send, servers } from './support';

const start = servers();
const KEY = 'sk-nobody-may-see';
const bytes = Buffer.from(PIXEL.slice(PIXEL.indexOf(',') + 1), 'base64');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const picture = new File([bytes], 'frame.png', { type: 'image/png' });
const MODEL = { model: 'wan3.0-t2v' };

describe('a picture', () => {
  test.each(FLAVOURS)('that comes as a file part is known by its digest: %s', async (flavour) => {
    const server = await start({ flavour });
    const model = flavour === 'vllm' ? {} : MODEL;
    expect((await order(server, 'a', { input_reference: picture, ...model })).status).toBeLessThan(300);
    expect(server.journal.entries[0]?.media).toEqual([
      { at: 'input_reference', via: 'file', type: 'image/png', bytes: bytes.length, sha256 },
    ]);
  });

  test.each([
    ['openai', { input_reference: { image_url: PIXEL } }, 'input_reference.image_url'],
    ['litellm', { input_reference: { image_url: PIXEL } }, 'input_reference.image_url'],
    ['sglang', { reference_url: PIXEL }, 'reference_url'],
    ['newapi', { image: PIXEL }, 'image'],
  ] as const)('that comes in JSON is known as well: %s', async (flavour, body, place) => {
    const server = await start({ flavour });
    expect((await orderJson(server, { prompt: 'a', ...MODEL, ...body })).status).toBe(200);
    expect(server.journal.entries[0]?.media).toMatchObject([{ at: place, via: 'data', sha256 }]);
  });

  test('that comes in a field of a form is known, and so is an address', async () => {
    const server = await start({ flavour: 'vllm' });
    await order(server, 'a', { image_reference: JSON.stringify({ image_url: PIXEL }) });
    await order(server, 'b', { image_reference: JSON.stringify({ image_url: 'https://a.test/x.png' }) });
    expect(server.journal.entries.map(({ media }) => media)).toMatchObject([
      [{ at: 'image_reference.image_url', via: 'data', sha256 }],
      [{ via: 'url', bytes: 0 }],
    ]);
  });
});

describe('the journal', () => {
  test('keeps what was ordered, and cuts down what is too long for it', async () => {
    const server = await start();
    await order(server, 'a', { seconds: '8' });
    await orderJson(server, {
      prompt: 'b',
      input_reference: { image_url: `data:image/png;base64,${'A'.repeat(90_000)}` },
    });
    expect(server.journal.entries[0]?.order).toEqual({ prompt: 'a', seconds: '8' });
    expect(JSON.stringify(server.journal.entries[1]?.order).length).toBeLessThan(300);
    await ask(at(server, idOf(await order(server, 'c'))));
    expect(server.journal.entries.at(-1)?.order).toBeNull();
  });

  test.each(FLAVOURS)('finds a key where it must not stand, and does not keep it: %s', async (flavour) => {
    const server = await start({ flavour, apiKey: KEY });
    const headers = { authorization: `Bearer ${KEY}` };
    const leaks = [
      await ask(`${server.baseUrl}/models?key=${KEY}`, { headers }),
      await ask(`${server.baseUrl}/models?key=${KEY}`),
      await order(server, `by ${KEY}`, { ...MODEL }, headers),
    ];
    expect(leaks.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(server.journal.entries.every(({ keyLeaked }) => keyLeaked)).toBe(true);
    expect(JSON.stringify(server.journal.entries)).not.toContain(KEY);
    expect(server.journal.created()).toBe(0);
  });

  test('knows a key that is shown although nobody asks for one', async () => {
    const server = await start();
    const said = await order(server, `by ${KEY}`, {}, { authorization: `Bearer ${KEY}` });
    expect([said.status, server.journal.entries[0]?.keyLeaked]).toEqual([401, true]);
  });
});

test('a service runs as a process of its own as well', async () => {
  const server = await spawnVideoServer(['--flavour', 'gemini', '--job-ms', '0', '--credit', '1']);
  try {
    const { path, body } = ORDERS.gemini;
    expect((await send(`${server.baseUrl}${path}`, body('a'), KEYS.gemini)).status).toBe(200);
    expect((await server.journal()).jobs).toMatchObject([{ prompt: 'a', status: 'completed' }]);
  } finally {
    await server.kill();
  }
}, 20_000);
