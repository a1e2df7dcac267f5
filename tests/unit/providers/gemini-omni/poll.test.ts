import { describe, expect, it } from 'vitest';
import { geminiOmni } from '@/utils/providers/gemini-omni/provider';
import { anAttempt } from '../../samples';
import { anMp4, html, json, KEY, MALFORMED, offline, providerOver, scripted, type Answer } from '../kit';
import { at, BASE, base64, completed, fileAt, fileUri, inline, interaction, request } from './kit';

async function poll(...answers: Answer[]) {
  const { fetch, sent } = scripted(...answers);
  return { news: await providerOver(geminiOmni, fetch).poll('v1_A/b', request), sent };
}
const done = { kind: 'done', renderMs: 0, expiresAt: null, chargedUsd: null };

describe('how a clip of Gemini Omni stands', () => {
  it.each(['queued', 'in_progress', 'IN_PROGRESS', 'pondering'])('"%s" is at work', async (status) => {
    const { news, sent } = await poll(interaction({ status }));
    expect(news).toEqual({ kind: 'working', percent: null, expiresAt: null, afterMs: 10_000 });
    expect(sent[0]?.url).toBe(`${BASE}/interactions/v1_A%2Fb`);
    expect(sent[0]?.headers.get('x-goog-api-key')).toBe(KEY);
  });

  it('is done with the video in the answer', async () => {
    expect((await poll(completed(inline(base64(anMp4(2000)))))).news).toEqual(done);
  });

  it('is done with a video of many megabytes in the answer', async () => {
    expect((await poll(completed(inline('A'.repeat(20_000_000))))).news).toEqual(done);
  });

  it('is done where its maker’s own library would look for it', async () => {
    const { news } = await poll(interaction({ status: 'completed', output_video: inline('AAAA') }));
    expect(news).toEqual(done);
  });

  it('is done, however it ended, if there is a video', async () => {
    const steps = [{ type: 'model_output', content: [inline('AAAA')] }];
    expect((await poll(interaction({ status: 'incomplete', steps }))).news).toEqual(done);
  });

  it.each([
    ['PROCESSING', { kind: 'working', afterMs: 5000, expiresAt: 1_700_172_800_000 }],
    ['ACTIVE', { kind: 'done', expiresAt: 1_700_172_800_000 }],
    ['STATE_UNSPECIFIED', { kind: 'done' }],
    ['FAILED', { kind: 'failed', problem: 'provider-failed', failure: { code: 'failed' } }],
  ])('waits for its file, which is %s', async (state, expected) => {
    const { news, sent } = await poll(completed(at(fileUri)), fileAt(state));
    expect(news).toMatchObject(expected);
    expect(sent[1]?.url).toBe(`${BASE}/files/abc-123`);
  });

  it.each([
    ['not allowed', json({ error: { code: 403, message: 'no' } }, { status: 403 })],
    ['gone', json({}, { status: 404 })],
    ['a page', html(200)],
    ['silent', offline],
  ] as [string, Answer][])('leaves it to the download to tell of a file that is %s', async (_, answer) => {
    expect((await poll(completed(at(fileUri)), answer)).news).toEqual(done);
  });

  it('asks nobody about a file of another place', async () => {
    const { news, sent } = await poll(completed(at('https://storage.example/files/abc-123')));
    expect(news).toEqual(done);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['nothing', completed(), ''],
    ['no steps at all', interaction({ status: 'completed' }), ''],
    ['words', completed({ type: 'text', text: 'I cannot show that person.' }), 'I cannot show that person.'],
    [
      'an error',
      interaction({ status: 'completed', errors: [{ code: 'x', message: 'Filtered.' }] }),
      'Filtered.',
    ],
    ['a video of no bytes', completed(inline('')), ''],
    [
      'only the video that it was given',
      interaction({ status: 'completed', steps: [{ type: 'user_input', content: [inline('AAAA')] }] }),
      '',
    ],
  ])('was kept back when it is completed with %s', async (_, answer, message) => {
    expect((await poll(answer)).news).toEqual({
      kind: 'failed',
      problem: 'content-refused',
      failure: { gate: 'output', code: 'completed', message, charged: 'unknown' },
      chargedUsd: null,
    });
  });

  it.each([
    [{ status: 'failed' }, 'provider-failed', 'service', 'failed'],
    [
      { status: 'failed', error: { code: 'internal', message: 'oops' } },
      'provider-failed',
      'service',
      'internal',
    ],
    [
      { status: 'failed', errors: [{ message: 'Blocked by safety filters' }] },
      'content-refused',
      'output',
      'failed',
    ],
    [
      { status: 'failed', error: { message: 'The prompt was blocked: safety' } },
      'content-refused',
      'input',
      'failed',
    ],
    [{ status: 'failed', output_video: inline('AAAA') }, 'provider-failed', 'service', 'failed'],
    [{ status: 'cancelled' }, 'provider-failed', 'service', 'cancelled'],
    [{ status: 'incomplete' }, 'provider-failed', 'service', 'incomplete'],
    [{ status: 'budget_exceeded' }, 'provider-failed', 'service', 'budget_exceeded'],
    [{ status: 'requires_action' }, 'provider-failed', 'service', 'requires_action'],
    [{ status: 'requires_continuation' }, 'provider-failed', 'service', 'requires_continuation'],
  ])('%j has failed', async (change, problem, gate, code) => {
    expect((await poll(interaction(change))).news).toMatchObject({
      kind: 'failed',
      problem,
      failure: { gate, code, charged: 'unknown' },
    });
  });

  it.each([
    ...MALFORMED.filter(([name]) => name !== 'wrong types everywhere'),
    ['no answer', offline],
    ['a 500', () => json({ error: { code: 500, message: 'x' } }, { status: 500 })],
    [
      'a 400',
      () => json({ error: { code: 400, message: 'Request contains an invalid argument' } }, { status: 400 }),
    ],
    ['a 502 of a proxy', () => html(502)],
  ] as const)('%s is no news', async (_, answer) => {
    expect((await poll(answer)).news).toEqual({ kind: 'unreachable', afterMs: null });
  });

  it.each([
    ['steps that are none', { steps: 'none' }],
    [
      'steps of anything',
      { steps: [null, 7, [], {}, { type: 'model_output' }, { type: 'model_output', content: 'x' }] },
    ],
    [
      'parts of anything',
      { steps: [{ type: 'model_output', content: [null, 7, [[]], { type: 'video', data: 7, uri: {} }] }] },
    ],
    ['an address without an end', { output_video: { type: 'video', uri: 'h'.repeat(9000) } }],
  ])('takes %s for no video', async (_, change) => {
    const { news } = await poll(interaction({ status: 'completed', ...change }));
    expect(news).toMatchObject({ kind: 'failed', problem: 'content-refused' });
  });

  it('is gone where it is not known', async () => {
    const { news } = await poll(json({ error: { code: 404, message: 'Not found' } }, { status: 404 }));
    expect(news).toEqual({ kind: 'gone' });
  });

  it.each([
    [403, 'Permission denied'],
    [400, 'API key not valid. Please pass a valid API key.'],
  ])('waits for a key that holds, after a %d', async (status, message) => {
    const { news } = await poll(json({ error: { code: status, message } }, { status }));
    expect(news).toEqual({ kind: 'blocked', problem: 'needs-key' });
  });
});

