import { describe, expect, it } from 'vitest';
import type { ServiceRequest } from '@/utils/domain';
import { fal } from '@/utils/providers/fal/provider';
import { loadModels } from '@/utils/providers/models';
import {
  anMp4,
  anOrder,
  file,
  html,
  json,
  KEY,
  MALFORMED,
  MemorySink,
  offline,
  probeOver,
  providerOver,
  scripted,
  type Answer,
} from '../kit';

const BASE = 'https://queue.fal.run';
const MODEL = 'fal-ai/kling-video/v3/pro/text-to-video';
const PLACE = '/fal-ai/kling-video/requests/r-1';
const TICKET = {
  request_id: 'r-1',
  response_url: BASE + PLACE,
  status_url: `${BASE}${PLACE}/status`,
  cancel_url: `${BASE}${PLACE}/cancel`,
  status: 'IN_QUEUE',
  queue_position: 2,
};
const VIDEO = 'https://v3.fal.media/files/output.mp4';
const order = (change: Partial<ServiceRequest> = {}) => anOrder(fal, BASE, { model: MODEL, ...change });

async function submit(answer: Answer, request = order()) {
  const { fetch, sent } = scripted(answer);
  const submitted = await providerOver(fal, fetch).submit({
    jobId: 'job-1',
    attemptId: 'attempt-1',
    request,
  });
  expect(sent.length).toBeLessThanOrEqual(1);
  return { submitted, sent };
}

async function poll(...answers: Answer[]) {
  const { fetch, sent } = scripted(...answers);
  return { progress: await providerOver(fal, fetch).poll(PLACE, order()), sent };
}

const completed = (more: object = {}): Response => json({ status: 'COMPLETED', ...more });
const gone = (code = 422, detail: unknown = []): Response => json({ detail }, { status: code });

async function orderOf(id: string, change: Partial<ServiceRequest>): Promise<unknown> {
  const card = (await loadModels()).services.fal?.find((each) => each.id === id);
  if (!card) throw new Error(`no ${id}`);
  const framed = (change.images ?? []).length > 0;
  const model = framed && card.withImage !== '' ? card.withImage : card.id;
  const { sent } = await submit(json(TICKET), order({ ...change, model, inputs: card.inputs }));
  expect(sent[0]?.url).toBe(`${BASE}/${model}`);
  return sent[0]?.json;
}

