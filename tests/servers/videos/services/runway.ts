import { randomUUID } from 'node:crypto';
import { download, staleUrl } from '../download';
import { bearerOf, type Answer, type Call, type Flavour, type Route } from '../flavours/flavour';
import { refusedPart, trait, type Job, type View } from '../jobs';
import { place } from '../orders';
import { about, aboutJob, saidOf } from '../route';
import type { Turn } from '../turn';
import { RUNWAY_MODELS } from './runway-models';
import { read } from './runway-read';

const VERSION = '2024-11-06';

/**
 * Runway: a version in every header; the price comes with the order; addresses of the file are made anew at every look
 * at the task and go stale; codes tell which gate refused. No list.
 */
export const runway: Flavour = {
  name: 'runway',
  base: '/v1',
  forgets: false,
  defaults: { files: 'other', resultTtl: null, credit: 5000 },
  idName: 'id',
  open: false,
  newId: () => randomUUID(),
  keyOf: bearerOf,
  promptOf: ({ fields }) => String(fields['promptText'] ?? ''),
  error: (status, message) => ({ status, body: { error: message } }),
  lost: () => runway.error(404, 'Task not found'),
  denied: () => runway.error(401, 'The API key you provided is invalid.'),
  refused: () => runway.error(400, 'Your input was flagged by our content moderation.'),
  broke: () => runway.error(400, 'You do not have enough credits to run this task.'),
  routes: [
    ...[
      about('POST', '/v1/text_to_video', 'create', (turn, call) => order(turn, call, 'text')),
      about('POST', '/v1/image_to_video', 'create', (turn, call) => order(turn, call, 'image')),
      aboutJob('GET', '/v1/tasks/:job', 'poll', poll),
      aboutJob('DELETE', '/v1/tasks/:job', 'delete', remove),
      about('GET', '/v1/organization', 'account', (turn) => turn.reply(organization(turn))),
    ].map(withVersion),
    { ...aboutJob('GET', '/files/:job.mp4', 'content', file), open: true },
  ],
};

function withVersion(route: Route): Route {
  return {
    ...route,
    run(turn, call, job) {
      const version = turn.request.headers['x-runway-version'];
      if (version === VERSION) return route.run(turn, call, job);
      const message =
        version === undefined ? 'X-Runway-Version header is required' : 'Unknown X-Runway-Version';
      return turn.error(400, message);
    },
  };
}

function order(turn: Turn, { form }: Call, kind: 'text' | 'image'): Promise<void> | void {
  const wanted = read(form, kind, turn.world.setup);
  if (!wanted.ok) {
    const body = {
      error: 'Validation of body failed',
      issues: wanted.issues,
      docUrl: 'https://docs.dev.runwayml.com/api',
    };
    return turn.json({ status: 400, body });
  }
  const estimatedCost = { credits: wanted.credits };
  return place(turn, wanted.order, form, ({ job }) => ({ status: 200, body: { id: job.id, estimatedCost } }));
}

function poll(turn: Turn, job: Job): Promise<void> | void {
  const { world, entry } = turn;
  const last = world.journal.entries.findLast(
    ({ n, phase, jobId }) => n < entry.n && phase === 'poll' && jobId === job.id,
  );
  if (last && entry.at - last.at < world.options.pollFloorMs) {
    return turn.json(runway.error(429, 'You are polling this task too often.'), { 'retry-after': '5' });
  }
  const view = world.look(job);
  return turn.reply(saidOf(view, { status: 200, body: show(turn, view) }));
}

const WORDS = {
  queued: 'PENDING',
  in_progress: 'RUNNING',
  completed: 'SUCCEEDED',
  failed: 'FAILED',
  cancelled: 'CANCELLED',
} as const;

function show(turn: Turn, view: View): Record<string, unknown> {
  const { job, status, hasFile, progress, error } = view;
  const body = { id: job.id, status: WORDS[status], createdAt: new Date(job.createdAt).toISOString() };
  if (status === 'in_progress') return { ...body, progress: progress / 100 };
  if (error) return { ...body, status: 'FAILED', failure: error.message, failureCode: codeOf(view) };
  if (status !== 'completed') return body;
  return { ...body, output: hasFile ? [signed(turn, job)] : [], cost: { credits: creditsOf(job) } };
}

function creditsOf({ model, seconds }: Job): number {
  return (RUNWAY_MODELS[model]?.credits ?? 0) * Number(seconds);
}

function codeOf({ job, error }: View): string {
  const moderated = trait(job, 'moderated') !== undefined || trait(job, 'moderated-completed') !== undefined;
  if (moderated) {
    return { text: 'SAFETY.INPUT.TEXT', image: 'SAFETY.INPUT.IMAGE', output: 'SAFETY.OUTPUT.VIDEO' }[
      refusedPart(job)
    ];
  }
  return error?.code === 'server_error' ? 'INTERNAL.BAD_OUTPUT.CODE01' : (error?.code ?? '');
}

const DAY = 24 * 3_600_000;

/** Another address at every look, each good for a day. */
function signed({ world, entry }: Turn, job: Job): string {
  const until = world.now() + Number(trait(job, 'url-ttl') ?? DAY);
  return `${world.setup.fileUrl(job)}?_jwt=${entry.n}.${until}`;
}

function file(turn: Turn, job: Job, { query }: Call): Promise<void> | void {
  const until = Number(/^\d+\.(\d+)$/.exec(query.get('_jwt') ?? '')?.[1] ?? 0);
  if (turn.world.now() >= until || turn.take('stale-url')) return staleUrl(turn);
  return turn.world.look(job).hasFile ? download(turn, job) : turn.page(404);
}

/** Cancels what runs, removes what has ended. */
function remove(turn: Turn, job: Job): Promise<void> {
  const { world } = turn;
  const { status } = world.look(job);
  if (status === 'queued' || status === 'in_progress') world.jobs.cancel(job, world.now());
  else world.jobs.put({ ...job, removed: true });
  return turn.reply({ status: 204, body: undefined });
}

function organization({ world }: Turn): Answer {
  const models = Object.fromEntries(
    Object.keys(RUNWAY_MODELS)
      .filter((name) => !world.options.retired.includes(name))
      .map((name) => [name, { maxConcurrentGenerations: 2, maxDailyGenerations: 50 }]),
  );
  const tier = { maxMonthlyCreditSpend: 10_000, models };
  return { status: 200, body: { creditBalance: world.setup.credit, tier, usage: { models: {} } } };
}