describe('cancelling at Gemini', () => {
  const refused = (): Response => json({ error: { code: 400, message: 'not cancellable' } }, { status: 400 });

  async function cancel(...answers: Answer[]) {
    const { fetch, sent } = scripted(...answers);
    return { answer: await providerOver(geminiOmni, fetch).cancel('v1_Abc', request), sent };
  }

  it('is asked for once, and believed at its word', async () => {
    const { answer, sent } = await cancel(interaction({ status: 'cancelled' }));
    expect(answer).toBe('canceled');
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST ${BASE}/interactions/v1_Abc/cancel`,
    ]);
  });

  it.each([
    ['it only means to', [interaction()], 'unreachable'],
    ['it was done', [completed(inline('AAAA'))], 'too-late'],
    ['it had failed', [interaction({ status: 'failed' })], 'too-late'],
    ['nobody answers', [offline], 'unreachable'],
    ['it has no time', [json({}, { status: 429 })], 'unreachable'],
    ['it is down', [html(503)], 'unreachable'],
    ['it refuses, and it was done', [refused(), completed(inline('AAAA'))], 'too-late'],
    [
      'it refuses, and it was cancelled before',
      [refused(), interaction({ status: 'cancelled' })],
      'canceled',
    ],
    ['it refuses, and goes on', [refused(), interaction()], 'unsupported'],
    ['it refuses, and then nobody answers', [refused(), offline], 'unreachable'],
    ['it does not know it', [json({}, { status: 404 }), json({}, { status: 404 })], 'unsupported'],
    ['it answers with nothing', [new Response(''), interaction({ status: 'cancelled' })], 'canceled'],
    ['it answers with a page', [html(200), interaction()], 'unsupported'],
  ] as [string, Answer[], string][])('when %s', async (_, answers, expected) => {
    expect((await cancel(...answers)).answer).toBe(expected);
  });

  it('is the only thing that is asked of it afterwards: it has no list', async () => {
    const { fetch, sent } = scripted();
    const found = await providerOver(geminiOmni, fetch).recover(anAttempt(), request);
    expect(found).toEqual({ kind: 'no-list' });
    expect(sent).toEqual([]);
  });
});

describe('an answer with a film inside', () => {
  it('is understood however large it is, without being held', async () => {
    const piece = new TextEncoder().encode('A'.repeat(1024 * 1024));
    const before = new TextEncoder().encode(
      '{"id":"v1_Abc","steps":[{"type":"model_output","content":[{"type":"video","data":"',
    );
    const after = new TextEncoder().encode('"}]}],"status":"completed"}');
    let left = 300;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(before),
      pull(controller) {
        left -= 1;
        controller.enqueue(left < 0 ? after : piece);
        if (left < 0) controller.close();
      },
    });
    const { fetch } = scripted(new Response(body));
    expect(await providerOver(geminiOmni, fetch).poll('v1_Abc', request)).toMatchObject({ kind: 'done' });
  });

  it('is given up where it is larger than any file', async () => {
    const piece = new TextEncoder().encode('A'.repeat(16 * 1024 * 1024));
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"status":"completed","data":"')),
      pull: (controller) => controller.enqueue(piece),
    });
    const { fetch } = scripted(new Response(body));
    expect(await providerOver(geminiOmni, fetch).poll('v1_Abc', request)).toMatchObject({
      kind: 'unreachable',
    });
  });
});
