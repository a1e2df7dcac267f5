import { fileOf } from '../clip';
import { download } from '../download';
import type { Call, Route } from '../flavours/flavour';
import { trait, type Job } from '../jobs';
import { aboutJob } from '../route';
import type { Turn } from '../turn';
import { googleError } from './google';

/** A file has its interaction's name, and wants the key like everything else. */
export const fileRoutes: readonly Route[] = [
  {
    ...aboutJob('GET', '', 'content', content),
    path: /^\/v1beta\/files\/(?<job>[^/:]+):download$/,
  },
  aboutJob('GET', '/v1beta/files/:job', 'result', (turn, job) => {
    if (!turn.world.look(job).hasFile) return gone(turn, job);
    return turn.reply({ status: 200, body: resourceOf(turn, job) });
  }),
];

function gone(turn: Turn, job: Job): void {
  turn.json(
    googleError(
      Number(trait(job, 'expired') || 403),
      `You do not have permission to access the File ${job.id} or it may not exist.`,
    ),
  );
}

/** Not before it is ACTIVE; without `alt=media` only what there is to know about it. */
function content(turn: Turn, job: Job, { query }: Call): Promise<void> | void {
  if (!turn.world.look(job).hasFile) return gone(turn, job);
  if (turn.take('stale-url')) return turn.json(googleError(403, 'The download link has expired.'));
  if (query.get('alt') !== 'media') return turn.reply({ status: 200, body: resourceOf(turn, job) });
  const state = stateOf(turn, job);
  if (state === 'ACTIVE') return download(turn, job);
  const message = `The File ${job.id} is not in an ACTIVE state and usage is not allowed.`;
  return turn.json(googleError(400, message, [], 'FAILED_PRECONDITION'));
}

type State = 'PROCESSING' | 'ACTIVE' | 'FAILED';

/** The first questions about a file find it in preparation. */
function stateOf({ world, entry }: Turn, job: Job): State {
  if (trait(job, 'file-failed') !== undefined) return 'FAILED';
  const looks = world.journal.entries.filter(
    ({ n, jobId, phase, status }) =>
      n < entry.n &&
      jobId === job.id &&
      (phase === 'result' || phase === 'content') &&
      (status === 200 || status === 400),
  );
  return looks.length < Number(trait(job, 'file-processing') || 1) ? 'PROCESSING' : 'ACTIVE';
}

function resourceOf(turn: Turn, job: Job): Record<string, unknown> {
  const { world } = turn;
  const { endedAt, expiresAt } = world.look(job);
  const { bytes, sha256 } = fileOf(job.id, world.lengthOf(job));
  const state = stateOf(turn, job);
  return {
    name: `files/${job.id}`,
    mimeType: 'video/mp4',
    sizeBytes: String(bytes.length),
    createTime: new Date(endedAt ?? 0).toISOString(),
    ...(expiresAt !== null && { expirationTime: new Date(expiresAt).toISOString() }),
    sha256Hash: Buffer.from(sha256, 'hex').toString('base64'),
    uri: `${world.baseUrl()}/files/${job.id}`,
    downloadUri: `${world.baseUrl()}/files/${job.id}:download?alt=media`,
    state,
    source: 'GENERATED',
    ...(state === 'FAILED' && { error: { code: 13, message: 'The file could not be processed.' } }),
  };
}
