import type { Dialect } from './flavours/dialect';
import type { Job } from './jobs';
import type { Turn } from './turn';

/** Pages of the known jobs, newest first unless asked otherwise. */
export function list(turn: Turn, dialect: Dialect, query: URLSearchParams): Promise<void> | void {
  const { world } = turn;
  if (!world.options.list || turn.take('no-list')) return turn.error(404, 'Not Found');
  const limit = Number(query.get('limit') ?? 20);
  const order = query.get('order') ?? 'desc';
  if (!Number.isInteger(limit) || limit < 0 || limit > 100) return turn.error(400, 'Invalid limit.');
  if (order !== 'asc' && order !== 'desc') return turn.error(400, 'Invalid order.');
  const newestFirst = world.listed();
  const all = order === 'asc' ? newestFirst.toReversed() : newestFirst;
  const loop = turn.take('list-loop') !== undefined;
  const rest = after(all, loop ? null : query.get('after'));
  const views = rest.slice(0, limit).map((job) => world.look(job));
  return turn.reply(dialect.listed({ views, hasMore: loop || rest.length > limit }, world.setup));
}

/** Nothing follows a job that is not there. */
function after(jobs: Job[], id: string | null): Job[] {
  if (id === null) return jobs;
  const at = jobs.findIndex((job) => job.id === id);
  return at === -1 ? [] : jobs.slice(at + 1);
}