describe('an order to fal', () => {
  it('is one POST with the key, under which everything that the model has is named in its own way', async () => {
    const images = [
      { imageId: 'a', role: 'first-frame' },
      { imageId: 'b', role: 'last-frame' },
    ] as const;
    const body = await orderOf(MODEL, {
      seconds: 5,
      aspect: '16:9',
      resolution: '',
      audio: false,
      negative: 'blur',
      images: [...images],
    });
    expect(body).toEqual({
      prompt: order().prompt,
      duration: '5',
      generate_audio: false,
      negative_prompt: 'blur',
      start_image_url: 'data:image/png;base64,YQ==',
      end_image_url: 'data:image/png;base64,Yg==',
    });
    const { sent } = await submit(json(TICKET));
    expect(sent[0]).toMatchObject({ method: 'POST', url: `${BASE}/${MODEL}` });
    expect(sent[0]?.headers.get('authorization')).toBe(`Key ${KEY}`);
    expect(sent[0]?.headers.get('idempotency-key')).toBe('attempt-1');
    expect(sent[0]?.headers.get('x-fal-object-lifecycle-preference')).toBe(
      '{"expiration_duration_seconds":604800}',
    );
  });

  it.each([
    [
      'alibaba/wan-3.0/text-to-video',
      { seconds: 5, audio: true, seed: 2 ** 31 + 5 },
      {
        duration: 5,
        resolution: '720p',
        aspect_ratio: '16:9',
        audio: true,
        seed: 5,
        enable_prompt_expansion: false,
      },
    ],
    [
      'fal-ai/veo3.1',
      { seconds: 8, audio: true, negative: '' },
      { duration: '8s', resolution: '720p', aspect_ratio: '16:9', generate_audio: true, auto_fix: false },
    ],
    [
      MODEL,
      { seconds: 10, audio: true, negative: '', resolution: '' },
      { duration: '10', negative_prompt: '' },
    ],
    [
      'minimax/h3-max/text-to-video',
      { resolution: '768p', seconds: 6 },
      { duration: 6, resolution: '768P', prompt_expansion_mode: 'balanced' },
    ],
  ] as [string, Partial<ServiceRequest>, object][])(
    'to %s with %j holds %j',
    async (id, change, expected) => {
      expect(await orderOf(id, change)).toMatchObject({ prompt: order().prompt, ...expected });
    },
  );

  it('has the place of its result for its number, where the other addresses follow from that', async () => {
    const { submitted } = await submit(json(TICKET));
    expect(submitted).toEqual({ kind: 'accepted', handle: PLACE, expiresAt: null });
  });

  it('keeps all three addresses, where they do not', async () => {
    const ticket = { ...TICKET, status_url: `${BASE}/s/r-1?x=1`, cancel_url: `${BASE}/c/r-1` };
    const { submitted } = await submit(json(ticket));
    expect(submitted).toMatchObject({ handle: `${PLACE} /s/r-1?x=1 /c/r-1` });
    const { fetch, sent } = scripted(json({ status: 'IN_PROGRESS' }));
    if (submitted.kind === 'accepted') await providerOver(fal, fetch).poll(submitted.handle, order());
    expect(sent[0]?.url).toBe(`${BASE}/s/r-1?x=1`);
  });

  it.each([
    ['another host', 'https://queue.fal.run.evil.example/r'],
    ['another scheme', 'http://queue.fal.run/r'],
    ['another port', 'https://queue.fal.run:8443/r'],
    ['a script', 'javascript:alert(1)'],
    ['no host', '//evil.example/r'],
    ['nothing', ''],
    ['a number', 7],
  ])('does not believe addresses of %s, and makes them from the number', async (_, url) => {
    const { submitted } = await submit(
      json({ ...TICKET, response_url: url, status_url: url, cancel_url: url }),
    );
    expect(submitted).toMatchObject({ kind: 'accepted', handle: PLACE });
  });

  it.each([
    ['neither number nor address', {}],
    ['a number that is a path', { request_id: '../../x' }],
    ['addresses without end', { ...TICKET, request_id: '', response_url: `${BASE}/${'x'.repeat(500)}` }],
  ])('is in doubt with %s', async (_, body) => {
    expect((await submit(json(body))).submitted).toEqual({ kind: 'doubtful' });
  });

  it.each(MALFORMED)('is in doubt with %s for an answer', async (_, answer) => {
    expect((await submit(answer)).submitted).toEqual({ kind: 'doubtful' });
  });

  it.each([
    [401, { detail: 'No user found for Key ID and Secret' }, { kind: 'blocked', problem: 'needs-key' }],
    [
      403,
      { detail: 'User is locked. Reason: Exhausted balance.' },
      { kind: 'blocked', problem: 'no-credit' },
    ],
    [402, { detail: 'Payment required' }, { kind: 'blocked', problem: 'no-credit' }],
    [404, { detail: "Application 'x' not found" }, { kind: 'refused', problem: 'model-retired' }],
    [
      422,
      { detail: [{ loc: ['body', 'duration'], msg: 'Input should be 5 or 10', type: 'literal_error' }] },
      { kind: 'refused', problem: 'request-refused', failure: { gate: 'input', code: 'literal_error' } },
    ],
    [429, { detail: 'Too many requests' }, { kind: 'later', afterMs: 30_000 }],
    [500, { detail: 'Internal Server Error' }, { kind: 'doubtful' }],
  ])('that is answered with %i %j is %j', async (code, body, expected) => {
    expect((await submit(json(body, { status: code }))).submitted).toMatchObject(expected);
  });

  it('to a model that would be another place is not sent', async () => {
    const { submitted, sent } = await submit(json(TICKET), order({ model: 'fal-ai/../../x' }));
    expect(submitted.kind).not.toBe('accepted');
    expect(sent).toEqual([]);
  });

  it('is in doubt when the line breaks', async () => {
    expect((await submit(offline)).submitted).toEqual({ kind: 'doubtful' });
  });
});

