import type { Connection, Estimate, Storyboard, VideosRequest } from '@/utils/domain';

export const OPENAI_VIDEOS = { id: 'openai-videos', generative: true } as const;

/** Freezes what goes to a server: where it goes and what a second costs are fixed with it. */
export function videosRequest(parts: {
  connection: Connection;
  prompt: string;
  seconds: VideosRequest['seconds'];
  size: VideosRequest['size'];
  storyboard: Storyboard;
}): VideosRequest {
  const { connection, prompt, seconds, size, storyboard } = parts;
  return {
    providerId: OPENAI_VIDEOS.id,
    connectionId: connection.id,
    baseUrl: connection.baseUrl,
    model: connection.model,
    prompt: prompt.trim(),
    seconds,
    size,
    storyboard,
    usdPerSecond: connection.usdPerSecond,
    priceAt: connection.priceAt,
  };
}

/** What the user said a second costs there; nobody else says anything beforehand. */
export function estimateVideos({
  usdPerSecond,
  seconds,
  priceAt,
}: Pick<VideosRequest, 'usdPerSecond' | 'seconds' | 'priceAt'>): Estimate {
  if (usdPerSecond === null) return { usd: null, basis: 'not-told', asOf: null };
  return { usd: Math.round(usdPerSecond * seconds * 1e6) / 1e6, basis: 'your-price', asOf: priceAt };
}
