import { download, staleUrl } from './download';
import type { Call, Route } from './flavours';
import { readBody, readForm, type Form } from './form';
import { trait, type Job } from './jobs';
import { isLetIn, leaks, withoutKeys } from './keys';
import { shortened } from './media';
import type { Phase } from './phases';
import { about } from './route';
import type { Turn } from './turn';
import type { World } from './world';

/** What a method and a path are about. */
export interface Place {
  phase: Phase;
  /** Undefined: nothing is there. */
  route?: Route;
  parts: Call['parts'];
}

/** Outside every protocol: anybody who knows the address. */
const FILE: Route = { ...about('GET', '/files/:job.mp4', 'content', () => {}), open: true, run: file };

export function placeOf({ flavour }: World, method: string, pathname: string): Place {
  for (const route of [...flavour.routes, FILE]) {
    const groups = route.method === method ? route.path.exec(pathname) : null;
    if (!groups) continue;
    const parts = Object.entries(groups.groups ?? {}).map(([name, part]) => [name, decoded(part)]);
    return { phase: route.phase, route, parts: Object.fromEntries(parts) as Call['parts'] };
  }
  return { phase: 'other', parts: {} };
}

export async function answer(turn: Turn, { route, parts }: Place, query: URLSearchParams): Promise<void> {
  const { world, entry, request } = turn;
  const body = await readBody(request);
  const form = await readForm(body, request.headers['content-type'] ?? '');
  const job = world.jobs.find(parts['job'] ?? '');
  noteDown(turn, form, job);
  entry.keyLeaked = leaks(turn, body);
  world.journal.write(entry);
  if (entry.keyLeaked) return turn.error(401, 'A key was sent where everybody can read it.', 'key_leaked');
  if (await turn.before()) return;
  if (!route?.open && !isLetIn(turn)) {
    return turn.json(world.flavour.denied(world.flavour.keyOf(request.headers)));
  }
  if (!route) return turn.error(404, `Invalid URL (${request.method} ${entry.path})`);
  return route.run(turn, { form, query, parts }, job);
}

function noteDown(turn: Turn, form: Form, job: Job | undefined): void {
  const { world, entry } = turn;
  entry.body = form.kind;
  entry.jobId = job?.id ?? null;
  entry.prompt = job?.prompt ?? null;
  if (entry.phase !== 'create') return;
  entry.prompt = withoutKeys(turn, world.flavour.promptOf(form));
  entry.media = form.media;
  entry.order = JSON.parse(withoutKeys(turn, JSON.stringify(shortened(form.fields))));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function file(turn: Turn, _: Call, job: Job | undefined): Promise<void> | void {
  if (!job) return turn.page(404);
  const view = turn.world.look(job);
  if (turn.take('stale-url')) return staleUrl(turn);
  if (view.hasFile) return download(turn, job);
  return turn.page(view.expired ? Number(trait(job, 'expired') || 404) : 404);
}
