import { textOf, type Form } from '../form';
import type { View } from '../jobs';
import type { Dialect } from './dialect';
import type { Answer, Read, Setup } from './flavour';
import { hex, openaiModels, unix, written } from './shared';

/**
 * The new-api gateway: "unknown" until the upstream says more, `usage` and `metadata.url` beside the Video, errors of
 * its own, except at the door; no list, no DELETE.
 */
export const newapi: Dialect = {
  name: 'newapi',
  forgets: false,
  lists: false,
  variants: false,
  model: 'kling-v3',
  newId: () => `task_${hex(16)}`,
  read,
  created: (view, setup) => ({ status: 200, body: { ...show(view, setup), status: 'queued' } }),
  polled: (view, setup) => ({ status: 200, body: show(view, setup) }),
  listed: () => taskError(404, 'Not Found', 'not_found'),
  instead(view) {
    if (view.hasFile) return undefined;
    return taskError(400, `Task is not completed yet, current status: ${view.status}`, 'task_not_completed');
  },
  models: (setup) => openaiModels(setup, { supported_endpoint_types: ['openai-video'] }),
  error(status, message, code = 'fail_to_fetch_task') {
    if (status !== 401) return taskError(status, message, code);
    return { status, body: { error: { message, type: 'new_api_error', param: '', code: '' } } };
  },
};

function taskError(status: number, message: string, code: string): Answer {
  return { status, body: { code, message, data: null } };
}

function read(form: Form): Read {
  const [prompt, model] = [textOf(form, 'prompt'), textOf(form, 'model')];
  if (form.malformed || !prompt) {
    return { ok: false, answer: taskError(400, 'prompt is required', 'invalid_request') };
  }
  if (!model) return { ok: false, answer: taskError(400, 'model field is required', 'missing_model') };
  const order = {
    prompt,
    model,
    seconds: written(form, 'seconds') ?? '5',
    size: textOf(form, 'size') ?? '',
    image: form.files['input_reference'] ? 'file' : form.media.length > 0 ? 'url' : 'none',
  } as const;
  return { ok: true, order };
}

function show(view: View, setup: Setup): Record<string, unknown> {
  const { job, status, progress, completedAt, error, hasFile } = view;
  return {
    id: job.id,
    task_id: job.id,
    object: 'video',
    model: job.model,
    status: status === 'queued' ? 'unknown' : status,
    progress,
    created_at: unix(job.createdAt),
    ...(completedAt !== null && { completed_at: unix(completedAt) }),
    ...(job.size !== '' && { size: job.size }),
    seconds: job.seconds,
    ...(error && { error }),
    ...(status === 'completed' && { usage: { completion_tokens: 0, total_tokens: Number(job.seconds) } }),
    ...(hasFile && { metadata: { url: setup.fileUrl(job) } }),
  };
}
