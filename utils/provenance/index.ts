/** Where a clip comes from and how it was made, kept with it for ever. */
import {
  durationOf,
  handleOf,
  hostOf,
  imagesOf,
  oneLine,
  type Clip,
  type Job,
  type MediaFacts,
  type Money,
} from '@/utils/domain';
import { ON_DEVICE } from '@/utils/providers';

/** The Clip of a job whose file was verified. `madeBy`: name and version of this extension. */
export function clipFrom(job: Job, media: MediaFacts, clipId: string, now: number, madeBy: string): Clip {
  const { source, request } = job;
  return {
    id: clipId,
    jobId: job.id,
    createdAt: now,
    title: titleOf(job),
    media: { ...media, seconds: media.seconds || durationOf(request.storyboard) },
    record: {
      source,
      request,
      provider: providerOf(job),
      digitalSourceType: sourceTypeOf(job),
      startedAt: job.attempts.at(-1)?.startedAt ?? job.createdAt,
      finishedAt: now,
      renderMs: job.renderMs,
      cost: costOf(job.attempts.at(-1)?.money),
      handle: request.providerId === ON_DEVICE.id ? '' : handleOf(job),
      madeBy,
    },
    deletedAt: null,
  };
}

function providerOf({ request }: Job): Clip['record']['provider'] {
  if (request.providerId === ON_DEVICE.id) {
    return { id: ON_DEVICE.id, name: ON_DEVICE.name, model: request.model, generative: ON_DEVICE.generative };
  }
  return {
    id: request.providerId,
    name: hostOf(request).slice(0, 80),
    model: request.model,
    generative: true,
  };
}

/** IPTC digital source type: what made the pixels. */
function sourceTypeOf({ request }: Job): Clip['record']['digitalSourceType'] {
  if (request.providerId !== ON_DEVICE.id) return 'trainedAlgorithmicMedia';
  // A page's pictures may or may not be AI-made: a clip of them is a composite; words alone are an algorithm's.
  return imagesOf(request).length > 0 ? 'composite' : 'algorithmicMedia';
}

/** As charged, where the service said so; else what was estimated, and on what ground. */
function costOf(money: Money | undefined): Clip['record']['cost'] {
  if (!money) return { usd: null, basis: 'not-told' };
  if (money.chargedUsd !== null) return { usd: money.chargedUsd, basis: 'charged' };
  return { usd: money.estimate.usd, basis: money.estimate.basis };
}

function titleOf(job: Job): string {
  const { request } = job;
  // A version is called by what was to change.
  if (request.providerId !== 'on-device' && request.parent && request.parent.wish !== '') {
    return oneLine(request.parent.wish, 200);
  }
  const words = job.request.storyboard.shots.map((shot) => shot.text).find((text) => text !== '');
  return oneLine(words ?? job.source.title, 200) || job.source.site;
}
