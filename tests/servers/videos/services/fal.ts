import { randomUUID } from 'node:crypto';
import { fileOf } from '../clip';
import { type Answer, type Call, type Flavour, type Route } from '../flavours/flavour';
import { refusedPart, trait, type Job, type View } from '../jobs';
import { place } from '../orders';
import { about, aboutJob, saidOf } from '../route';
import type { Turn } from '../turn';
import { FAL_MODELS, wrongIn, type Wrong } from './fal-models';

/**
 * fal's queue: `Key` in front of the key; addresses of a request leave out the model's sub-path; the queue looks at no
 * input, so that whatever is wrong, and every refusal, comes as a 4xx of the result after "COMPLETED". No list.
 */
export const fal: Flavour = {
  name: 'fal',
  base: '',
  forgets: false,
  defaults: { files: 'other', resultTtl: null },
  idName: 'request_id',
  open: false,
  newId: () => randomUUID(),
  keyOf: ({ authorization }) => /^Key (.+)$/.exec(authorization ?? '')?.[1] ?? null,
  promptOf: ({ fields }) => String(fields['prompt'] ?? ''),
  error: (status, message) => ({ status, body: { detail: message } }),
  lost: () => fal.error(404, 'Request not found'),
  denied: (shown) =>
    fal.error(
      401,
      shown === null
        ? 'Authentication is required to access this application.'
        : 'No user found for Key ID and Secret',
    ),
  refused: (what) => wrong(422, [refusal(what === 'image' ? 'image' : 'text', {})]),
  broke: () => fal.error(403, 'User is locked. Reason: Exhausted balance.'),
  routes: routes(),
};

function routes(): Route[] {
  const request = '/:owner/:app/requests/:job';
  const inPlace =
    (run: (turn: Turn, job: Job, call: Call) => Promise<void> | void) =>
    (turn: Turn, job: Job, call: Call): Promise<void> | void =>
      appOf(job) === `${call.parts['owner']}/${call.parts['app']}`
        ? run(turn, job, call)
        : turn.json(fal.lost(job.id));
  return [
    aboutJob('GET', `${request}/status`, 'poll', inPlace(status)),
    aboutJob('PUT', `${request}/cancel`, 'delete', inPlace(cancel)),
    aboutJob('GET', request, 'result', inPlace(result)),
    about('POST', '/:owner/:app', 'create', submit),
    about('POST', '/:owner/:app/:rest*', 'create', submit),
    // A status or result that somebody looks for under the model's whole path.
    about('GET', '/:owner/:app/:rest*', 'other', (turn) => turn.error(405, 'Method Not Allowed')),
  ];
}

/** "fal-ai/kling-video" of "fal-ai/kling-video/v3/pro/text-to-video". */
const appOf = ({ model }: Job): string => model.split('/').slice(0, 2).join('/');

function wrong(httpStatus: number, detail: Wrong[]): Answer {
  return { status: httpStatus, body: { detail } };
}

function submit(turn: Turn, { form, parts }: Call): Promise<void> | void {
  const { options } = turn.world;
  const model = [parts['owner'], parts['app'], parts['rest']].filter(Boolean).join('/');
  if (!Object.hasOwn(FAL_MODELS, model) || options.retired.includes(model)) {
    return turn.error(404, `Application '${model}' not found`);
  }
  if (form.kind !== 'json' || form.malformed) return turn.error(400, 'Invalid JSON body');
  const found = wrongIn(model, form.fields);
  if (options.checks === 'order' && found.length > 0) return turn.json(wrong(422, found));
  const { prompt = '', duration = '5' } = form.fields;
  const order = {
    prompt: String(prompt),
    model,
    seconds: String(parseFloat(String(duration))),
    size: String(form.fields['resolution'] ?? ''),
    image: form.media.length === 0 ? 'none' : 'url',
  } as const;
  return place(turn, order, form, ({ job }) => ({
    status: 200,
    body: { request_id: job.id, ...addresses(turn, job), status: 'IN_QUEUE', queue_position: 2 },
  }));
}

