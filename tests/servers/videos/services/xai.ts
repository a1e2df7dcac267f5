import { randomUUID } from 'node:crypto';
import { bearerOf, type Answer, type Call, type Flavour } from '../flavours/flavour';
import { refusedPart, trait, type Job, type View } from '../jobs';
import { place } from '../orders';
import { about, aboutJob, saidOf } from '../route';
import type { Turn } from '../turn';
import { read, XAI_MODELS, xaiError, type Kind } from './xai-read';

const MODERATED_CODE = 'imagine:content-moderated';

/**
 * xAI's Grok Imagine: 202 while it works, every other time without a body; "done" may be a blocked video, and what was
 * left out of the order is chosen, and charged, by the service. A wrong key is a 400. Neither list nor cancel.
 */
export const xai: Flavour = {
  name: 'xai',
  base: '/v1',
  forgets: false,
  defaults: { files: 'other', resultTtl: 3600 },
  idName: 'request_id',
  open: false,
  newId: () => randomUUID(),
  keyOf: bearerOf,
  promptOf: ({ fields }) => String(fields['prompt'] ?? ''),
  error: (status, message, code) => xaiError(status, message, code ?? 'Client specified an invalid argument'),
  lost: (id) => xaiError(404, `Video request ${id} not found`, 'Some requested entity was not found'),
  denied: (shown) =>
    shown === null
      ? xaiError(401, 'No authentication credentials were found.', 'unauthenticated:no-credentials')
      : xaiError(
          400,
          `Incorrect API key provided: ${shown.slice(0, 2)}***${shown.slice(-2)}.`,
          'invalid-argument',
        ),
  refused: () => xaiError(400, 'The request was rejected by content moderation.', MODERATED_CODE),
  broke: () => xaiError(403, 'Your team has used all available credits.', 'permission-denied'),
  routes: [
    about('POST', '/v1/videos/generations', 'create', (turn, call) => order(turn, call, 'generations')),
    about('POST', '/v1/videos/edits', 'create', (turn, call) => order(turn, call, 'edits')),
    about('POST', '/v1/videos/extensions', 'create', (turn, call) => order(turn, call, 'extensions')),
    aboutJob('GET', '/v1/videos/:job', 'poll', poll),
    about('GET', '/v1/models', 'models', (turn) => turn.reply(models(turn))),
    about('GET', '/v1/api-key', 'account', (turn) => turn.reply(account(turn))),
  ],
};

function order(turn: Turn, { form }: Call, kind: Kind): Promise<void> | void {
  const { setup, options } = turn.world;
  const wanted = read(form, kind, setup, turn.world.origin(options.files));
  if (!wanted.ok) return turn.error(400, wanted.message);
  return place(turn, wanted.order, form, ({ job }) => ({ status: 200, body: { request_id: job.id } }));
}

function poll(turn: Turn, job: Job): Promise<void> {
  const view = turn.world.look(job);
  if (view.status === 'queued' || view.status === 'in_progress') return pending(turn, view);
  if (trait(job, 'moderated') === 'output') return turn.reply(keptBack(job));
  return turn.reply(saidOf(view, { status: 200, body: ended(turn, view) }));
}

/** A video that was made, and is not shown, is a bad request, with its bill. */
function keptBack(job: Job): Answer {
  const body = {
    code: MODERATED_CODE,
    error: 'Generated video rejected by content moderation.',
    usage: { cost_in_usd_ticks: ticksOf(job) },
  };
  return { status: 400, body };
}

/** Says something every other time, from the second on. */
function pending(turn: Turn, view: View): Promise<void> {
  const { entries } = turn.world.journal;
  const polls = entries.filter(({ phase, jobId }) => phase === 'poll' && jobId === view.job.id).length;
  if (polls % 2 === 1 && view.word === null) return turn.reply({ status: 202, body: undefined });
  return turn.reply(saidOf(view, { status: 202, body: { status: 'pending', progress: view.progress } }));
}

function ended({ world }: Turn, view: View): Record<string, unknown> {
  const { job, status, expired, hasFile, error } = view;
  if (expired) return { status: 'expired' };
  if (status === 'failed' && error)
    return { status: 'failed', error: { code: codeOf(view), message: wordsOf(view) } };
  const body = {
    status: 'done',
    model: job.model,
    progress: 100,
    usage: { cost_in_usd_ticks: ticksOf(job) },
  };
  if (!hasFile && !error) return body;
  const video = {
    url: hasFile ? world.setup.fileUrl(job) : '',
    duration: Number(job.seconds),
    respect_moderation: !error,
  };
  return { ...body, video };
}

function codeOf({ job, error }: View): string {
  if (trait(job, 'moderated') !== undefined) return 'invalid_argument';
  return error?.code === 'server_error' ? 'internal_error' : (error?.code ?? '');
}

function wordsOf({ job, error }: View): string {
  if (trait(job, 'moderated') === undefined) return error?.message ?? '';
  const part = refusedPart(job) === 'image' ? 'input image' : 'prompt';
  return `The ${part} was rejected by content moderation.`;
}

/** Ten thousand million to the US dollar. */
function ticksOf({ model, seconds, size }: Job): number {
  return Math.round((XAI_MODELS[model]?.[size] ?? 0) * Number(seconds) * 1e10);
}

function models({ world }: Turn): Answer {
  const ids = ['grok-4.5', ...Object.keys(XAI_MODELS)].filter((id) => !world.options.retired.includes(id));
  const data = ids.map((id) => ({ id, object: 'model', created: 1_770_000_000, owned_by: 'xai' }));
  return { status: 200, body: { object: 'list', data } };
}

function account({ world }: Turn): Answer {
  const body = {
    redacted_api_key: 'xai-...b14o',
    name: 'A key of a test',
    team_id: randomUUID(),
    acls: ['api-key:model:*', 'api-key:endpoint:*'],
    api_key_blocked: false,
    api_key_disabled: false,
    team_blocked: world.setup.credit <= 0,
  };
  return { status: 200, body };
}
