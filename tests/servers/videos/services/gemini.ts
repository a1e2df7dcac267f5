import type { IncomingHttpHeaders } from 'node:http';
import type { Answer, Call, Flavour } from '../flavours/flavour';
import { hex } from '../flavours/shared';
import type { Job } from '../jobs';
import { place } from '../orders';
import { about, aboutJob, saidOf } from '../route';
import type { Turn } from '../turn';
import { fileRoutes } from './gemini-files';
import { OMNI_MODELS, promptOf, read } from './gemini-read';
import { interactionOf } from './gemini-show';
import { errorInfo, googleError } from './google';

/**
 * Gemini Omni by the Interactions API: `x-goog-api-key`, a conversation by `previous_interaction_id`; the video lies in
 * the Files API, which wants the key and is not ready at once, or comes inline; a refused video is "completed" and not
 * there. No list, no progress.
 */
export const gemini: Flavour = {
  name: 'gemini',
  base: '/v1beta',
  forgets: false,
  defaults: { files: 'same', resultTtl: 48 * 3600 },
  idName: 'id',
  open: false,
  newId: () => `v1_${hex(16)}`,
  keyOf,
  promptOf,
  error: (status, message, code) => googleError(status, message, code === undefined ? [] : [errorInfo(code)]),
  lost: (id) => googleError(404, `Interaction ${id} not found.`),
  // A wrong key is a 400, and a missing one a 403.
  denied: (shown) =>
    shown === null
      ? googleError(403, "Method doesn't allow unregistered callers. Please use API Key.")
      : googleError(400, 'API key not valid. Please pass a valid API key.', [errorInfo('API_KEY_INVALID')]),
  refused: (what) =>
    googleError(400, `The ${what || 'prompt'} violates the Generative AI Prohibited Use policy.`),
  broke,
  routes: [
    about('POST', '/v1beta/interactions', 'create', order),
    aboutJob('GET', '/v1beta/interactions/:job', 'poll', poll),
    aboutJob('POST', '/v1beta/interactions/:job/cancel', 'delete', cancel),
    aboutJob('DELETE', '/v1beta/interactions/:job', 'delete', remove),
    about('GET', '/v1beta/models', 'models', (turn, { query }) => turn.reply(modelsOf(turn, query))),
    ...fileRoutes,
  ],
};

function keyOf({ 'x-goog-api-key': key }: IncomingHttpHeaders): string | null {
  return typeof key === 'string' ? key : null;
}

/** The same status as for coming too often, which no waiting helps. */
function broke(): Answer {
  const message =
    'You exceeded your current quota, please check your plan and billing details. Quota exceeded for metric: ' +
    'generativelanguage.googleapis.com/generate_requests_per_model_per_day_free_tier, limit: 0';
  return googleError(429, message, [
    { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [] },
  ]);
}

function order(turn: Turn, { form }: Call): Promise<void> | void {
  const { world } = turn;
  const wanted = read(form, world.setup);
  if (!wanted.ok) return turn.json(wanted.answer);
  const previous = form.fields['previous_interaction_id'];
  const before = previous === undefined ? null : world.jobs.find(String(previous));
  if (before === undefined) return turn.json(gemini.lost(String(previous)));
  if (before && world.look(before).status !== 'completed') {
    return turn.error(400, `Interaction ${before.id} has not completed.`);
  }
  const accepted = (view: Parameters<typeof interactionOf>[1]): Answer => ({
    status: 200,
    body: interactionOf(turn, view),
  });
  return place(turn, wanted.order, form, accepted, before?.id ?? null);
}

function poll(turn: Turn, job: Job): Promise<void> {
  const view = turn.world.look(job);
  return turn.reply(saidOf(view, { status: 200, body: interactionOf(turn, view) }));
}

function cancel(turn: Turn, job: Job): Promise<void> | void {
  const { world } = turn;
  const { status } = world.look(job);
  if (status !== 'queued' && status !== 'in_progress') {
    return turn.json(googleError(400, `Interaction is already ${status}.`, [], 'FAILED_PRECONDITION'));
  }
  const view = world.look(world.jobs.cancel(job, world.now()));
  return turn.reply({ status: 200, body: interactionOf(turn, view) });
}

function remove(turn: Turn, job: Job): Promise<void> {
  turn.world.jobs.put({ ...job, removed: true });
  return turn.reply({ status: 200, body: {} });
}

const OTHERS = ['gemini-3.8-flash', 'gemini-3.8-pro', 'gemini-embedding-002'];

/** Three to a page, so that the newest video model is on the second one. */
function modelsOf({ world }: Turn, query: URLSearchParams): Answer {
  const size = Number(query.get('pageSize') ?? 3);
  const from = Number(query.get('pageToken') ?? 0);
  const names = [...OTHERS, ...Object.keys(OMNI_MODELS)].filter(
    (name) => !world.options.retired.includes(name),
  );
  const models = names.slice(from, from + size).map((name) => ({
    name: `models/${name}`,
    version: '001',
    displayName: name,
    inputTokenLimit: 32_768,
    outputTokenLimit: 8192,
    supportedGenerationMethods: name.includes('omni') ? ['createInteraction'] : ['generateContent'],
  }));
  const more = from + size < names.length;
  return { status: 200, body: { models, ...(more && { nextPageToken: String(from + size) }) } };
}
