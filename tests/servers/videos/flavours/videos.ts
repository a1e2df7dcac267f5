import { THUMBNAIL } from '../clip';
import { download } from '../download';
import { MODERATED, trait, type Job } from '../jobs';
import { list } from '../lists';
import { edit, order, remix } from '../orders';
import { aboutJob, about, saidOf } from '../route';
import type { Turn } from '../turn';
import type { Dialect } from './dialect';
import { bearerOf, type Flavour, type Route } from './flavour';

/** `/v1/videos`, spoken as a dialect has it. */
export function videosApi(dialect: Dialect): Flavour {
  return {
    name: dialect.name,
    base: '/v1',
    forgets: dialect.forgets,
    defaults: { model: dialect.model, list: dialect.lists, files: 'same', resultTtl: 3600 },
    idName: 'id',
    open: true,
    keyOf: bearerOf,
    newId: dialect.newId,
    routes: routesOf(dialect),
    promptOf: ({ fields }) => String(fields['prompt'] ?? ''),
    error: dialect.error,
    lost: (id) => dialect.error(404, `Video with id '${id}' not found.`, 'not_found'),
    denied: () => dialect.error(401, 'Incorrect API key provided.', 'invalid_api_key'),
    refused: () => dialect.error(400, MODERATED.message, MODERATED.code),
    broke: () => dialect.error(402, 'Insufficient balance.', 'insufficient_quota'),
  };
}

function routesOf(dialect: Dialect): Route[] {
  return [
    about('POST', '/v1/videos', 'create', (turn, { form }) => order(turn, dialect, form)),
    about('GET', '/v1/videos', 'list', (turn, { query }) => list(turn, dialect, query)),
    about('POST', '/v1/videos/edits', 'create', (turn, { form }) => edit(turn, dialect, form, 'edit')),
    about('POST', '/v1/videos/extensions', 'create', (turn, { form }) =>
      edit(turn, dialect, form, 'extension'),
    ),
    aboutJob('POST', '/v1/videos/:job/remix', 'create', (turn, job, { form }) =>
      remix(turn, dialect, form, job),
    ),
    aboutJob('GET', '/v1/videos/:job/content', 'content', (turn, job, { query }) =>
      content(turn, dialect, job, query.get('variant')),
    ),
    aboutJob('GET', '/v1/videos/:job', 'poll', (turn, job) => poll(turn, dialect, job)),
    aboutJob('DELETE', '/v1/videos/:job', 'delete', (turn, job) => remove(turn, dialect, job)),
    about('GET', '/v1/models', 'models', (turn) => turn.reply(dialect.models(turn.world.setup))),
    about('GET', '/models', 'models', (turn) => turn.reply(dialect.models(turn.world.setup))),
  ];
}

function poll(turn: Turn, dialect: Dialect, job: Job): Promise<void> {
  const view = turn.world.look(job);
  return turn.reply(saidOf(view, dialect.polled(view, turn.world.setup)));
}

function remove(turn: Turn, dialect: Dialect, job: Job): Promise<void> | void {
  const { world } = turn;
  const said = dialect.removed?.(world.look(job), world.setup);
  if (!said) return turn.error(405, 'Method Not Allowed');
  if (said.gone) world.jobs.put({ ...job, removed: true });
  return turn.reply(said);
}

async function content(turn: Turn, dialect: Dialect, job: Job, variant: string | null): Promise<void> {
  const view = turn.world.look(job);
  if (view.expired) {
    return turn.error(Number(trait(job, 'expired') || 404), 'The video has expired.', 'expired');
  }
  const instead = dialect.instead(view, turn.world.setup);
  if (instead) return turn.json(instead);
  if (dialect.variants && variant !== null && variant !== 'video') {
    const known = variant === 'thumbnail' || variant === 'spritesheet';
    return known
      ? turn.send(200, 'image/webp', THUMBNAIL)
      : turn.error(400, `Invalid variant: '${variant}'.`);
  }
  return download(turn, job);
}
