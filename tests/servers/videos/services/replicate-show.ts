import { refusedPart, trait, type Job, type View } from '../jobs';
import type { Turn } from '../turn';

const WORDS = {
  queued: 'starting',
  in_progress: 'processing',
  completed: 'succeeded',
  failed: 'failed',
  cancelled: 'canceled',
} as const;

/** A prediction as it stands; an hour after its end with nothing in it. */
export function predictionOf({ world }: Turn, view: View): Record<string, unknown> {
  const { job, status, endedAt, error } = view;
  const { resultTtl } = world.options;
  const ttl = resultTtl === null ? Infinity : resultTtl * 1000;
  const wiped = view.expired || (endedAt !== null && world.now() >= endedAt + ttl);
  const address = `${world.baseUrl()}/predictions/${job.id}`;
  return {
    id: job.id,
    model: job.model,
    version: 'hidden',
    input: wiped ? {} : job.wanted['input'],
    output: wiped || !view.hasFile ? null : outputOf(world.setup.fileUrl(job), job),
    logs: wiped || status === 'queued' ? '' : `${view.progress}%|####`,
    error: error ? messageOf(view) : null,
    status: error ? 'failed' : WORDS[status],
    data_removed: wiped,
    source: 'api',
    created_at: new Date(job.createdAt).toISOString(),
    ...(endedAt !== null && {
      completed_at: new Date(endedAt).toISOString(),
      metrics: { predict_time: (endedAt - job.createdAt) / 1000 },
    }),
    urls: { get: address, cancel: `${address}/cancel`, web: `https://replicate.com/p/${job.id}` },
  };
}

function outputOf(url: string, job: Job): string | string[] {
  return trait(job, 'as-list') === undefined ? url : [url];
}

/** In prose only. */
function messageOf({ job, error }: View): string {
  const moderated = trait(job, 'moderated') !== undefined || trait(job, 'moderated-completed') !== undefined;
  if (!moderated) return error?.message ?? '';
  const part = refusedPart(job) === 'output' ? 'output' : 'input';
  return `The ${part} was flagged as sensitive. Please try again with different inputs. (E005)`;
}