function addresses({ world }: Turn, job: Job): Record<string, string> {
  const address = `${world.baseUrl()}/${appOf(job)}/requests/${job.id}`;
  return { response_url: address, status_url: `${address}/status`, cancel_url: `${address}/cancel` };
}

function status(turn: Turn, job: Job, { query }: Call): Promise<void> {
  const view = turn.world.look(job);
  const common = { request_id: job.id, ...addresses(turn, job) };
  const logs = query.get('logs') === '1' ? logsOf(view) : null;
  return turn.reply(saidOf(view, answerOf(view, common, logs)));
}

function answerOf(view: View, common: Record<string, unknown>, logs: unknown): Answer {
  if (view.status === 'queued') {
    const before = view.progress < 10 ? 2 : 1;
    return { status: 202, body: { status: 'IN_QUEUE', ...common, queue_position: before } };
  }
  if (view.status === 'in_progress') return { status: 202, body: { status: 'IN_PROGRESS', ...common, logs } };
  const seconds = ((view.endedAt ?? 0) - view.job.createdAt) / 1000;
  return {
    status: 200,
    body: { status: 'COMPLETED', ...common, logs, metrics: { inference_time: seconds } },
  };
}

function logsOf({ job, progress }: View): Record<string, unknown>[] {
  const timestamp = new Date(job.createdAt).toISOString();
  return [{ message: `${progress}%|###`, level: 'INFO', source: 'USER', timestamp }];
}

function result(turn: Turn, job: Job): Promise<void> | void {
  const { world } = turn;
  const view = world.look(job);
  if (view.status === 'queued' || view.status === 'in_progress') {
    return turn.error(400, 'Request is still in progress');
  }
  const found = wrongIn(job.model, job.wanted);
  if (found.length > 0) return turn.reply(wrong(422, found));
  if (view.status === 'cancelled') return turn.error(400, 'Request was cancelled');
  if (view.error) return turn.reply(failure(view));
  const { bytes } = fileOf(job.id, world.lengthOf(job));
  const video = {
    url: world.setup.fileUrl(job),
    content_type: 'video/mp4',
    file_name: 'output.mp4',
    file_size: bytes.length,
  };
  const has = view.hasFile || view.expired;
  return turn.reply({ status: 200, body: { video: has ? video : null, seed: 1_234_567 } });
}

/** What went wrong has a type of its own; how grave it is, is told by the status alone. */
function failure({ job, error }: View): Answer {
  const moderated = trait(job, 'moderated') !== undefined || trait(job, 'moderated-completed') !== undefined;
  if (moderated) return wrong(422, [refusal(refusedPart(job), job.wanted)]);
  const type = error?.code === 'server_error' ? 'downstream_service_error' : (error?.code ?? '');
  const code = type === 'internal_server_error' ? 500 : type === 'generation_timeout' ? 504 : 400;
  return wrong(code, [{ loc: ['body'], msg: error?.message ?? '', type }]);
}

function refusal(part: 'text' | 'image' | 'output', input: Readonly<Record<string, unknown>>): Wrong {
  const picture = Object.keys(input).find((name) => name.endsWith('image_url')) ?? 'image_url';
  const loc = { text: ['body', 'prompt'], image: ['body', picture], output: ['body'] }[part];
  const msg =
    'The content could not be processed because it contained material flagged by a content checker.';
  return { loc, msg, type: 'content_policy_violation' };
}

/** Only while it waits. */
function cancel(turn: Turn, job: Job): Promise<void> | void {
  const { world } = turn;
  if (world.look(job).status !== 'queued') {
    return turn.json({ status: 400, body: { status: 'ALREADY_COMPLETED' } });
  }
  world.jobs.cancel(job, world.now());
  return turn.reply({ status: 202, body: { status: 'CANCELLATION_REQUESTED' } });
}
