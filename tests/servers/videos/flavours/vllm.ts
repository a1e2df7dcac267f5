import { textOf, type Form } from '../form';
import { MODERATED, type View } from '../jobs';
import type { Dialect } from './dialect';
import type { Read, Setup } from './flavour';
import { badField, detail, hex, openaiList, openaiModels, unix } from './shared';

/**
 * vLLM-Omni: create is a form only; a failed job is answered with an error's status and the Video as body, its code a
 * number; DELETE cancels; jobs live in memory.
 */
export const vllm: Dialect = {
  name: 'vllm',
  forgets: true,
  lists: true,
  variants: false,
  model: 'Wan-AI/Wan2.2-T2V-A14B-Diffusers',
  newId: () => `video_gen_${hex(16)}`,
  read,
  created: (view, setup) => ({ status: 200, body: show(view, setup) }),
  polled: (view, setup) => ({ status: statusOf(view), body: show(view, setup) }),
  listed: (page, setup) => openaiList(page, (view) => show(view, setup)),
  removed: (view) => ({
    status: 200,
    body: { id: view.job.id, deleted: true, object: 'video.deleted' },
    gone: true,
  }),
  instead(view) {
    if (view.hasFile) return undefined;
    if (view.status === 'failed') return detail(422, `Video generation failed: ${view.error?.message}`);
    return detail(404, view.status === 'completed' ? 'Generated file is missing' : 'Video is not ready yet');
  },
  models: (setup) => openaiModels(setup, { root: setup.model, max_model_len: null }),
  error: (status, message) => detail(status, message),
};

/** Only declared form fields count: a JSON body has none, and OpenAI's bracket form is not one of them. */
function read(form: Form, setup: Setup): Read {
  const order = {
    prompt: form.kind === 'multipart' ? textOf(form, 'prompt') : undefined,
    model: textOf(form, 'model') ?? '',
    seconds: textOf(form, 'seconds') ?? '4',
    size: textOf(form, 'size') ?? '',
  };
  if (order.prompt === undefined) return refuse(badField('prompt', 'Field required', 'missing'));
  if (!/^[1-9]\d*$/.test(order.seconds)) return refuse(pattern('seconds', '^[1-9]\\d*$'));
  if (order.size !== '' && !/^\d+x\d+$/.test(order.size)) return refuse(pattern('size', '^\\d+x\\d+$'));
  if (order.model !== '' && order.model !== setup.model) {
    const message = `Model mismatch: request specifies '${order.model}' but server is running '${setup.model}'.`;
    return refuse({
      status: 400,
      body: { error: { message, type: 'BadRequestError', param: null, code: 400 } },
    });
  }
  const [file, url] = [form.files['input_reference'], form.fields['image_reference']];
  const references = form.files['input_references'];
  if (references && (file || url !== undefined)) {
    return refuse(detail(400, 'Provide input_references alone, without input_reference or image_reference.'));
  }
  if (references && !/\bH3\b/.test(setup.model)) {
    return refuse(detail(400, 'This model takes no reference pictures.'));
  }
  const sound = textOf(form, 'generate_sound');
  if (sound !== undefined && !/^(true|false)$/.test(sound)) {
    return refuse(badField('generate_sound', 'Input should be a valid boolean', 'bool_parsing'));
  }
  if (file && url !== undefined) return refuse(detail(400, 'Provide only one reference input.'));
  if (url !== undefined && !isImageUrl(url)) return refuse(detail(400, 'Invalid image_reference.'));
  const image = file || references ? 'file' : url === undefined ? 'none' : 'url';
  return { ok: true, order: { ...order, prompt: order.prompt, image } };
}

function refuse(answer: ReturnType<typeof detail>): Read {
  return { ok: false, answer };
}

function pattern(name: string, regex: string): ReturnType<typeof detail> {
  return badField(name, `String should match pattern '${regex}'`, 'string_pattern_mismatch');
}

function isImageUrl(value: unknown): boolean {
  try {
    const { image_url: url } = JSON.parse(String(value)) as { image_url?: unknown };
    return typeof url === 'string' && /^(https?:|data:image\/)/.test(url);
  } catch {
    return false;
  }
}

function statusOf({ status, error }: View): number {
  if (status !== 'failed') return 200;
  return error?.code === MODERATED.code ? 400 : 500;
}

function show(view: View, setup: Setup): Record<string, unknown> {
  const { job, status, completedAt, expiresAt, error } = view;
  const done = status === 'completed';
  return {
    model: job.model || setup.model,
    prompt: job.prompt,
    id: job.id,
    object: 'video',
    status,
    size: job.size || null,
    // Nothing in between: no step of the model is told.
    progress: done ? 100 : 0,
    seconds: job.seconds,
    quality: 'default',
    completed_at: unix(completedAt),
    created_at: unix(job.createdAt),
    remixed_from_video_id: null,
    error: error && { code: statusOf(view), message: error.message },
    media_type: 'video/mp4',
    expires_at: unix(expiresAt),
    file_name: done ? `${job.id}.mp4` : null,
    inference_time_s: done && completedAt !== null ? (completedAt - job.createdAt) / 1000 : null,
    stage_durations: {},
    peak_memory_mb: done ? 20_480.5 : 0,
  };
}
