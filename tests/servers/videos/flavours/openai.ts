import { textOf, type Form } from '../form';
import type { View } from '../jobs';
import type { Dialect } from './dialect';
import { readEdit } from './edits';
import type { Read } from './flavour';
import { hex, openaiError, openaiList, openaiModels, unix } from './shared';

const SECONDS = ['4', '8', '12'];
const SIZES = ['720x1280', '1280x720', '1024x1792', '1792x1024'];
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** The contract to the letter: all fields, nothing but the allowed values. */
export const openai: Dialect = {
  name: 'openai',
  forgets: false,
  lists: true,
  variants: true,
  model: 'sora-2',
  newId: () => `video_${hex(24)}`,
  read,
  readRemix(form) {
    const prompt = textOf(form, 'prompt') ?? '';
    return isPrompt(prompt) ? { ok: true, prompt } : no('prompt', 'Missing or too long: prompt.');
  },
  readEdit: (form, kind) => readEdit(form, kind, (param, message) => no(param, message).answer),
  created: (view) => ({ status: 200, body: show(view) }),
  polled: (view) => ({ status: 200, body: show(view) }),
  listed: (page) => openaiList(page, show),
  removed(view) {
    if (view.status !== 'completed' && view.status !== 'failed') {
      const message = 'The video is still being generated.';
      return { ...openaiError(409, message, 'video_not_ready', null), gone: false };
    }
    return { status: 200, body: { id: view.job.id, object: 'video.deleted', deleted: true }, gone: true };
  },
  instead(view) {
    if (view.hasFile) return undefined;
    const ended = view.status === 'completed' || view.status === 'failed';
    return openaiError(404, ended ? 'Video has no content.' : 'Video is not ready yet.', 'not_found', null);
  },
  models: (setup) => openaiModels(setup),
  error: (status, message, code) => openaiError(status, message, code ?? null, null),
};

function isPrompt(prompt: string): boolean {
  return prompt.length > 0 && prompt.length <= 32_000;
}

function no(param: string, message: string): { ok: false; answer: ReturnType<typeof openaiError> } {
  return { ok: false, answer: openaiError(400, message, 'invalid_value', param) };
}

function read(form: Form): Read {
  if (form.malformed || (form.kind !== 'multipart' && form.kind !== 'json')) {
    return {
      ok: false,
      answer: openaiError(400, 'We could not parse the body of your request.', null, null),
    };
  }
  const { model = 'sora-2', seconds = '4', size = '720x1280', prompt = '' } = form.fields;
  if (typeof prompt !== 'string' || !isPrompt(prompt)) return no('prompt', 'Missing or too long: prompt.');
  if (typeof model !== 'string') return no('model', 'Invalid type for model: expected a string.');
  if (typeof seconds !== 'string' || !SECONDS.includes(seconds)) {
    return no('seconds', `Invalid value: '${String(seconds)}'. Supported values are: ${SECONDS.join(', ')}.`);
  }
  if (typeof size !== 'string' || !SIZES.includes(size)) {
    return no('size', `Invalid value: '${String(size)}'. Supported values are: ${SIZES.join(', ')}.`);
  }
  const image = imageOf(form);
  if (image === 'wrong') return no('input_reference', 'Provide exactly one image.');
  return { ok: true, order: { prompt, model, seconds, size, image } };
}

/** A file part, or an object with exactly one of two members, in a form spelt with brackets. */
function imageOf({ fields, files }: Form): 'none' | 'file' | 'url' | 'wrong' {
  const part = files['input_reference'];
  const object = fields['input_reference'];
  const members = typeof object === 'object' && object !== null ? { ...object } : {};
  const named: Record<string, unknown> = {
    image_url: fields['input_reference[image_url]'],
    file_id: fields['input_reference[file_id]'],
    ...members,
  };
  const given = ['image_url', 'file_id'].filter((name) => typeof named[name] === 'string');
  if (part) return PICTURES.has(part.type) && given.length === 0 ? 'file' : 'wrong';
  if (given.length === 0) return object === undefined ? 'none' : 'wrong';
  return given.length === 1 ? 'url' : 'wrong';
}

function show({ job, status, progress, completedAt, expiresAt, error }: View): Record<string, unknown> {
  return {
    id: job.id,
    object: 'video',
    model: job.model,
    status,
    progress,
    created_at: unix(job.createdAt),
    completed_at: unix(completedAt),
    expires_at: unix(expiresAt),
    prompt: job.prompt,
    size: job.size,
    seconds: job.seconds,
    remixed_from_video_id: job.remixOf,
    error,
  };
}
