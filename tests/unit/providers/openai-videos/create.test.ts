import { describe, expect, it } from 'vitest';
import type { Connection, ServiceRequest } from '@/utils/domain';
import { aConnection, aVideosRequest } from '../../samples';
import { aVideo, json, providerOver, scripted } from './kit';

const PICTURE = new Blob([Uint8Array.of(1, 2, 3)], { type: 'image/jpeg' });
const DATA = 'data:image/jpeg;base64,AQID';
const framed: Partial<ServiceRequest> = { images: [{ imageId: 'image-1', role: 'first-frame' }] };

/** What goes out for an order to a server of this kind. */
async function sentTo(
  server: Partial<Connection>,
  order: Partial<ServiceRequest> = {},
  answer = json(aVideo()),
) {
  const { fetch, sent } = scripted(answer);
  const provider = providerOver(fetch, {
    connection: async () => aConnection(server),
    picture: async () => ({ blob: PICTURE, mime: 'image/jpeg' }),
  });
  const request = aVideosRequest({ seed: 7, negative: 'no text', ...order });
  const submitted = await provider.submit({ jobId: 'job-1', attemptId: 'attempt-1', request });
  expect(sent).toHaveLength(1);
  const [post] = sent;
  const form = Object.fromEntries(post?.form ?? []);
  return { submitted, url: post?.url.replace('http://127.0.0.1:8091/v1', ''), form, json: post?.json };
}

const plain = { prompt: aVideosRequest().prompt, model: 'clip-2', size: '1280x720' };
const extras = { fps: 24, seed: 7, negative_prompt: 'no text' };
const written = { fps: '24', seed: '7', negative_prompt: 'no text' };

describe('an order of words', () => {
  it.each([
    ['custom', 'multipart', plain],
    ['litellm', 'multipart', plain],
    ['new-api', 'multipart', plain],
    ['vllm-omni', 'multipart', { ...plain, ...written, generate_sound: 'false' }],
    ['vllm-omni', 'json', { ...plain, ...written, generate_sound: 'false' }],
  ] as const)('to %s, with %s chosen, is a form', async (preset, body, fields) => {
    expect((await sentTo({ preset, body })).form).toEqual({ ...fields, seconds: '8' });
  });

  it.each([
    ['custom', 'json', { ...plain, seconds: '8' }],
    ['litellm', 'json', { ...plain, seconds: '8' }],
    ['new-api', 'json', { ...plain, seconds: '8' }],
    ['sglang', 'json', { ...plain, ...extras, seconds: 8 }],
    ['sglang', 'multipart', { ...plain, ...extras, seconds: 8 }],
  ] as const)('to %s, with %s chosen, is JSON', async (preset, body, fields) => {
    expect((await sentTo({ preset, body })).json).toEqual(fields);
  });

  it('leaves out what it does not hold', async () => {
    const bare = { model: '', aspect: '', resolution: '', seed: null, negative: '' };
    const { form } = await sentTo({ preset: 'vllm-omni' }, bare);
    expect(form).toEqual({ prompt: plain.prompt, seconds: '8', fps: '24', generate_sound: 'false' });
    expect((await sentTo({ preset: 'sglang' }, { ...bare, seed: 0 })).json).toMatchObject({ seed: 0 });
  });
});

describe('sound', () => {
  it.each([true, false])('is told to vLLM-Omni either way, and to nobody else: %s', async (audio) => {
    expect((await sentTo({ preset: 'vllm-omni' }, { audio })).form).toMatchObject({
      generate_sound: `${audio}`,
    });
    expect((await sentTo({ preset: 'custom' }, { audio })).form).not.toHaveProperty('generate_sound');
  });
});

