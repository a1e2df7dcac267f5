import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askForEdit, askForPlan, testChat, type ChatPlace, type ChatPorts } from '@/utils/chat';
import { Plan } from '@/utils/domain';
import { serviceFetch } from '@/utils/platform';
import { startChatServer, type ChatServer, type Play } from '../../servers/chat';
import { aSource } from '../samples';
import { aPlan } from '../writer/plans';

const KEY = 'sk-test-1234567890abcdef';
const WISH = { source: aSource(), wish: '', seconds: 8, language: 'en' };

/** A chat model over real sockets, which somebody else wrote by OpenAI's rules. */
describe('a chat model behind a real server', () => {
  let server: ChatServer;
  beforeEach(async () => {
    server = await startChatServer({ plan: aPlan(), apiKey: KEY, models: ['small-1', 'large-2'] });
  });
  afterEach(() => server.close());

  const ports = (change: Partial<ChatPlace> = {}): ChatPorts => ({
    place: { baseUrl: server.baseUrl, model: 'small-1', key: KEY, ...change },
    send: serviceFetch,
    boundary: () => crypto.randomUUID(),
  });

  it('is content with the strictness of the schema, and gives a plan for one POST', async () => {
    const answer = await askForPlan(WISH, ports());
    expect(answer.kind === 'plan' && v.is(Plan, answer.plan)).toBe(true);
    expect(server.journal.posts('chat')).toBe(1);
    expect(server.journal.entries[0]).toMatchObject({ authorized: true, keyLeaked: false });
  });

  it('gives a changed plan', async () => {
    expect(await askForEdit({ plan: aPlan(), sentence: 'dreamier' }, ports())).toEqual({
      kind: 'plan',
      plan: aPlan(),
    });
  });

  it('lists its models for nothing', async () => {
    expect(await testChat(ports())).toEqual({ kind: 'ok', models: ['small-1', 'large-2'] });
    expect(server.journal.posts()).toBe(0);
  });

  it.each<[Play, string]>([
    ['fence', 'plan'],
    ['injected', 'plan'],
    ['broken', 'bad-answer'],
    ['truncated', 'bad-answer'],
    ['refusal', 'refused'],
    ['prose', 'bad-answer'],
    ['wrong-schema', 'bad-answer'],
    ['empty', 'bad-answer'],
    ['huge', 'unreachable'],
    ['401', 'unauthorized'],
    ['402', 'no-credit'],
    ['404', 'bad-answer'],
    ['429', 'busy'],
    ['500', 'busy'],
    ['html', 'busy'],
    ['redirect', 'unreachable'],
    ['cut', 'unreachable'],
    ['drop-answer', 'unreachable'],
  ])('that plays %s is told as %s, after one question', async (play, kind) => {
    server.control.play(play);
    const answer = await askForPlan(WISH, ports());
    expect(answer.kind).toBe(kind);
    expect(JSON.stringify(answer)).not.toMatch(/evil|sk-test/);
    expect(server.journal.entries).toHaveLength(1);
  });

  it('is let go of when whoever asked has left', async () => {
    server.control.play('hang');
    const stop = new AbortController();
    const answer = askForPlan(WISH, { ...ports(), signal: stop.signal });
    await server.journal.until(({ held }) => held);
    stop.abort();
    expect((await answer).kind).toBe('unreachable');
    await server.journal.until(({ done, status }) => done && status === null);
    expect(server.journal.entries).toHaveLength(1);
  });

  it('says that the key is wrong, and that a model is not there', async () => {
    expect((await askForPlan(WISH, ports({ key: 'wrong' }))).kind).toBe('unauthorized');
    expect(await askForPlan(WISH, ports({ model: 'gone' }))).toMatchObject({
      kind: 'bad-answer',
      message: expect.stringContaining('does not exist') as string,
    });
  });
});
