import { readBody, readForm } from './form';
import { download } from './download';
import { order, remix } from './orders';
import { list } from './lists';
import { THUMBNAIL } from './clip';
import { trait, type Job } from './jobs';
import type { Phase } from './phases';
import type { Turn } from './turn';

/** What a method and a path are about. */
export interface Place {
  phase: Phase;
  /** Undefined: nothing is there. */
  what?: 'create' | 'remix' | 'poll' | 'list' | 'content' | 'file' | 'delete' | 'models';
  id?: string;
}

const ROUTES: readonly [method: string, path: RegExp, phase: Phase, what: NonNullable<Place['what']>][] = [
  ['POST', /^\/v1\/videos$/, 'create', 'create'],
  ['GET', /^\/v1\/videos$/, 'list', 'list'],
  ['POST', /^\/v1\/videos\/([^/]+)\/remix$/, 'create', 'remix'],
  ['GET', /^\/v1\/videos\/([^/]+)\/content$/, 'content', 'content'],
  ['GET', /^\/v1\/videos\/([^/]+)$/, 'poll', 'poll'],
  ['DELETE', /^\/v1\/videos\/([^/]+)$/, 'delete', 'delete'],
  ['GET', /^\/files\/([^/]+)\.mp4$/, 'content', 'file'],
  ['GET', /^(?:\/v1)?\/models$/, 'models', 'models'],
];

export function placeOf(method: string, pathname: string): Place {
  for (const [verb, path, phase, what] of ROUTES) {
    const match = verb === method ? path.exec(pathname) : null;
    if (match) return { phase, what, ...(match[1] !== undefined && { id: decodeURIComponent(match[1]) }) };
  }
  return { phase: 'other' };
}

export async function answer(turn: Turn, { what, id = '' }: Place, query: URLSearchParams): Promise<void> {
  const { world, entry } = turn;
  const body = await readBody(turn.request);
  const form = await readForm(body, turn.request.headers['content-type'] ?? '');
  entry.body = form.kind;
  const job = world.jobs.find(id);
  entry.jobId = job?.id ?? null;
  const prompt = form.fields['prompt'];
  entry.prompt = what === 'create' || what === 'remix' ? String(prompt ?? '') : (job?.prompt ?? null);
  world.journal.write(entry);
  if (await turn.before()) return;
  if (what === 'file') return file(turn, job);
  if (!isLetIn(turn)) return turn.error(401, 'Incorrect API key provided.', 'invalid_api_key');
  switch (what) {
    case 'create':
      return order(turn, form);
    case 'list':
      return list(turn, query);
    case 'models':
      return turn.reply(world.flavour.models(world.setup));
    case undefined:
      return turn.error(404, `Invalid URL (${turn.request.method} ${entry.path})`);
    default:
  }
  if (!job) return turn.error(404, `Video with id '${id}' not found.`, 'not_found');
  if (what === 'remix') return remix(turn, form, job);
  if (what === 'content') return content(turn, job, query.get('variant'));
  return what === 'delete' ? remove(turn, job) : poll(turn, job);
}

function isLetIn({ world, request }: Turn): boolean {
  return world.options.apiKey === '' || request.headers.authorization === `Bearer ${world.options.apiKey}`;
}

function poll(turn: Turn, job: Job): Promise<void> {
  const { world } = turn;
  const view = world.look(job);
  const said = world.flavour.polled(view, world.setup);
  if (view.word === null) return turn.reply(said);
  return turn.reply({ ...said, body: { ...(said.body as object), status: view.word } });
}

function remove(turn: Turn, job: Job): Promise<void> | void {
  const { world } = turn;
  const said = world.flavour.removed?.(world.look(job), world.setup);
  if (!said) return turn.error(405, 'Method Not Allowed');
  if (said.gone) world.jobs.put({ ...job, removed: true });
  return turn.reply(said);
}

async function content(turn: Turn, job: Job, variant: string | null): Promise<void> {
  const { flavour, setup } = turn.world;
  const view = turn.world.look(job);
  if (view.expired)
    return turn.error(Number(trait(job, 'expired') || 404), 'The video has expired.', 'expired');
  const instead = flavour.instead(view, setup);
  if (instead) return turn.json(instead);
  if (flavour.variants && variant !== null && variant !== 'video') {
    const known = variant === 'thumbnail' || variant === 'spritesheet';
    return known
      ? turn.send(200, 'image/webp', THUMBNAIL)
      : turn.error(400, `Invalid variant: '${variant}'.`);
  }
  return download(turn, job);
}

/** Outside the protocol: anybody who knows the address. */
function file(turn: Turn, job: Job | undefined): Promise<void> | void {
  if (!job) return turn.page(404);
  const view = turn.world.look(job);
  if (view.hasFile) return download(turn, job);
  return turn.page(view.expired ? expiredStatus(job) : 404);
}

function expiredStatus(job: Job): number {
  return Number(trait(job, 'expired') || 404);
}
