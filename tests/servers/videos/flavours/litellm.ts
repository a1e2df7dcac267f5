import { textOf, type Form } from '../form';
import type { Job, View } from '../jobs';
import type { Dialect } from './dialect';
import { readEdit } from './edits';
import type { Read } from './flavour';
import { hex, openaiError, openaiModels, unix, written } from './shared';

/**
 * The LiteLLM proxy in front of Gemini: ids in plain base64, slashes and all, and another one in every poll; the word
 * "processing"; fields missing; no DELETE.
 */
export const litellm: Dialect = {
  name: 'litellm',
  forgets: false,
  lists: true,
  variants: false,
  model: 'gemini/veo-3.1-generate-preview',
  newId: () => encode('veo-3.1', operation(hex(8))),
  read,
  readEdit: (form, kind) => readEdit(form, kind, (_, message) => litellm.error(400, message)),
  created: (view) => ({ status: 200, body: show(view, view.job.id) }),
  polled: (view) => ({ status: 200, body: show(view, pollId(view.job)) }),
  listed: ({ views }) => ({
    status: 200,
    body: { object: 'list', data: views.map((view) => show(view, view.job.id)) },
  }),
  instead(view) {
    if (view.hasFile) return undefined;
    return litellm.error(view.status === 'completed' ? 404 : 400, `Video is not ready: ${view.status}`);
  },
  models: (setup) => openaiModels(setup),
  error: (status, message, code) =>
    openaiError(status, `litellm.APIError: ${message}`, code ?? String(status), 'None'),
};

/** Padded so that its base64 has a slash, a plus and an equals sign, whatever the number is. */
function operation(number: string): string {
  return `models/veo-3.1/operations/${number}?>?>?>?`;
}

function encode(model: string, video: string): string {
  const plain = `litellm:custom_llm_provider:gemini;model_id:${model};video_id:${video}`;
  return `video_${Buffer.from(plain).toString('base64')}`;
}

/** The same without the model. Nothing answers to it. */
function pollId(job: Job): string {
  const plain = Buffer.from(job.id.slice('video_'.length), 'base64').toString();
  return encode('', plain.slice(plain.indexOf('video_id:') + 'video_id:'.length));
}

function read(form: Form): Read {
  const prompt = textOf(form, 'prompt');
  if (form.malformed || !prompt) {
    return { ok: false, answer: litellm.error(400, "Missing required parameter: 'prompt'") };
  }
  const order = {
    prompt,
    model: textOf(form, 'model') ?? '',
    seconds: written(form, 'seconds') ?? '8',
    size: textOf(form, 'size') ?? '',
    image: form.files['input_reference'] ? 'file' : 'none',
  } as const;
  return { ok: true, order };
}

function show({ job, status, error }: View, id: string): Record<string, unknown> {
  const ended = status === 'completed' || status === 'failed';
  return {
    id,
    object: 'video',
    status: ended ? status : 'processing',
    created_at: unix(job.createdAt),
    model: job.model,
    progress: null,
    seconds: job.seconds,
    ...(error && { error }),
    ...(status === 'completed' && { usage: { duration_seconds: Number(job.seconds) } }),
  };
}
