import {
  LOST_WORDS,
  type Attempt,
  type Job,
  type MirrorJob,
  type Source,
  type Storyboard,
} from '@/utils/domain';
import { newJob } from './new-job';

/**
 * The job of an order that was paid for, after the database was lost. With its handle it is asked for at the provider
 * and becomes a clip; without one nobody knows, and the user is asked in the end.
 */
export function rebuilt(mirror: MirrorJob, now: number): Job {
  const { jobId, handle, startedAt, providerId, connectionId, baseUrl, model, seconds, aspect, resolution } =
    mirror;
  const request: Job['request'] = {
    providerId,
    connectionId,
    baseUrl,
    model,
    family: 'plain',
    work: { kind: 'new' },
    prompt: LOST_WORDS,
    negative: '',
    seconds,
    aspect,
    resolution,
    audio: null,
    seed: null,
    images: [],
    inputs: {},
    storyboard: lostStoryboard(seconds),
    plan: null,
    estimate: mirror.estimate,
    ground: null,
    parent: null,
  };
  return {
    ...newJob({ id: jobId, source: lostSource(mirror), request, now: startedAt }),
    state: handle === '' ? 'unknown' : 'running',
    updatedAt: now,
    newsAt: now,
    deadlineAt: mirror.deadlineAt,
    attempts: [attemptOf(mirror)],
  };
}

function attemptOf({ attemptId, startedAt, handle, estimate }: MirrorJob): Attempt {
  const isKnown = handle !== '';
  return {
    id: attemptId,
    startedAt,
    epoch: 0,
    handle,
    outcome: isKnown ? 'accepted' : 'unknown',
    money: { estimate, verdict: isKnown ? 'pending' : 'unknown', chargedUsd: null },
  };
}

function lostSource({ jobId, startedAt }: MirrorJob): Source {
  return {
    id: jobId,
    kind: 'selection',
    takenAt: startedAt,
    url: '',
    title: LOST_WORDS,
    site: '',
    language: 'und',
    text: LOST_WORDS,
    heading: '',
    paragraph: '',
    byline: '',
    themeColor: '',
    ogImage: '',
    images: [],
    notices: [],
  };
}

function lostStoryboard(seconds: number): Storyboard {
  return {
    template: 'quote',
    language: 'und',
    direction: 'ltr',
    title: LOST_WORDS,
    byline: '',
    shots: [
      {
        id: 'lost',
        role: 'quote',
        text: LOST_WORDS,
        eyebrow: '',
        highlights: [],
        passage: LOST_WORDS,
        seconds,
        transition: 'cut',
      },
    ],
    reduced: null,
  };
}