describe('a request at fal', () => {
  it.each([
    ['IN_QUEUE', 5000],
    ['IN_PROGRESS', 3000],
    ['SOMETHING_NEW', 3000],
  ])('with %s is at work, and asked for again after %i ms', async (status, afterMs) => {
    const { progress, sent } = await poll(json({ status, queue_position: 1 }, { status: 202 }));
    expect(progress).toMatchObject({ kind: 'working', percent: null, expiresAt: null, afterMs });
    expect(sent[0]?.url).toBe(`${BASE}${PLACE}/status`);
  });

  it.each([
    ['IN_QUEUE', 3, 3],
    ['IN_QUEUE', 0, 0],
    ['IN_QUEUE', undefined, undefined],
    ['IN_QUEUE', -1, undefined],
    ['IN_QUEUE', 1.5, undefined],
    ['IN_QUEUE', 1e300, undefined],
    ['IN_QUEUE', '3', undefined],
    ['IN_PROGRESS', 3, undefined],
  ])('that is %s at place %s has %s before it', async (status, queue_position, ahead) => {
    const { progress } = await poll(json({ status, queue_position }, { status: 202 }));
    expect(progress).toEqual({
      kind: 'working',
      percent: null,
      expiresAt: null,
      afterMs: status === 'IN_QUEUE' ? 5000 : 3000,
      ...(ahead !== undefined && { ahead }),
    });
  });

  it('is done when it is completed and has a result', async () => {
    const { progress, sent } = await poll(
      completed({ metrics: { inference_time: 41.5 } }),
      json({ video: { url: VIDEO } }),
    );
    expect(progress).toEqual({ kind: 'done', renderMs: 41_500, expiresAt: null, chargedUsd: null });
    expect(sent.map(({ url }) => url)).toEqual([`${BASE}${PLACE}/status`, BASE + PLACE]);
  });

  const policy = (loc: (string | number)[]) => [
    {
      loc,
      msg: 'The content could not be processed because it contained material flagged by a content checker.',
      type: 'content_policy_violation',
      ctx: { extra_info: {} },
    },
  ];
  it.each([
    [422, policy(['body', 'prompt']), 'content-refused', 'input'],
    [422, policy(['body', 'start_image_url']), 'content-refused', 'image'],
    [422, policy(['body']), 'content-refused', 'output'],
    [422, [{ loc: ['body', 'duration'], msg: 'wrong', type: 'literal_error' }], 'request-refused', 'input'],
    [
      422,
      [{ loc: ['body', 'image_url'], msg: 'too small', type: 'image_too_small' }],
      'request-refused',
      'image',
    ],
    [400, [{ loc: ['body'], msg: 'down', type: 'downstream_service_error' }], 'provider-failed', 'service'],
    [500, [{ loc: ['body'], msg: 'x', type: 'internal_server_error' }], 'provider-failed', 'service'],
    [504, [{ loc: ['body'], msg: 'x', type: 'generation_timeout' }], 'provider-failed', 'service'],
    [400, 'Request was cancelled', 'provider-failed', 'service'],
    [422, null, 'provider-failed', 'service'],
    [405, 'Method not allowed', 'provider-failed', 'service'],
    [413, 'The picture is too large', 'provider-failed', 'service'],
    [451, 'Flagged by our content policy', 'content-refused', 'output'],
    [422, [[['no']]], 'provider-failed', 'service'],
  ])(
    'that is completed and whose result is %i %j has failed: %s at the gate %s',
    async (code, detail, problem, gate) => {
      const { progress } = await poll(completed(), gone(code, detail));
      expect(progress).toMatchObject({ kind: 'failed', problem, failure: { gate, charged: 'unknown' } });
    },
  );

  it('has failed by its own word', async () => {
    const { progress } = await poll(completed({ error: 'Runner timed out', error_type: 'request_timeout' }));
    expect(progress).toMatchObject({
      kind: 'failed',
      problem: 'provider-failed',
      failure: { code: 'request_timeout', message: 'Runner timed out' },
    });
  });

  it('whose result is not there is left to the download, which looks more than once', async () => {
    const { progress } = await poll(completed(), gone(404, 'Not found'));
    expect(progress).toMatchObject({ kind: 'done', chargedUsd: null });
  });

  it.each([
    ['the queue is behind', () => gone(400, 'Request is still in progress'), 'working'],
    ['the result is out of reach', offline, 'unreachable'],
    ['a proxy answers for it', () => html(502), 'unreachable'],
    ['a page stands there', () => html(200), 'unreachable'],
    ['the gateway fails', () => json({ detail: 'Internal Server Error' }, { status: 500 }), 'unreachable'],
    ['the key is no longer taken', () => gone(401, 'Unauthorized'), 'blocked'],
  ] as [string, () => Response | Promise<Response>, string][])(
    'that is completed is not given up when %s',
    async (_, answer, kind) => {
      expect((await poll(completed(), answer)).progress).toMatchObject({ kind });
    },
  );

  it('that nobody knows is gone', async () => {
    expect((await poll(gone(404, 'Request not found'))).progress).toEqual({ kind: 'gone' });
  });

  it.each(MALFORMED)('is not believed to be over by %s', async (name, answer) => {
    const { progress } = await poll(answer, answer);
    expect(['working', 'unreachable']).toContain(progress.kind);
    expect(name).toBeTruthy();
  });

  it.each(MALFORMED)('with %s for a result brings no file, and no crash', async (_, answer) => {
    const { progress } = await poll(completed(), answer);
    expect(['done', 'unreachable']).toContain(progress.kind);
    const { fetch } = scripted(answer);
    const downloaded = await providerOver(fal, fetch).download(PLACE, order(), new MemorySink());
    expect(downloaded).toMatchObject({ ok: false });
  });
});

