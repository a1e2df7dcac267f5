import { bearerOf, type Answer, type Call, type Flavour, type Read, type Setup } from '../flavours/flavour';
import { hex } from '../flavours/shared';
import { download } from '../download';
import { refusedPart, trait, type Job, type View } from '../jobs';
import { place } from '../orders';
import { about, aboutJob, saidOf } from '../route';
import type { Turn } from '../turn';
import { modelsLeft, read } from './openrouter-read';

/**
 * OpenRouter: JSON only, 202, relative polling address; no progress, no cancel, no list; the bytes come through the
 * same origin and want the key. An order that was lost can never be found again.
 */
export const openrouter: Flavour = {
  name: 'openrouter',
  base: '/api/v1',
  forgets: false,
  defaults: { files: 'same', resultTtl: 3600, credit: 10 },
  idName: 'id',
  open: false,
  newId: () => `gen-vid-${hex(10)}`,
  keyOf: bearerOf,
  promptOf: ({ fields }) => String(fields['prompt'] ?? ''),
  error: (status, message) => ({ status, body: { error: { code: status, message } } }),
  lost: () => openrouter.error(404, 'Resource not found'),
  denied: (shown) =>
    openrouter.error(401, shown === null ? 'Missing Authentication header' : 'User not found.'),
  refused: (what) => openrouter.error(403, `Input flagged by moderation: ${what || 'text'}`),
  broke: () =>
    openrouter.error(402, 'Insufficient credits. Add more using https://openrouter.ai/settings/credits'),
  routes: [
    about('POST', '/api/v1/videos', 'create', order),
    // Before the job of that name.
    { ...about('GET', '/api/v1/videos/models', 'models', models), open: true },
    aboutJob('GET', '/api/v1/videos/:job/content', 'content', content),
    aboutJob('GET', '/api/v1/videos/:job', 'poll', poll),
    about('GET', '/api/v1/key', 'account', (turn) => turn.reply(account(turn))),
  ],
};

function order(turn: Turn, { form }: Call): Promise<void> | void {
  const no = (message: string): Read => ({ ok: false, answer: openrouter.error(400, message) });
  const wanted = read(form, turn.world.setup, no);
  if (!wanted.ok) return turn.json(wanted.answer);
  return place(turn, wanted.order, form, ({ job }) => ({
    status: 202,
    body: { id: job.id, polling_url: pathOf(job), status: 'pending' },
  }));
}

function models(turn: Turn): Promise<void> {
  const data = modelsLeft(turn.world.options.retired).map((model) => ({
    ...model,
    canonical_slug: model.id,
    created: 1_780_000_000,
    description: `${model.name}, played by a test.`,
    hugging_face_id: null,
    upscale_factor: null,
    creativity: null,
  }));
  return turn.reply({ status: 200, body: { data } });
}

const pathOf = (job: Job): string => `/api/v1/videos/${job.id}`;

function poll(turn: Turn, job: Job): Promise<void> {
  const { world } = turn;
  const view = world.look(job);
  return turn.reply(saidOf(view, { status: 200, body: show(view, world.setup) }));
}

const WORDS = {
  queued: 'pending',
  in_progress: 'in_progress',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
} as const;

function show(view: View, setup: Setup): Record<string, unknown> {
  const { job, error, expired, hasFile, status } = view;
  const body = { id: job.id, polling_url: pathOf(job), status: expired ? 'expired' : WORDS[status] };
  if (error) return { ...body, error: reasonOf(job, error.message) };
  if (status !== 'completed') return body;
  const url = `${setup.baseUrl()}/videos/${job.id}/content?index=0`;
  return {
    ...body,
    generation_id: `gen-${job.id.slice(8)}`,
    unsigned_urls: hasFile ? [url] : [],
    usage: { cost: costOf(job), is_byok: false },
  };
}

/** In prose, and nowhere else: there is no code to go by. */
function reasonOf(job: Job, message: string): string {
  if (trait(job, 'moderated') === undefined && trait(job, 'moderated-completed') === undefined)
    return message;
  const part = { text: 'prompt', image: 'input image', output: 'generated video' }[refusedPart(job)];
  return `The ${part} was flagged by the provider's content policy.`;
}

/** US dollars. */
const costOf = ({ seconds }: Job): number => Number((Number(seconds) * 0.1).toFixed(4));

function content(turn: Turn, job: Job, { query }: Call): Promise<void> | void {
  const view = turn.world.look(job);
  const index = query.get('index') ?? '0';
  if (!/^\d+$/.test(index)) return turn.error(400, 'index: Expected a whole number');
  if (view.expired) return turn.error(Number(trait(job, 'expired') || 404), 'Video content has expired');
  if (!view.hasFile || index !== '0') return turn.error(404, 'Video content not found');
  return download(turn, job);
}

function account({ world }: Turn): Answer {
  const spent = world.jobs
    .all()
    .filter((job) => world.look(job).hasFile)
    .reduce((sum, job) => sum + costOf(job), 0);
  const data = {
    label: 'sk-or-v1-tes...key',
    limit: world.setup.credit,
    limit_remaining: Math.max(0, world.setup.credit - spent),
    usage: spent,
    is_free_tier: false,
    is_provisioning_key: false,
    rate_limit: { requests: -1, interval: '10s' },
  };
  return { status: 200, body: { data } };
}
