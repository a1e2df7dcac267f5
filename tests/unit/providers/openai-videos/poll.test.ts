import { describe, expect, it } from 'vitest';
import { aVideosRequest } from '../../samples';
import { aVideo, html, json, NOW, offline, providerOver, scripted } from './kit';

const request = aVideosRequest();
const poll = (answer: Response | (() => Promise<Response>)): Promise<unknown> =>
  providerOver(scripted(answer).fetch).poll('video_1', request);

describe('asking how it stands', () => {
  it('asks with the id of the first answer, percent-encoded', async () => {
    const { fetch, sent } = scripted(json(aVideo({ id: 'video_other' })));
    const answer = await providerOver(fetch).poll('video_a/b==', request);
    expect(sent[0]?.url).toBe('http://127.0.0.1:8091/v1/videos/video_a%2Fb==');
    expect(answer).toMatchObject({ kind: 'working' });
  });

  it.each([
    'queued',
    'pending',
    'submitted',
    'unknown',
    'in_progress',
    'processing',
    'running',
    'Rendering',
    'reticulating splines',
  ])('takes "%s" for at work', async (status) => {
    expect(await poll(json(aVideo({ status, progress: 40 })))).toMatchObject({
      kind: 'working',
      percent: 40,
    });
  });

  it.each([
    [null, null],
    [-1, null],
    [140, null],
    ['40', null],
    [99.5, 99.5],
  ])('a progress of %j is %j percent', async (progress, percent) => {
    expect(await poll(json(aVideo({ status: 'in_progress', progress })))).toMatchObject({ percent });
  });

  it.each(['completed', 'succeeded', 'success', 'COMPLETED'])('takes "%s" for done', async (status) => {
    const done = aVideo({ status, expires_at: 1_700_003_600, inference_time_s: 41.5, usage: { cost: 0.42 } });
    expect(await poll(json(done))).toEqual({
      kind: 'done',
      renderMs: 41_500,
      expiresAt: 1_700_003_600_000,
      chargedUsd: 0.42,
    });
  });

  it.each([1e300, 8.64e15 + 1, -5, 0])(
    'takes an end at %d for none: no date can hold it',
    async (expires_at) => {
      expect(await poll(json(aVideo({ status: 'completed', expires_at })))).toMatchObject({
        expiresAt: null,
      });
    },
  );

  it.each([
    [{}, null],
    [{ cost: 1.5 }, 1.5],
    [{ cost: '1.5' }, null],
    [{ cost: -1 }, null],
    [{ cost: 1e300 }, null],
    [{ usage: { duration_seconds: 8 } }, null],
    [{ usage: { total_cost: 3 } }, null],
  ])('of what %j says it believes a charge of %j', async (told, chargedUsd) => {
    expect(await poll(json(aVideo({ status: 'completed', ...told })))).toMatchObject({ chargedUsd });
  });

  it.each([
    [
      { status: 'failed', error: { code: 'server_error', message: 'oops' } },
      'provider-failed',
      'service',
      'server_error',
    ],
    [{ status: 'failed', error: { message: 'no code' } }, 'provider-failed', 'service', 'failed'],
    [{ status: 'error', error: 'a text' }, 'provider-failed', 'service', 'error'],
    [{ status: 'cancelled' }, 'provider-failed', 'service', 'cancelled'],
    [{ status: 'deleted' }, 'provider-failed', 'service', 'deleted'],
    [{ status: 'expired' }, 'result-expired', 'service', 'expired'],
    [
      { status: 'failed', error: { code: 'moderation_blocked', message: 'x' } },
      'content-refused',
      'output',
      'moderation_blocked',
    ],
    [
      { status: 'failed', error: { code: 'input_moderation', message: 'x' } },
      'content-refused',
      'input',
      'input_moderation',
    ],
    [
      {
        status: 'failed',
        error: { message: 'These words in the prompt violate our Responsible AI practices.' },
      },
      'content-refused',
      'input',
      'failed',
    ],
    [
      { status: 'completed', error: { code: 'moderation_blocked', message: 'x' } },
      'content-refused',
      'output',
      'moderation_blocked',
    ],
    [
      { status: 'completed', error: { code: 'no_video', message: 'x' } },
      'provider-failed',
      'output',
      'no_video',
    ],
  ])('tells %j as %s', async (change, problem, gate, code) => {
    expect(await poll(json(aVideo(change)))).toMatchObject({
      kind: 'failed',
      problem,
      failure: { gate, code, charged: 'unknown' },
      chargedUsd: null,
    });
  });

  it('does not take an empty error for a failure', async () => {
    expect(await poll(json(aVideo({ status: 'completed', error: { code: '', message: '' } })))).toMatchObject(
      {
        kind: 'done',
      },
    );
  });

  it.each([
    [0, 'no'],
    [0.3, 'yes'],
  ])('says of a failure that cost %d whether it was charged: %s', async (cost, charged) => {
    expect(await poll(json(aVideo({ status: 'failed', cost })))).toMatchObject({
      failure: { charged },
      chargedUsd: cost,
    });
  });

  it.each([400, 403, 404, 422, 429, 500, 503])(
    'reads a failed job in the body of a %d, its code a number',
    async (status) => {
      const body = aVideo({ status: 'failed', error: { code: 500, message: 'CUDA out of memory' } });
      expect(await poll(json(body, { status }))).toMatchObject({
        kind: 'failed',
        failure: { code: '500', message: 'CUDA out of memory' },
      });
    },
  );

  it('reads a job with an error in the body of a 500 as failed', async () => {
    const body = { id: 'video_1', status: 'in_progress', error: { code: 1, message: 'x' } };
    expect(await poll(json(body, { status: 500 }))).toMatchObject({ kind: 'failed' });
  });

  it.each([
    ['no answer', offline],
    ['a page of a proxy', html(502)],
    ['a 404 page of a proxy', html(404)],
    ['a 500', json({ error: { message: 'oops' } }, { status: 500 })],
    ['an error that calls itself one', json({ id: 'req_1', status: 'error', message: 'x' }, { status: 500 })],
    ['a 500 with a Video that runs', json(aVideo(), { status: 500 })],
    ['a 200 with a page', html(200)],
    ['a 200 with other JSON', json({ ok: true })],
    ['a 200 with a status of something else', json({ status: 'completed' })],
    ['a 200 with a list', json([aVideo()])],
  ])('%s changes nothing', async (_, answer) => {
    expect(await poll(answer)).toEqual({ kind: 'unreachable', afterMs: null });
  });

  it.each([429, 503])('waits as long as a %d says', async (status) => {
    expect(await poll(json({}, { status, headers: { 'retry-after': '40' } }))).toEqual({
      kind: 'unreachable',
      afterMs: 40_000,
    });
  });

  it.each([
    [404, { error: { message: 'Video not found' } }],
    [404, { detail: 'Not Found' }],
    [410, {}],
  ])('a %d of the server means that it knows nothing of it', async (status, body) => {
    expect(await poll(json(body, { status }))).toEqual({ kind: 'gone' });
  });

  it('takes the new-api gateway’s own word for it', async () => {
    const lost = { code: 'task_not_exist', message: 'task_not_exist', data: null };
    expect(await poll(json(lost, { status: 400 }))).toEqual({ kind: 'gone' });
  });

  it.each([401, 403])('a %d asks for a key', async (status) => {
    expect(await poll(json({ error: { message: 'no' } }, { status }))).toEqual({
      kind: 'blocked',
      problem: 'needs-key',
    });
  });

  it('asks nobody without a permission', async () => {
    const { fetch, sent } = scripted();
    const provider = providerOver(fetch, { hasHost: () => Promise.resolve(false) });
    expect(await provider.poll('video_1', request)).toEqual({ kind: 'blocked', problem: 'needs-permission' });
    expect(sent).toEqual([]);
  });

  it('follows work whose connection was removed: it is paid for', async () => {
    const provider = providerOver(scripted(json(aVideo())).fetch, {
      connection: () => Promise.resolve(undefined),
    });
    expect(await provider.poll('video_1', request)).toMatchObject({ kind: 'working' });
  });
});

