import { textOf, type Form } from '../form';
import type { View } from '../jobs';
import type { Dialect } from './dialect';
import type { Read, Setup } from './flavour';
import { detail, hex, openaiModels, unix, written } from './shared';

/**
 * SGLang Diffusion: multipart and JSON, a picture by `reference_url`; the server's own path in the body and no prompt;
 * an error without code; DELETE forgets the job and stops nothing; a list without ends; jobs live in memory.
 */
export const sglang: Dialect = {
  name: 'sglang',
  forgets: true,
  lists: true,
  variants: false,
  model: 'Wan-AI/Wan2.2-T2V-A14B-Diffusers',
  newId: () => `${hex(4)}-${hex(2)}-${hex(2)}-${hex(2)}-${hex(6)}`,
  read,
  created: (view, setup) => ({ status: 200, body: show(view, setup) }),
  polled: (view, setup) => ({ status: 200, body: show(view, setup) }),
  listed: ({ views }, setup) => ({
    status: 200,
    body: { data: views.map((view) => show(view, setup)), object: 'list' },
  }),
  removed: (view, setup) => ({ status: 200, body: { ...show(view, setup), status: 'deleted' }, gone: true }),
  instead(view, setup) {
    if (!view.hasFile) return detail(404, 'Generation is still in-progress');
    if (!setup.cloud) return undefined;
    return detail(
      400,
      `Video has been uploaded to cloud storage. Please use the URL: ${setup.fileUrl(view.job)}`,
    );
  },
  models: (setup) => openaiModels(setup, { task_type: 'T2V' }),
  error: (status, message) => detail(status, message),
};

function read(form: Form): Read {
  const prompt = textOf(form, 'prompt');
  const seconds = Number(written(form, 'seconds') ?? 4);
  const size = textOf(form, 'size') ?? '720x1280';
  if (form.malformed || prompt === undefined || prompt === '') return refuse('prompt is required');
  if (!Number.isInteger(seconds) || seconds < 1) return refuse('Invalid request body: seconds');
  if (!/^\d+x\d+$/.test(size)) return refuse('Invalid request body: size');
  // In JSON it is a path on the server; OpenAI's object is not understood.
  if (typeof form.fields['input_reference'] === 'object')
    return refuse('Invalid request body: input_reference');
  const image = form.files['input_reference'] ? 'file' : textOf(form, 'reference_url') ? 'url' : 'none';
  const order = {
    prompt,
    model: textOf(form, 'model') ?? '',
    seconds: String(seconds),
    size,
    image,
  } as const;
  return { ok: true, order };
}

function refuse(message: string): Read {
  return { ok: false, answer: detail(400, message) };
}

function show({ job, status, completedAt, error, hasFile }: View, setup: Setup): Record<string, unknown> {
  return {
    id: job.id,
    object: 'video',
    // Whatever is served.
    model: job.model || 'sora-2',
    status,
    progress: status === 'completed' ? 100 : 0,
    created_at: unix(job.createdAt),
    size: job.size,
    seconds: job.seconds,
    quality: 'standard',
    url: setup.cloud && hasFile ? setup.fileUrl(job) : null,
    remixed_from_video_id: null,
    completed_at: unix(completedAt),
    expires_at: null,
    error: error && { message: error.message },
    file_path: `/root/outputs/${job.id}.mp4`,
  };
}
