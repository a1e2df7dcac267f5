import { describe, expect, it } from 'vitest';
import { aVideosRequest } from '../../samples';
import { aVideo, html, json, offline, providerOver, scripted } from './kit';

const request = aVideosRequest();
const runs = (): Response => json(aVideo({ status: 'in_progress' }));

function cancel(...answers: (Response | (() => Promise<Response>))[]) {
  const { fetch, sent } = scripted(...answers);
  const methods = (): string[] => sent.map(({ method }) => method);
  return { answer: providerOver(fetch).cancel('video_1', request), methods };
}

describe('cancelling', () => {
  it.each([
    ['a 204', new Response(null, { status: 204 })],
    ['a 200 with nothing', new Response('')],
    ['"deleted"', json({ id: 'video_1', object: 'video.deleted', deleted: true })],
    ['a Video that is deleted', json(aVideo({ status: 'deleted' }))],
    ['a Video that is cancelled', json(aVideo({ status: 'cancelled' }))],
    ['a cancellation in progress', json({ detail: 'Cancellation in progress' }, { status: 409 })],
  ])('is done when the server answers with %s', async (_, answer) => {
    const { answer: answered, methods } = cancel(runs(), answer);
    expect(await answered).toBe('canceled');
    expect(methods()).toEqual(['GET', 'DELETE']);
  });

  it.each([
    ['a 405', json({ detail: 'Method Not Allowed' }, { status: 405 })],
    ['a 404 of the route', json({ detail: 'Not Found' }, { status: 404 })],
    ['a 409', json({ error: { message: 'still running' } }, { status: 409 })],
    ['a 400', json({ error: { message: 'still running' } }, { status: 400 })],
    ['a page', html(200)],
    ['a Video that goes on', json(aVideo({ status: 'in_progress' }))],
  ])('cannot be done where the server answers with %s and goes on', async (_, answer) => {
    expect(await cancel(runs(), answer, runs()).answer).toBe('unsupported');
  });

  it('cannot be done where the method is none', async () => {
    expect(await cancel(runs(), json({}, { status: 501 })).answer).toBe('unsupported');
  });

  it('does not delete what has just been finished and paid for', async () => {
    const { answer, methods } = cancel(json(aVideo({ status: 'completed' })));
    expect(await answer).toBe('too-late');
    expect(methods()).toEqual(['GET']);
  });

  it('is too late for what failed, whatever the status of that answer', async () => {
    const failed = json(aVideo({ status: 'failed', error: { code: 500, message: 'x' } }), { status: 500 });
    expect(await cancel(failed).answer).toBe('too-late');
  });

  it('is too late when it was finished between the two', async () => {
    const refused = json({ error: { message: 'completed' } }, { status: 409 });
    expect(await cancel(runs(), refused, json(aVideo({ status: 'completed' }))).answer).toBe('too-late');
  });

  it.each([null, '/root/outputs/video_1.mp4'])(
    'is not tried at a server that would only forget it, by its %s: the clip is waited for',
    async (file_path) => {
      const { answer, methods } = cancel(json(aVideo({ status: 'in_progress', file_path })));
      expect(await answer).toBe('unsupported');
      expect(methods()).toEqual(['GET']);
      expect(await cancel(json(aVideo({ status: 'completed', file_path }))).answer).toBe('too-late');
    },
  );

  it('leaves what the server does not know to the next poll', async () => {
    expect(await cancel(json({ detail: 'Not Found' }, { status: 404 })).answer).toBe('unsupported');
  });

  it('is done where the work is gone at once, and only the answer was lost', async () => {
    expect(await cancel(runs(), offline, json({ detail: 'Not Found' }, { status: 404 })).answer).toBe(
      'canceled',
    );
    expect(await cancel(runs(), offline, json(aVideo({ status: 'cancelled' }))).answer).toBe('canceled');
    expect(await cancel(runs(), offline, html(404)).answer).toBe('unreachable');
    expect(await cancel(runs(), offline, runs()).answer).toBe('unreachable');
  });

  it('is heard of again when nobody answers', async () => {
    expect(await cancel(offline).answer).toBe('unreachable');
    expect(await cancel(html(502)).answer).toBe('unreachable');
    expect(await cancel(runs(), offline).answer).toBe('unreachable');
    expect(await cancel(runs(), json({}, { status: 503 })).answer).toBe('unreachable');
    expect(await cancel(runs(), json({}, { status: 429 })).answer).toBe('unreachable');
  });
});
