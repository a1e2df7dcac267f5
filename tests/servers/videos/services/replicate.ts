import { randomBytes } from 'node:crypto';
import { bearerOf, type Answer, type Call, type Flavour } from '../flavours/flavour';
import type { Form } from '../form';
import { trait, type Job } from '../jobs';
import { place } from '../orders';
import { about, aboutJob, saidOf } from '../route';
import type { Turn } from '../turn';
import { REPLICATE_MODELS, wrongIn } from './replicate-models';
import { predictionOf } from './replicate-show';

/**
 * Replicate: a list with everybody's inputs, page by page, by which a lost order is found again; everything that went
 * in and came out is wiped one hour after the end.
 */
export const replicate: Flavour = {
  name: 'replicate',
  base: '/v1',
  forgets: false,
  defaults: { files: 'other', resultTtl: 3600, list: true },
  idName: 'id',
  open: false,
  newId: () => randomBytes(13).toString('hex'),
  keyOf: bearerOf,
  promptOf: (form) => String(inputOf(form)['prompt'] ?? ''),
  error: (status, detail) => ({ status, body: { detail, status } }),
  lost: () => replicate.error(404, 'Not found.'),
  denied: () => problem(401, 'Unauthenticated', 'You did not pass a valid authentication token'),
  refused: () => problem(422, 'Input flagged', 'The input was flagged as sensitive. (E005)'),
  broke: () => problem(402, 'Insufficient credit', 'You have insufficient credit to run this model.'),
  routes: [
    about('POST', '/v1/models/:owner/:name/predictions', 'create', order),
    about('GET', '/v1/predictions', 'list', list),
    aboutJob('GET', '/v1/predictions/:job', 'poll', poll),
    aboutJob('POST', '/v1/predictions/:job/cancel', 'delete', cancel),
    about('GET', '/v1/account', 'account', (turn) =>
      turn.reply({ status: 200, body: { type: 'user', username: 'tester', name: 'A test' } }),
    ),
    about('GET', '/v1/models/:owner/:name', 'models', model),
  ],
};

function problem(status: number, title: string, detail: string): Answer {
  return { status, body: { title, detail, status } };
}

function inputOf({ fields }: Form): Readonly<Record<string, unknown>> {
  const { input } = fields;
  return typeof input === 'object' && input !== null ? { ...input } : {};
}

function modelOf({ world }: Turn, { parts }: Call): string | undefined {
  const name = `${parts['owner']}/${parts['name']}`;
  return Object.hasOwn(REPLICATE_MODELS, name) && !world.options.retired.includes(name) ? name : undefined;
}

function order(turn: Turn, call: Call): Promise<void> | void {
  const { form } = call;
  const name = modelOf(turn, call);
  const schema = REPLICATE_MODELS[name ?? ''];
  if (name === undefined || !schema) return turn.error(404, 'The requested resource could not be found.');
  if (form.kind !== 'json' || form.malformed) return turn.error(400, 'The request body is not valid JSON.');
  const input = inputOf(form);
  const wrong = wrongIn(schema, input);
  if (wrong.length > 0) return turn.json(problem(422, 'Input validation failed', `${wrong.join('\n')}\n`));
  const { prompt, duration, resolution = '' } = input;
  const wanted = {
    prompt: String(prompt),
    model: name,
    seconds: String(duration ?? schema.properties['duration']?.default),
    size: String(resolution),
    image: form.media.length === 0 ? 'none' : 'url',
  } as const;
  return place(turn, wanted, form, (view) => ({ status: 201, body: predictionOf(turn, view) }));
}

function poll(turn: Turn, job: Job): Promise<void> | void {
  const view = turn.world.look(job);
  if (view.expired && trait(job, 'expired')) return turn.json(replicate.lost(job.id));
  return turn.reply(saidOf(view, { status: 200, body: predictionOf(turn, view) }));
}

/** What has ended stays as it is. */
function cancel(turn: Turn, job: Job): Promise<void> {
  const { world } = turn;
  const { status } = world.look(job);
  const open = status === 'queued' || status === 'in_progress';
  const view = world.look(open ? world.jobs.cancel(job, world.now()) : job);
  return turn.reply({ status: 200, body: predictionOf(turn, view) });
}

const PAGE = 5;

function list(turn: Turn, { query }: Call): Promise<void> | void {
  const { world } = turn;
  if (!world.options.list || turn.take('no-list')) return turn.json(replicate.lost(''));
  const loop = turn.take('list-loop') !== undefined;
  const from = loop ? 0 : Number(Buffer.from(query.get('cursor') ?? '', 'base64url').toString() || 0);
  const all = world.listed();
  const at = (place: number): string =>
    `${world.baseUrl()}/predictions?cursor=${Buffer.from(String(place)).toString('base64url')}`;
  const body = {
    previous: from > 0 ? at(Math.max(0, from - PAGE)) : null,
    next: loop || from + PAGE < all.length ? at(from + PAGE) : null,
    results: all.slice(from, from + PAGE).map((job) => predictionOf(turn, world.look(job))),
  };
  return turn.reply({ status: 200, body });
}

function model(turn: Turn, call: Call): Promise<void> | void {
  const name = modelOf(turn, call);
  if (name === undefined) return turn.error(404, 'The requested resource could not be found.');
  const body = {
    owner: call.parts['owner'],
    name: call.parts['name'],
    visibility: 'public',
    latest_version: {
      id: 'hidden',
      openapi_schema: { openapi: '3.0.2', components: { schemas: { Input: REPLICATE_MODELS[name] } } },
    },
  };
  return turn.reply({ status: 200, body });
}
