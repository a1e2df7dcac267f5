import { describe, expect, it } from 'vitest';
import { probeServer } from '@/utils/providers/runtime';
import { html, json, NOW, offline, scripted } from './kit';

const models = (...ids: unknown[]): Response => json({ object: 'list', data: ids.map((id) => ({ id })) });
const list = (): Response => json({ object: 'list', data: [], has_more: false });
const missing = (message = 'Not Found'): Response => json({ detail: message }, { status: 404 });

const probe = (answers: (Response | (() => Promise<Response>))[], allowed = true) =>
  probeServer('http://127.0.0.1:8091/v1', {
    fetch: scripted(...answers).fetch,
    hasHost: () => Promise.resolve(allowed),
    now: () => NOW,
  });

describe('a look at a server', () => {
  it('tells that it makes videos, what it lists and which models it has', async () => {
    expect(await probe([models('clip-2', '', 7, 'clip-3'), list()])).toEqual({
      answer: 'ok',
      lists: true,
      models: ['clip-2', 'clip-3'],
    });
  });

  it('does not need a list of models', async () => {
    expect(await probe([missing(), list()])).toEqual({ answer: 'ok', lists: true, models: [] });
  });

  it.each([
    ['a 405', [models(), json({ detail: 'Method Not Allowed' }, { status: 405 })]],
    [
      'a 404, but knows what a video is',
      [models(), missing('Invalid URL (GET /v1/videos)'), missing('Video not found')],
    ],
  ])('says that it has no list when that is %s', async (_, answers) => {
    expect(await probe(answers)).toMatchObject({ answer: 'ok', lists: false });
  });

  it.each([
    ['nobody is there', [offline, offline], 'not-reachable'],
    ['only a proxy is there', [html(502), html(502)], 'not-reachable'],
    ['it wants a key', [json({}, { status: 401 }), json({}, { status: 401 })], 'needs-key'],
    ['it wants a key for its list', [models(), json({}, { status: 403 })], 'needs-key'],
    ['it makes no videos', [models('chat'), missing(), missing()], 'not-a-video-server'],
    [
      'it repeats the address',
      [models(), missing(), missing('Invalid URL (GET /v1/videos/pagereel-test)')],
      'not-a-video-server',
    ],
    ['it is a web site', [html(200), html(200), html(200)], 'not-a-video-server'],
    ['it answers with other JSON', [json({}), json({}), json({})], 'not-a-video-server'],
  ])('tells when %s', async (_, answers, answer) => {
    expect(await probe(answers)).toEqual({ answer, lists: false, models: [] });
  });

  it('asks nobody without a permission', async () => {
    expect(await probe([], false)).toMatchObject({ answer: 'needs-permission' });
  });
});
