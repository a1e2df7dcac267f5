import { fileOf } from '../clip';
import { refusedPart, trait, type Job, type View } from '../jobs';
import type { Turn } from '../turn';

const WORDS = {
  queued: 'queued',
  in_progress: 'in_progress',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
} as const;

const REFUSALS = {
  text: "I can't make this video because of the words in your request.",
  image: "I can't make this video because of the image in your request.",
  output: "I can't show the video that was made.",
} as const;

/** An interaction as it stands. */
export function interactionOf(turn: Turn, view: View): Record<string, unknown> {
  const { job, status, endedAt, error } = view;
  const body = {
    id: job.id,
    object: 'interaction',
    model: job.model,
    role: 'agent',
    status: WORDS[status],
    created: new Date(job.createdAt).toISOString(),
    updated: new Date(endedAt ?? turn.world.now()).toISOString(),
    ...(job.remixOf !== null && { previous_interaction_id: job.remixOf }),
  };
  if (status === 'failed' && error) return { ...body, error: failureOf(view) };
  return status === 'completed' ? { ...body, ...outputOf(turn, view), usage: { total_tokens: 5792 } } : body;
}

/** A refusal has no code, only words. */
function failureOf({ job, error }: View): unknown {
  return trait(job, 'moderated') === undefined ? error : { message: REFUSALS[refusedPart(job)] };
}

/** The thought comes first; where there is no video there are words, if anything. */
function outputOf(turn: Turn, view: View): Record<string, unknown> {
  const { job, hasFile, error, expired } = view;
  const thought = { type: 'thought', summary: [{ type: 'text', text: 'Planning the shot.' }] };
  if (!hasFile && !expired) {
    const content = error ? [{ type: 'text', text: REFUSALS[refusedPart(job)] }] : [];
    return { steps: [thought, { type: 'model_output', content }] };
  }
  const video = { type: 'video', mime_type: 'video/mp4', ...whereIs(turn, job) };
  if (trait(job, 'output-video') !== undefined) return { output_video: video, steps: [thought] };
  return { steps: [thought, { type: 'model_output', content: [video] }] };
}

function whereIs({ world }: Turn, job: Job): { uri: string } | { data: string } {
  const { delivery } = (job.wanted['response_format'] ?? {}) as { delivery?: unknown };
  if (delivery === 'uri' && trait(job, 'inline') === undefined) {
    return { uri: `${world.baseUrl()}/files/${job.id}:download?alt=media` };
  }
  return { data: fileOf(job.id, world.lengthOf(job)).bytes.toString('base64') };
}
