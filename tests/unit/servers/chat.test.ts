import { afterEach, describe, expect, test } from 'vitest';
import { INJECTED, startChatServer, type ChatServer, type ChatServerOptions } from '@/tests/servers/chat';
import { ask, dataOf, send, type Said } from './support';

const plan = { title: 'A lighthouse', shots: [{ subject: 'a lighthouse', seconds: 4 }] };
const SCHEMA = {
  type: 'object',
  properties: { title: { type: 'string' }, shots: { type: 'array', items: { type: 'object' } } },
  required: ['title', 'shots'],
  additionalProperties: false,
};

const started: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

async function start(options: ChatServerOptions = {}): Promise<ChatServer> {
  const server = await startChatServer({ plan, ...options });
  started.push(server);
  return server;
}

const format = (schema: object, strict = true): object => ({
  type: 'json_schema',
  json_schema: { name: 'plan', strict, schema },
});

function talk(
  server: ChatServer,
  text: string,
  more = {},
  headers: Record<string, string> = {},
): Promise<Said> {
  const body = {
    model: 'llama3.3',
    messages: [{ role: 'user', content: text }],
    response_format: format(SCHEMA),
    ...more,
  };
  return send(`${server.baseUrl}/chat/completions`, body, headers);
}

interface Choice {
  finish_reason: string;
  message: { content: string | null; refusal: string | null };
}
const choiceOf = ({ body }: Said): Choice => (body['choices'] as Choice[])[0] as Choice;
const contentOf = (said: Said): string => choiceOf(said).message.content ?? '';

describe('a chat', () => {
  test('answers with the plan that the test gave it, as JSON', async () => {
    const server = await start();
    const said = await talk(server, 'a page');
    expect([said.status, choiceOf(said).finish_reason]).toEqual([200, 'stop']);
    expect(JSON.parse(contentOf(said))).toEqual(plan);
    server.control.answer({ title: 'Another' });
    expect(JSON.parse(contentOf(await talk(server, 'a page')))).toEqual({ title: 'Another' });
    expect(server.journal.posts('chat')).toBe(2);
  });

  test('chats where no format was asked for', async () => {
    const said = await talk(await start(), 'a page', { response_format: undefined });
    expect(contentOf(said)).toContain('```json');
  });

  test.each(['fence', 'broken', 'truncated', 'prose', 'wrong-schema'] as const)(
    'plays %s, once, by word or by hand',
    async (play) => {
      const server = await start();
      const written = await talk(server, `a page [[${play}]]`);
      server.control.play(play);
      const armed = await talk(server, 'a page');
      expect(contentOf(armed)).toBe(contentOf(written));
      expect(contentOf(armed)).not.toBe(JSON.stringify(plan));
      if (play === 'fence') expect(contentOf(armed)).toContain('```json');
      if (play === 'truncated') expect(choiceOf(armed).finish_reason).toBe('length');
      expect(JSON.parse(contentOf(await talk(server, 'a page')))).toEqual(plan);
      expect(server.journal.entries.map(({ played }) => played)).toEqual([[play], [play], []]);
    },
  );

  test('obeys what a page told it', async () => {
    const said = await talk(await start(), 'a page [[injected]]');
    expect(JSON.parse(contentOf(said))).toMatchObject({ ...plan, ...INJECTED, shots: [INJECTED] });
  });

  test('refuses without content, says nothing, or far too much', async () => {
    const server = await start();
    const refused = choiceOf(await talk(server, 'a [[refusal]]'));
    expect([refused.message.content, typeof refused.message.refusal]).toEqual([null, 'string']);
    expect((await talk(server, 'a [[empty]]')).body['choices']).toEqual([]);
    expect(contentOf(await talk(server, 'a [[huge]]')).length).toBeGreaterThan(8_000_000);
  });

  test.each([
    ['401', 401],
    ['402', 402],
    ['404', 404],
    ['429', 429],
    ['500', 500],
    ['html', 502],
    ['redirect', 307],
  ])('plays %s', async (play, status) => {
    const said = await talk(await start(), `a [[${play}]]`);
    expect(said.status).toBe(status);
    if (play === '429') expect(said.headers.get('retry-after')).toBe('2');
    if (play === 'html') expect(said.headers.get('content-type')).toBe('text/html');
  });

  test('hangs until it is let go, and cuts before or after the work', async () => {
    const server = await start();
    const answer = talk(server, 'a [[hang]]');
    await server.journal.until(({ held }) => held);
    server.control.release();
    expect((await answer).status).toBe(200);
    await expect(talk(server, 'a [[cut]]')).rejects.toThrow();
    await expect(talk(server, 'a [[drop-answer]]')).rejects.toThrow();
    expect(server.journal.posts('chat')).toBe(3);
  });

  test('knows its own models only', async () => {
    const server = await start({ models: ['one'] });
    expect(dataOf(await ask(`${server.baseUrl}/models`)).map(({ id }) => id)).toEqual(['one']);
    const said = await talk(server, 'a');
    expect([said.status, said.body]).toMatchObject([404, { error: { code: 'model_not_found' } }]);
  });

  test.each([
    ['has members that are not required', { ...SCHEMA, required: ['title'] }, true, 400],
    ['is open', { ...SCHEMA, additionalProperties: undefined }, true, 400],
    [
      'has an open object further in',
      {
        ...SCHEMA,
        properties: { ...SCHEMA.properties, shots: { type: 'array', items: { properties: { a: {} } } } },
      },
      true,
      400,
    ],
    ['is as it should be', SCHEMA, true, 200],
    ['is not said to be strict', { ...SCHEMA, required: [] }, false, 200],
  ])('looks at a strict schema as OpenAI does: one that %s', async (_, schema, strict, status) => {
    const said = await talk(await start(), 'a', { response_format: format(schema, strict) });
    expect(said.status).toBe(status);
  });

  test('takes no schema at all where it is too old for that', async () => {
    const server = await start({ schemas: false });
    expect((await talk(server, 'a')).status).toBe(400);
    expect((await talk(server, 'a', { response_format: { type: 'json_object' } })).status).toBe(200);
  });

  test('asks for the key where there is one, and refuses one that is given away', async () => {
    const apiKey = 'sk-nobody-may-see';
    const server = await start({ apiKey });
    const headers = { authorization: `Bearer ${apiKey}` };
    expect((await talk(server, 'a')).status).toBe(401);
    expect((await talk(server, 'a', {}, headers)).status).toBe(200);
    expect((await talk(server, `a ${apiKey}`, {}, headers)).status).toBe(401);
    expect((await ask(`${server.baseUrl}/models?key=${apiKey}`, { headers })).status).toBe(401);
    expect(server.journal.entries.map(({ keyLeaked }) => keyLeaked)).toEqual([false, false, true, true]);
    expect(JSON.stringify(server.journal.entries)).not.toContain(apiKey);
  });

  test('turns extensions away as Ollama does, unless they are let in', async () => {
    const origin = 'chrome-extension://abcdefghijklmnop';
    const closed = await start({ origins: [] });
    const said = await talk(closed, 'a', {}, { origin });
    expect([said.status, said.body]).toEqual([403, { text: '' }]);
    expect((await talk(closed, 'a', {}, { origin: 'http://localhost:3000' })).status).toBe(200);
    const open = await start({ origins: ['chrome-extension://*'] });
    expect((await talk(open, 'a', {}, { origin })).status).toBe(200);
    expect(open.journal.entries[0]).toMatchObject({ origin });
  });

  test('does not know misspelt plays', async () => {
    const server = await start();
    expect(() => server.control.play('fences' as 'fence')).toThrow();
  });
});
