import { textOf, type Form } from '../form';
import { MODERATED, type View } from '../jobs';
import type { Dialect } from './dialect';
import type { Read, Setup } from './flavour';
import { hex, openaiError, openaiModels, unix, written } from './shared';

/**
 * A relay such as new-api: 202 and "submitted", JSON from /content, the address in `metadata.url`, moderation told as
 * completed with an error, no list, no DELETE.
 */
export const relay: Dialect = {
  name: 'relay',
  forgets: false,
  lists: false,
  variants: false,
  model: 'wan3.0-t2v',
  newId: () => `task_${hex(12)}`,
  read,
  created: (view, setup) => ({ status: 202, body: show(view, setup) }),
  polled: (view, setup) => ({ status: 200, body: show(view, setup) }),
  listed: ({ views }, setup) => ({
    status: 200,
    body: { object: 'list', data: views.map((view) => show(view, setup)) },
  }),
  instead(view, setup) {
    if (view.hasFile) return { status: 200, body: { id: view.job.id, url: setup.fileUrl(view.job) } };
    return openaiError(400, `task is not completed, status: ${wordOf(view)}`, 'task_not_completed', '');
  },
  models: (setup) => openaiModels(setup),
  error: (status, message, code) => openaiError(status, message, code ?? 'upstream_error', ''),
};

function read(form: Form): Read {
  const prompt = textOf(form, 'prompt');
  const model = textOf(form, 'model');
  if (form.malformed || !prompt) {
    return { ok: false, answer: openaiError(400, 'prompt is required', 'invalid_request', '') };
  }
  if (!model) return { ok: false, answer: openaiError(400, 'model is required', 'invalid_request', '') };
  const image = form.files['input_reference'] ? 'file' : 'none';
  const order = {
    prompt,
    model,
    seconds: written(form, 'seconds') ?? '5',
    size: textOf(form, 'size') ?? '',
    image,
  };
  return { ok: true, order: { ...order, image } };
}

const isBlocked = ({ error }: View): boolean => error?.code === MODERATED.code;

function wordOf(view: View): string {
  if (isBlocked(view)) return 'completed';
  return view.status === 'queued' ? 'submitted' : view.status;
}

function show(view: View, setup: Setup): Record<string, unknown> {
  const { job, progress, completedAt, error, hasFile } = view;
  return {
    id: job.id,
    task_id: job.id,
    object: 'video',
    model: job.model,
    status: wordOf(view),
    progress: isBlocked(view) ? 100 : progress,
    created_at: unix(job.createdAt),
    ...(completedAt !== null && { completed_at: unix(completedAt) }),
    ...(job.size !== '' && { size: job.size }),
    seconds: job.seconds,
    ...(error && { error }),
    ...(hasFile && { metadata: { url: setup.fileUrl(job) } }),
  };
}
