/** Where a clip comes from and how it was made, kept with it for ever. */
import { durationOf, oneLine, type Clip, type Job, type MediaFacts } from '@/utils/domain';
import { estimateOnDevice, ON_DEVICE } from '@/utils/providers';

/** The Clip of a job whose file was verified. `madeBy`: name and version of this extension. */
export function clipFrom(job: Job, media: MediaFacts, clipId: string, now: number, madeBy: string): Clip {
  const { source, request } = job;
  const { usd, basis } = estimateOnDevice();
  const pictures = request.images.length > 0;
  return {
    id: clipId,
    jobId: job.id,
    createdAt: now,
    title: titleOf(job),
    media: { ...media, seconds: media.seconds || durationOf(request.storyboard) },
    record: {
      source,
      request,
      provider: {
        id: ON_DEVICE.id,
        name: ON_DEVICE.name,
        model: request.model,
        generative: ON_DEVICE.generative,
      },
      // A page's pictures may or may not be AI-made: a clip of them is a composite; words alone are an algorithm's.
      digitalSourceType: pictures ? 'composite' : 'algorithmicMedia',
      startedAt: job.attempts.at(-1)?.startedAt ?? job.createdAt,
      finishedAt: now,
      renderMs: job.renderMs,
      cost: { usd: usd === 'unknown' ? 0 : usd, basis },
      madeBy,
    },
    deletedAt: null,
  };
}

function titleOf(job: Job): string {
  const words = job.request.storyboard.shots.map((shot) => shot.text).find((text) => text !== '');
  return oneLine(words ?? job.source.title, 200) || job.source.site;
}
