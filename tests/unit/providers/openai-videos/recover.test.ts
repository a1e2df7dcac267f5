import { describe, expect, it } from 'vitest';
import { anAttempt, aVideosRequest } from '../../samples';
import { aVideo, html, json, NOW, offline, providerOver, scripted, type Answer } from './kit';

const SECONDS = NOW / 1000;
const attempt = anAttempt({ startedAt: NOW - 60_000 });
const request = aVideosRequest();
/** Ours, a little after the attempt, unless said otherwise. */
const ours = (change: Record<string, unknown> = {}): Record<string, unknown> =>
  aVideo({ created_at: SECONDS - 59, ...change });
const other = (id: string, age: number): Record<string, unknown> =>
  aVideo({ id, created_at: SECONDS - age, prompt: 'Something else.' });
const page = (data: unknown[], more: boolean | null = false): Response =>
  json({ object: 'list', data, ...(more === null ? {} : { has_more: more }) });

function look(...answers: (Response | (() => Promise<Response>))[]) {
  const { fetch, sent } = scripted(...answers);
  return { sent, found: providerOver(fetch).recover(attempt, request) };
}

describe('looking for an order whose answer was lost', () => {
  it('finds it by its words, its model and its shape', async () => {
    const { found, sent } = look(page([other('x', 10), ours()]));
    expect(await found).toEqual({ kind: 'listed', handles: ['video_1'] });
    expect(sent[0]?.url).toBe('http://127.0.0.1:8091/v1/videos?limit=100&order=desc');
  });

  it('finds every delivery of it, the oldest first', async () => {
    const second = ours({ id: 'video_2', created_at: SECONDS - 40 });
    const twin = ours({ id: 'video_1b' });
    expect(await look(page([second, twin, ours()])).found).toEqual({
      kind: 'listed',
      handles: ['video_1', 'video_1b', 'video_2'],
    });
  });

  it('finds it in whatever state it is', async () => {
    const failed = ours({ status: 'failed', error: { message: 'x' } });
    expect(await look(page([failed])).found).toMatchObject({ handles: ['video_1'] });
  });

  it('knows it by its words though a form turned their line breaks into CRLF', async () => {
    const { fetch } = scripted(page([ours({ prompt: 'one\r\ntwo' })]));
    const found = providerOver(fetch).recover(attempt, aVideosRequest({ prompt: 'one\ntwo' }));
    expect(await found).toMatchObject({ handles: ['video_1'] });
  });

  it('takes any model where none was named, and numbers for texts', async () => {
    const { fetch } = scripted(page([ours({ model: 'sora-2', seconds: 8, size: '1280X720' })]));
    expect(await providerOver(fetch).recover(attempt, aVideosRequest({ model: '' }))).toMatchObject({
      handles: ['video_1'],
    });
  });

  it('takes any shape where none was named', async () => {
    const { fetch } = scripted(page([ours({ size: '1920x1080' })]));
    const shapeless = aVideosRequest({ aspect: '', resolution: '' });
    expect(await providerOver(fetch).recover(attempt, shapeless)).toMatchObject({ handles: ['video_1'] });
  });

  it.each([
    ['other words', ours({ prompt: 'Something else.' })],
    ['another length', ours({ seconds: '4' })],
    ['another shape', ours({ size: '720x1280' })],
    ['a time before', ours({ created_at: SECONDS - 60 - 121 })],
    ['a time to come', ours({ created_at: SECONDS + 6 })],
  ])('with %s it is not ours', async (_, video) => {
    expect(await look(page([video])).found).toEqual({ kind: 'listed', handles: [] });
  });

  it.each([3600, -3600])('goes by the server’s clock when it is %d seconds ahead', async (ahead) => {
    const headers = { date: new Date(NOW + ahead * 1000).toUTCString() };
    const list = json({ data: [ours({ created_at: SECONDS + ahead - 59 })], has_more: false }, { headers });
    expect(await look(list).found).toMatchObject({ handles: ['video_1'] });
  });

  it('reads all pages', async () => {
    const { found, sent } = look(page([other('a', 10)], true), page([ours()], false));
    expect(await found).toMatchObject({ handles: ['video_1'] });
    expect(sent[1]?.url).toContain('after=a');
  });

  it('reads no further back than it was sent', async () => {
    const { found, sent } = look(page([other('a', 10), other('b', 500)], true));
    expect(await found).toEqual({ kind: 'listed', handles: [] });
    expect(sent).toHaveLength(1);
  });

  it('reads on in a list that does not go back in time', async () => {
    const rising = page([other('a', 500), other('b', 300)], true);
    expect(await look(rising, page([ours()])).found).toMatchObject({ handles: ['video_1'] });
    const mixed = page([other('a', 10), other('b', 5), other('c', 500)], true);
    expect(await look(mixed, page([ours()])).found).toMatchObject({ handles: ['video_1'] });
  });

  it('believes a list without has_more when the next page is empty', async () => {
    const { found, sent } = look(page([other('a', 10)], null), page([], null));
    expect(await found).toEqual({ kind: 'listed', handles: [] });
    expect(sent[1]?.url).toContain('after=a');
  });

  it('believes an empty list', async () => {
    expect(await look(page([])).found).toEqual({ kind: 'listed', handles: [] });
  });
});

