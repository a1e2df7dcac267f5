import { claimOf, END_STATES, imagesOf, laneOf, phaseOf, type Clip, type Job } from '@/utils/domain';
import type { ClipRow, JobIndex, JobRow } from './schema';

export function jobRow(job: Job): JobRow {
  return { ...job, ix: indexOf(job) };
}

export function jobOf({ ix: _ix, ...job }: JobRow): Job {
  return job;
}

function indexOf(job: Job): JobIndex {
  const { request, state } = job;
  const phase = phaseOf(job);
  const sentAt = job.attempts.at(-1)?.startedAt;
  return {
    ...(phase && { phase }),
    lane: laneOf(request),
    claims: job.attempts.flatMap(({ handle }) => (handle === '' ? [] : [claimOf(request, handle)])),
    ...(sentAt !== undefined && { sentAt }),
    ...(END_STATES.includes(state) && { endedAt: job.updatedAt }),
    // A saved or canceled job draws nothing again: its pictures are its clip's, or nobody's.
    images: state === 'saved' || state === 'canceled' ? [] : picturesOf(job),
  };
}

function picturesOf({ source, request }: Pick<Job, 'source' | 'request'>): string[] {
  return [
    ...new Set([...source.images.map(({ id }) => id), ...imagesOf(request).map(({ imageId }) => imageId)]),
  ];
}

export function clipRow(clip: Clip): ClipRow {
  const { source, request } = clip.record;
  const images = picturesOf({ source, request });
  return images.length > 0 ? { ...clip, ix: { images } } : clip;
}

/** Rows of version 1 lack what was not known then. */
export function clipOf({ ix: _ix, ...clip }: ClipRow): Clip {
  return {
    ...clip,
    media: { ...clip.media, playable: clip.media.playable ?? true },
    record: { ...clip.record, handle: clip.record.handle ?? '' },
  };
}