describe('taking a request back', () => {
  async function cancel(...answers: Answer[]) {
    const { fetch, sent } = scripted(...answers);
    const answer = await providerOver(fal, fetch).cancel(PLACE, order());
    return { answer, methods: sent.map(({ method }) => method) };
  }
  const at = (status: string): Response => json({ status });
  const requested = (): Response => json({ status: 'CANCELLATION_REQUESTED' }, { status: 202 });

  it('asks only while it waits', async () => {
    expect(await cancel(at('IN_PROGRESS'))).toEqual({ answer: 'unsupported', methods: ['GET'] });
    expect(await cancel(at('COMPLETED'))).toEqual({ answer: 'too-late', methods: ['GET'] });
    expect(await cancel(gone(404, 'x'))).toEqual({ answer: 'unsupported', methods: ['GET'] });
    expect(await cancel(offline)).toEqual({ answer: 'unreachable', methods: ['GET'] });
  });

  it.each([
    ['is still in the queue', [at('IN_QUEUE')], 'canceled'],
    ['is gone', [gone(404, 'x')], 'canceled'],
    ['is over without a result', [at('COMPLETED'), gone(400, 'Request was cancelled')], 'canceled'],
    ['was quicker', [at('COMPLETED'), json({ video: { url: VIDEO } })], 'too-late'],
    ['has begun', [at('IN_PROGRESS')], 'unsupported'],
    ['cannot be asked for', [offline], 'unreachable'],
  ] as [string, Answer[], string][])('and looks again: what %s', async (_, after, expected) => {
    const { answer, methods } = await cancel(at('IN_QUEUE'), requested, ...after);
    expect(answer).toBe(expected);
    expect(methods[1]).toBe('PUT');
  });

  it('is told that it is too late', async () => {
    const refused = json({ status: 'ALREADY_COMPLETED' }, { status: 400 });
    expect((await cancel(at('IN_QUEUE'), refused, at('COMPLETED'))).answer).toBe('too-late');
  });

  it('proves nothing by silence', async () => {
    expect((await cancel(at('IN_QUEUE'), offline)).answer).toBe('unreachable');
    expect((await cancel(at('IN_QUEUE'), html(503))).answer).toBe('unreachable');
    expect((await cancel(at('IN_QUEUE'), html(200))).answer).toBe('unreachable');
    expect((await cancel(at('IN_QUEUE'), offline, at('IN_QUEUE'))).answer).toBe('unreachable');
    expect((await cancel(at('IN_QUEUE'), offline, at('IN_PROGRESS'))).answer).toBe('unreachable');
  });

  it('was heard where what is left says so, and only its answer was lost', async () => {
    expect((await cancel(at('IN_QUEUE'), offline, gone(404, 'x'))).answer).toBe('canceled');
    const over = gone(400, 'Request was cancelled');
    expect((await cancel(at('IN_QUEUE'), offline, at('COMPLETED'), over)).answer).toBe('canceled');
  });
});