describe('looking for work on another clip', () => {
  const prompt = 'Make it night.';
  const of = (kind: 'edit' | 'remix' | 'extend') =>
    aVideosRequest({ prompt, work: { kind, handle: 'video_0' } });
  /** Of the model, length and shape of the clip it was made of, whatever the order says. */
  const made = (change: Record<string, unknown> = {}): Record<string, unknown> =>
    ours({
      prompt,
      model: 'sora-2',
      seconds: '4',
      size: '720x1280',
      remixed_from_video_id: 'video_0',
      ...change,
    });
  const find = (kind: 'edit' | 'remix' | 'extend', ...answers: Answer[]) =>
    providerOver(scripted(...answers).fetch).recover(attempt, of(kind));

  it.each(['edit', 'remix'] as const)('finds an %s by its words and the clip that it names', async (kind) => {
    expect(await find(kind, page([made(), other('x', 70)]))).toEqual({
      kind: 'listed',
      handles: ['video_1'],
    });
    expect(await find(kind, page([made({ prompt: 'Something else.' })]))).toEqual({
      kind: 'listed',
      handles: [],
    });
  });

  it.each([
    ['names none', { remixed_from_video_id: null }],
    ['names it by another name', { remixed_from_video_id: 'video_Z2F0ZXdheQ==' }],
  ])('cannot tell a remix in a list that %s', async (_, change) => {
    expect(await find('remix', page([made(change)]))).toEqual({ kind: 'no-list' });
  });

  it('does not take it for a new clip of the same words', async () => {
    const list = page([ours({ remixed_from_video_id: 'video_0' })]);
    expect(await look(list).found).toEqual({ kind: 'listed', handles: [] });
  });

  it('finds an extension by the length that comes of both', async () => {
    const source = json(aVideo({ id: 'video_0', model: 'sora-2', seconds: '4', size: '720x1280' }));
    const whole = made({ seconds: '12', remixed_from_video_id: null });
    expect(await find('extend', source.clone(), page([whole]))).toMatchObject({ handles: ['video_1'] });
    // Of some other length, it may still be ours: who knows how that server counts.
    const part = made({ seconds: '8', remixed_from_video_id: null });
    expect(await find('extend', source.clone(), page([part]))).toEqual({ kind: 'no-list' });
    const named = made({ seconds: '8' });
    expect(await find('extend', source.clone(), page([named]))).toMatchObject({ handles: ['video_1'] });
  });

  it('cannot tell an extension of a clip that is gone', async () => {
    const gone = json({ detail: 'Not Found' }, { status: 404 });
    const whole = made({ seconds: '12', remixed_from_video_id: null });
    expect(await find('extend', gone, page([whole]))).toEqual({ kind: 'no-list' });
  });
});

describe('what proves nothing', () => {
  it.each([
    ['a candidate without its words', [page([ours({ prompt: null })])]],
    ['a candidate without a time', [page([ours({ created_at: undefined })])]],
    ['a candidate without a length', [page([ours({ seconds: undefined })])]],
    ['a candidate of another model’s name', [page([ours({ model: 'gateway/clip-2' })])]],
    ['an entry that is none', [page(['x'])]],
    ['pages that repeat', [page([other('a', 10)], true), page([other('a', 10)], true)]],
    ['a list without pages', [page([other('a', 10)], null), page([other('a', 10)], null)]],
    ['an empty page with more to come', [page([other('a', 10)], true), page([], true)]],
    ['a 404', [json({ detail: 'Not Found' }, { status: 404 })]],
    ['a 405', [json({ detail: 'Method Not Allowed' }, { status: 405 })]],
    ['a 501', [json({}, { status: 501 })]],
    ['a page of HTML', [html(200)]],
    ['something else', [json({ videos: [] })]],
  ])('is %s', async (_, answers) => {
    expect(await look(...answers).found).toEqual({ kind: 'no-list' });
  });

  it('is a list that never ends', async () => {
    const endless = Array.from({ length: 50 }, (_, i) => page([other(`v${i}`, 10)], true));
    const { found, sent } = look(...endless);
    expect(await found).toEqual({ kind: 'no-list' });
    expect(sent).toHaveLength(50);
  });

  it('does not take away what was found', async () => {
    const { found } = look(page([ours(), other('a', 70)], true), page([ours()], true));
    expect(await found).toMatchObject({ kind: 'listed', handles: ['video_1'] });
    expect(await look(page([ours()], true), offline).found).toMatchObject({ handles: ['video_1'] });
  });

  it.each([
    ['no answer', offline],
    ['a 503', json({}, { status: 503 })],
    ['a 429', json({}, { status: 429 })],
    ['a 401', json({}, { status: 401 })],
    ['a proxy', html(502)],
  ])('but %s is only for later', async (_, answer) => {
    expect(await look(answer).found).toEqual({ kind: 'unreachable' });
    const second = scripted(page([other('a', 10)], true), offline);
    expect(await providerOver(second.fetch).recover(attempt, request)).toEqual({ kind: 'unreachable' });
  });

  it('asks nobody without a permission', async () => {
    const { fetch, sent } = scripted();
    const denied = providerOver(fetch, { hasHost: () => Promise.resolve(false) });
    expect(await denied.recover(attempt, request)).toEqual({ kind: 'unreachable' });
    expect(sent).toEqual([]);
  });
});
