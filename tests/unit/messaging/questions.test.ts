import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { askWriter as askModel } from '@/utils/connecting';
import { answerQuestions, commands, type WriterWish } from '@/utils/messaging';
import { startChatServer, type ChatServer } from '../../servers/chat';
import { aConnection, aSource } from '../samples';
import { aPlan } from '../writer/plans';
import { Lines } from './lines';

const OWN = { id: browser.runtime.id, url: browser.runtime.getURL('/sidepanel.html' as '/') };
const WISH: WriterWish = {
  connectionId: 'chat',
  wish: { kind: 'plan', source: aSource(), wish: '', seconds: 8, language: 'en' },
};

let server: ChatServer;
let lines: Lines;
/** How many questions were taken on. */
let taken: number;

beforeEach(async () => {
  fakeBrowser.reset();
  lines = new Lines(OWN);
  Object.assign(fakeBrowser.runtime, { connect: lines.connect, onConnect: lines.onConnect });
  server = await startChatServer({ plan: aPlan(), models: ['llama3.3'] });
  taken = 0;
  const connection = aConnection({ id: 'chat', baseUrl: server.baseUrl, chatModel: 'llama3.3' });
  answerQuestions(({ wish }, signal) => {
    taken += 1;
    const ports = { fetch: (...args: Parameters<typeof fetch>) => fetch(...args), hasHost: async () => true };
    return askModel(connection, { kind: 'none' }, wish, ports, signal);
  });
});
afterEach(() => server.close());

/** The connection was closed, and nothing was said on it. */
const hungUp = () => server.journal.until(({ done, status }) => done && status === null);

describe('a question to a chat model', () => {
  it('brings its answer, once, and leaves no line open', async () => {
    expect(await commands.askWriter(WISH, new AbortController().signal)).toMatchObject({ kind: 'plan' });
    expect(server.journal.posts('chat')).toBe(1);
    expect(lines.open).toBe(0);
  });

  it('ends at the model when it is taken back', async () => {
    const stop = new AbortController();
    server.control.play('hang');
    const answer = commands.askWriter(WISH, stop.signal);
    await server.journal.until(({ held }) => held);
    stop.abort();
    await expect(answer).rejects.toThrow();
    await hungUp();
    expect(server.journal.posts('chat')).toBe(1);
    expect(lines.open).toBe(0);
  });

  it('ends at the model when the view that asked is closed', async () => {
    server.control.play('hang');
    void commands.askWriter(WISH).catch(() => undefined);
    await server.journal.until(({ held }) => held);
    lines.closeView();
    await hungUp();
    expect(server.journal.posts('chat')).toBe(1);
  });

  it('is over for the view when the background dies', async () => {
    server.control.play('hang');
    const answer = commands.askWriter(WISH);
    await server.journal.until(({ held }) => held);
    lines.endBackground();
    await expect(answer).rejects.toThrow();
  });

  it('is not asked when it was taken back before', async () => {
    await expect(commands.askWriter(WISH, AbortSignal.abort())).rejects.toThrow();
    expect(taken).toBe(0);
  });

  it.each<[string, unknown, object]>([
    ['no question', { connectionId: 'chat', wish: { kind: 'buy' } }, OWN],
    ['from a page', WISH, { id: OWN.id, url: 'https://evil.example/' }],
    ['from another extension', WISH, { id: 'another', url: OWN.url }],
    ['from nobody', WISH, {}],
  ])('that is %s is dropped', async (_, wish, sender) => {
    lines.sender = sender;
    await expect(commands.askWriter(wish as WriterWish)).rejects.toThrow();
    expect(taken).toBe(0);
  });
});