describe('a file at fal', () => {
  async function download(hasHost: (url: string) => boolean, ...answers: Answer[]) {
    const { fetch, sent } = scripted(...answers);
    const sink = new MemorySink();
    const provider = providerOver(fal, fetch, { hasHost: (url) => Promise.resolve(hasHost(url)) });
    return { downloaded: await provider.download(PLACE, order(), sink), sink, sent };
  }
  const all = (): boolean => true;

  it.each([
    ['video', { video: { url: VIDEO } }],
    ['videos', { videos: [{ url: VIDEO }] }],
  ])('is fetched from where "%s" says, without the key', async (_, result) => {
    const { downloaded, sink, sent } = await download(all, json(result), file(anMp4(5000)));
    expect(downloaded).toEqual({ ok: true });
    expect(sink.have).toBe(5000);
    expect(sent[0]?.headers.get('authorization')).toBe(`Key ${KEY}`);
    expect(sent[1]?.url).toBe(VIDEO);
    expect(JSON.stringify([...(sent[1]?.headers ?? [])])).not.toContain(KEY);
  });

  it('on a host that was not allowed asks for that host', async () => {
    const onlyApi = (url: string): boolean => url.startsWith(BASE);
    const { downloaded } = await download(onlyApi, json({ video: { url: VIDEO } }));
    expect(downloaded).toMatchObject({
      ok: false,
      problem: 'needs-permission',
      wantsHost: 'https://v3.fal.media',
    });
  });

  it.each([
    ['in one’s own network', 'https://192.168.1.1/x.mp4', 'not-a-video'],
    ['as a script', 'javascript:alert(1)', 'not-a-video'],
    ['nowhere', '', 'file-empty'],
  ])('%s is not fetched', async (_, url, problem) => {
    const { downloaded } = await download(all, json({ video: { url } }));
    expect(downloaded).toMatchObject({ ok: false, problem });
  });

  it('that was removed has expired', async () => {
    const { downloaded } = await download(all, json({ video: { url: VIDEO } }), html(404));
    expect(downloaded).toMatchObject({ ok: false, problem: 'result-expired' });
  });

  it('of a request that failed is its failure', async () => {
    const { downloaded } = await download(all, gone(422, 'Prompt was flagged'));
    expect(downloaded).toMatchObject({ ok: false, problem: 'content-refused' });
  });
});

describe('the test of a connection to fal', () => {
  const probe = (answer: Answer) => probeOver(fal, BASE, scripted(answer).fetch);
  it.each([
    ['good: it knows no such request', () => gone(404, 'Request not found'), 'ok'],
    ['good: its number is wrong', () => gone(422, 'Invalid request id'), 'ok'],
    ['bad', () => gone(401, 'Authentication is required'), 'bad-key'],
    ['not allowed', () => gone(403, 'Forbidden'), 'bad-key'],
    ['out of money', () => gone(403, 'User is locked. Reason: Exhausted balance.'), 'no-credit'],
    ['out of reach', offline, 'not-reachable'],
    ['behind a proxy that fails', () => html(502), 'not-reachable'],
    ['for something else', () => html(404), 'not-a-video-server'],
  ] as [string, () => Response | Promise<Response>, string][])(
    'with a key that is %s',
    async (_, answer, expected) => {
      expect(await probe(answer)).toMatchObject({ answer: expected, lists: false });
    },
  );

  it.each(MALFORMED)('survives %s', async (_, answer) => {
    expect(await probe(answer)).toMatchObject({ models: [], cards: [] });
  });
});