describe('pictures that a clip goes by', () => {
  it('go to vLLM-Omni as files of one name, without brackets', async () => {
    const { fetch, sent } = scripted(json(aVideo()));
    const provider = providerOver(fetch, {
      connection: async () => aConnection({ preset: 'vllm-omni' }),
      picture: async () => ({ blob: PICTURE, mime: 'image/jpeg' }),
    });
    const images = ['a', 'b'].map((imageId) => ({ imageId, role: 'reference' as const }));
    await provider.submit({ jobId: 'job-1', attemptId: 'attempt-1', request: aVideosRequest({ images }) });
    expect(sent[0]?.form?.getAll('input_references')).toHaveLength(2);
    expect([...(sent[0]?.form?.keys() ?? [])].filter((name) => /\[|reference$/.test(name))).toEqual([]);
  });
});

describe('a picture', () => {
  it.each(['custom', 'litellm', 'new-api', 'vllm-omni', 'sglang'] as const)(
    'goes to %s as a file of its form',
    async (preset) => {
      const { form } = await sentTo({ preset, body: 'multipart' }, framed);
      const file = form['input_reference'] as File;
      expect(file).toMatchObject({ name: 'picture.jpg', type: 'image/jpeg', size: 3 });
      expect(new Uint8Array(await file.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3));
      expect(Object.keys(form).filter((name) => name.includes('['))).toEqual([]);
    },
  );

  it.each([
    ['custom', { input_reference: { image_url: DATA } }],
    ['litellm', { input_reference: { image_url: DATA } }],
    ['new-api', { input_reference: DATA }],
    ['sglang', { reference_url: DATA }],
  ] as const)('goes to %s within the JSON', async (preset, fields) => {
    const { json } = await sentTo({ preset, body: 'json' }, framed);
    expect(json).toMatchObject(fields);
    expect(Object.keys(json as object).filter((name) => name.includes('reference'))).toHaveLength(1);
  });

  it('that is not there any more stops the order before it is sent', async () => {
    const { fetch, sent } = scripted();
    const provider = providerOver(fetch, { picture: () => Promise.resolve(null) });
    const call = { jobId: 'job-1', attemptId: 'attempt-1', request: aVideosRequest(framed) };
    expect(await provider.submit(call)).toEqual({
      kind: 'refused',
      problem: 'image-unreadable',
      failure: null,
    });
    expect(sent).toEqual([]);
  });
});

describe('work on a clip that the server still has', () => {
  const prompt = 'Make it night.';
  const of = (kind: 'remix' | 'edit' | 'extend') => ({ prompt, work: { kind, handle: 'video_a/b==' } });

  it.each(['multipart', 'json'] as const)(
    'names the clip and nothing of its shape, with %s chosen',
    async (body) => {
      expect(await sentTo({ body }, of('remix'))).toMatchObject({
        url: '/videos/video_a%2Fb==/remix',
        json: { prompt },
      });
      const edit = await sentTo({ body }, of('edit'));
      expect(edit.url).toBe('/videos/edits');
      expect(edit.json).toEqual({ prompt, video: { id: 'video_a/b==' } });
      const extension = await sentTo({ body }, of('extend'));
      expect(extension.url).toBe('/videos/extensions');
      expect(extension.json).toEqual({ prompt, video: { id: 'video_a/b==' }, seconds: '8' });
    },
  );

  it('asks nobody about a clip whose number cannot stand in an address', async () => {
    const { fetch, sent } = scripted();
    const request = aVideosRequest({ work: { kind: 'remix', handle: '..' } });
    const call = { jobId: 'job-1', attemptId: 'attempt-1', request };
    expect(await providerOver(fetch).submit(call)).toEqual({
      kind: 'refused',
      problem: 'request-refused',
      failure: null,
    });
    expect(sent).toEqual([]);
  });
});

describe('a server that takes the other form only', () => {
  const other = { kind: 'refused', problem: 'other-form', failure: { charged: 'no' } };
  const unread = (loc: string[], type: string, msg: string, status = 422): Response =>
    json({ detail: [{ loc, type, msg, input: null }] }, { status });

  it.each([
    ['a 415', () => json({ message: 'Unsupported Media Type' }, { status: 415 })],
    ['a prompt that it did not find', () => unread(['body', 'prompt'], 'missing', 'Field required')],
    [
      'a body that it could not read',
      () => unread(['body'], 'model_attributes_type', 'Input should be a valid dictionary'),
    ],
  ])('is known by %s, and sent nothing more', async (_, answer) => {
    for (const body of ['multipart', 'json'] as const) {
      expect((await sentTo({ body }, {}, answer())).submitted).toMatchObject(other);
    }
    expect((await sentTo({ preset: 'sglang' }, framed, answer())).submitted).toMatchObject(other);
  });

  it.each([
    ['its length', () => unread(['body', 'seconds'], 'string_pattern_mismatch', 'String should match')],
    ['its prompt’s length', () => unread(['body', 'prompt'], 'string_too_long', 'At most 1000 characters')],
    ['something else', () => unread(['body', 'prompt'], 'missing', 'Field required', 400)],
  ])('is not every one that refuses an order for %s', async (_, answer) => {
    const { submitted } = await sentTo({}, {}, answer());
    expect(submitted).toMatchObject({ kind: 'refused', problem: 'request-refused' });
  });

  it('is none whose form nobody chose', async () => {
    const refused = (): Response => json({ message: 'Unsupported Media Type' }, { status: 415 });
    const plainly = { kind: 'refused', problem: 'request-refused' };
    expect((await sentTo({ preset: 'vllm-omni' }, {}, refused())).submitted).toMatchObject(plainly);
    expect((await sentTo({ preset: 'sglang' }, {}, refused())).submitted).toMatchObject(plainly);
    const remix = { work: { kind: 'remix', handle: 'video_1' } } as const;
    expect((await sentTo({}, remix, refused())).submitted).toMatchObject(plainly);
  });
});
