import { afterEach, describe, expect, test } from 'vitest';
import { startChatServer, type ChatServer, type ChatServerOptions } from '@/tests/servers/chat';
import { ask, send, type Said } from './support';

const started: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

async function start(options: ChatServerOptions = {}): Promise<ChatServer> {
  const server = await startChatServer({ models: ['gpt-image-1.5', 'flux'], ...options });
  started.push(server);
  return server;
}

function draw(server: ChatServer, prompt: string, more = {}): Promise<Said> {
  const body = { model: 'flux', prompt, size: '64x32', ...more };
  return send(`${server.baseUrl}/images/generations`, body);
}

interface Picture {
  b64_json?: string;
  url?: string;
}
const picturesOf = ({ body }: Said): Picture[] => body['data'] as Picture[];
const bytesOf = (picture: Picture | undefined): Buffer => Buffer.from(picture?.b64_json ?? '', 'base64');

describe('a maker of pictures', () => {
  test('answers with a PNG of the size that was asked for, another one for each prompt', async () => {
    const server = await start();
    const [one, two] = [
      bytesOf(picturesOf(await draw(server, 'a'))[0]),
      bytesOf(picturesOf(await draw(server, 'b'))[0]),
    ];
    expect(one.subarray(1, 4).toString()).toBe('PNG');
    expect([one.readUInt32BE(16), one.readUInt32BE(20)]).toEqual([64, 32]);
    expect(one.equals(two)).toBe(false);
    expect([server.journal.posts('images'), server.journal.pictures()]).toEqual([2, 2]);
  });

  test('has them behind addresses of another origin when it is told, or likes to', async () => {
    const server = await start();
    const [asked] = picturesOf(await draw(server, 'a', { response_format: 'url' }));
    const [unasked] = picturesOf(await draw(server, 'b [[url]]'));
    for (const { url = '' } of [asked ?? {}, unasked ?? {}]) {
      expect(new URL(url).origin).toBe(server.otherUrl);
      expect((await ask(url)).headers.get('content-type')).toBe('image/png');
    }
  });

  test('is paid for what was made, also when nobody hears of it', async () => {
    const server = await start();
    await draw(server, 'a', { n: 3 });
    await expect(draw(server, 'b [[drop-answer]]')).rejects.toThrow();
    await expect(draw(server, 'c [[cut]]')).rejects.toThrow();
    expect((await draw(server, 'd [[no-data]]')).body).not.toHaveProperty('data');
    expect([server.journal.posts('images'), server.journal.pictures()]).toEqual([4, 5]);
  });

  test.each([
    ['moderation', 400],
    ['401', 401],
    ['402', 402],
    ['429', 429],
    ['500', 500],
    ['html', 502],
  ])('makes nothing at %s', async (play, status) => {
    const server = await start();
    expect((await draw(server, `a [[${play}]]`)).status).toBe(status);
    expect(server.journal.pictures()).toBe(0);
  });

  test('answers with bytes that are no picture', async () => {
    const [picture] = picturesOf(await draw(await start(), 'a [[not-a-picture]]'));
    expect(bytesOf(picture).toString()).toContain('<html>');
  });

  test.each([
    ['no prompt', { prompt: '' }, 400],
    ['eleven pictures', { n: 11 }, 400],
    ['a size in words', { size: 'large' }, 400],
    [
      'a format that the newer models will not be told',
      { model: 'gpt-image-1.5', response_format: 'b64_json' },
      400,
    ],
    ['a model that is not there', { model: 'dall-e-3' }, 404],
  ])('refuses %s', async (_, more, status) => {
    const server = await start();
    expect((await draw(server, 'a', more)).status).toBe(status);
    expect(server.journal.pictures()).toBe(0);
  });

  test('asks for the key where there is one', async () => {
    const server = await start({ apiKey: 'sk-nobody-may-see' });
    expect((await draw(server, 'a')).status).toBe(401);
    expect(server.journal.entries[0]).toMatchObject({ phase: 'images', authorized: false });
  });
});
