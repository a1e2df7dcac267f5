import type { Progress } from '../port';
import {
  breakdown,
  msOf,
  noNews,
  pollAfterMs,
  serverNow,
  wordsIn,
  wordsOf,
  type Heard,
  type Wire,
} from '../service';
import { retrieveOrder } from './orders';
import { costOf, expiryOf, stateOf, videoIn, type VideoBody } from './video';

/** The longer it has taken, the less often it is asked for. */
const PACE = { first: 2000, most: 15_000, unknown: 5000, part: 8 } as const;

export async function poll(wire: Wire, handle: string): Promise<Progress> {
  return newsIn(await wire.ask(retrieveOrder(handle)), handle, wire.now());
}

/** The body counts before the status: vLLM-Omni tells of a failed job with a 4xx or 5xx, and the job as its body. */
export function newsIn(heard: Heard, handle: string, now: number): Progress {
  if (heard.kind === 'silence') return noNews(heard, now);
  const { status, headers, json } = heard;
  const video = videoIn(json);
  const ok = status >= 200 && status < 300;
  if (video && ok) return progressOf(video, headers, now);
  if (video && isOf(video, handle) && (stateOf(video) === 'failed' || wordsOf(video.error))) {
    return failed(video);
  }
  // The new-api gateway's 404.
  if (status === 400 && wordsIn(json)?.code === 'task_not_exist') return { kind: 'gone' };
  return noNews(heard, now);
}

/** In an error's body an id may be the error's own, and "status" its number. */
function isOf(video: VideoBody, handle: string): boolean {
  return video.object === 'video' || video.id === handle;
}

function progressOf(video: VideoBody, headers: Headers, now: number): Progress {
  const expiresAt = expiryOf(video);
  switch (stateOf(video)) {
    case 'failed':
      return failed(video);
    case 'done': {
      // Moderation of the result: "completed", an error, and the bill.
      if (wordsOf(video.error)) return failed(video, 'output');
      const renderMs = Math.max(Math.round((video.inference_time_s ?? 0) * 1000), 0);
      return { kind: 'done', renderMs, expiresAt, chargedUsd: costOf(video) };
    }
    case 'running': {
      const { progress } = video;
      const percent = progress !== null && progress >= 0 && progress <= 100 ? progress : null;
      return { kind: 'working', percent, expiresAt, afterMs: paceOf(video, headers, now) };
    }
  }
}

function failed(video: VideoBody, gate?: 'output'): Progress {
  const cost = costOf(video);
  const words = wordsOf(video.error);
  const told = { status: video.status, cost, ...(gate ? { gate } : {}) };
  return { kind: 'failed', ...breakdown(words, told), chargedUsd: cost };
}

/** An eighth of what it has taken so far, by the server's own clock. */
function paceOf(video: VideoBody, headers: Headers, now: number): number {
  const said = pollAfterMs(headers, now);
  if (said !== null) return said;
  const created = msOf(video.created_at);
  if (created === null) return PACE.unknown;
  const age = serverNow(headers, now) - created;
  return Math.min(Math.max(Math.round(age / PACE.part), PACE.first), PACE.most);
}