describe('when to ask again', () => {
  const after = (age: number, headers: Record<string, string> = {}): Promise<unknown> =>
    poll(json(aVideo({ status: 'in_progress', created_at: NOW / 1000 - age }), { headers }));

  it.each([
    [0, 2000],
    [10, 2000],
    [40, 5000],
    [600, 15_000],
  ])('after %d seconds of work: %d ms', async (age, afterMs) => {
    expect(await after(age)).toMatchObject({ afterMs });
  });

  it('counts by the server’s clock', async () => {
    const date = new Date(NOW + 3_600_000).toUTCString();
    expect(await after(-3600 + 80, { date })).toMatchObject({ afterMs: 10_000 });
  });

  it.each([
    [{ 'openai-poll-after-ms': '7000' }, 7000],
    [{ 'retry-after': '9' }, 9000],
    [{ 'openai-poll-after-ms': 'x', 'retry-after': '9' }, 9000],
    [{ 'openai-poll-after-ms': '1' }, 1000],
  ])('as %j says: %d ms', async (headers, afterMs) => {
    expect(await after(0, headers)).toMatchObject({ afterMs });
  });

  it('is five seconds where nothing is known', async () => {
    expect(await poll(json({ id: 'video_1', status: 'queued' }))).toMatchObject({ afterMs: 5000 });
  });
});
