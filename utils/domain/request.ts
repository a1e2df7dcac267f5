import * as v from 'valibot';
import { amount, text } from './bounds';
import { ASPECTS, FRAME_RATES, LOOKS, RESOLUTIONS, Storyboard } from './storyboard';

/** Settings of the on-device renderer. Nothing is left to a default further down. */
export const RenderSettings = v.object({
  look: v.picklist(LOOKS),
  aspect: v.picklist(ASPECTS),
  resolution: v.picklist(RESOLUTIONS),
  fps: v.picklist(FRAME_RATES),
  soundtrack: v.boolean(),
  /** Fades only: no zoom, no sliding text. */
  reducedMotion: v.boolean(),
});
export type RenderSettings = v.InferOutput<typeof RenderSettings>;

const images = v.pipe(
  v.array(v.object({ imageId: text(64), role: v.picklist(['reference']) })),
  v.maxLength(12),
);

/** What the on-device renderer draws. */
export const OnDeviceRequest = v.object({
  providerId: v.literal('on-device'),
  model: text(80),
  storyboard: Storyboard,
  settings: RenderSettings,
  /** Ids in the image store; the renderer takes the bytes from there. */
  images,
  /** Drawn into every frame: where it comes from, and what it is. */
  labels: v.object({ site: text(253), made: text(120) }),
  themeColor: text(7),
  /** Same Request, same seed: the same frames. */
  seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type OnDeviceRequest = v.InferOutput<typeof OnDeviceRequest>;

export const VIDEO_SECONDS = [4, 6, 8, 10, 12] as const;
export const VIDEO_SIZES = ['1280x720', '720x1280', '1024x1024'] as const;

/** What goes to a server that speaks `/v1/videos`. Where it goes is frozen with it. */
export const VideosRequest = v.object({
  providerId: v.literal('openai-videos'),
  connectionId: text(64),
  /** "http://127.0.0.1:8091/v1". */
  baseUrl: v.pipe(text(2048), v.url()),
  /** Empty: the server's only one. */
  model: text(200),
  prompt: v.pipe(text(32_000), v.minLength(1)),
  seconds: v.picklist(VIDEO_SECONDS),
  size: v.picklist(VIDEO_SIZES),
  /** What the prompt was written from. */
  storyboard: Storyboard,
  /** US dollars a second, as the user stated it when the price was on the button; null: not known. */
  usdPerSecond: v.nullable(amount),
  priceAt: v.number(),
});
export type VideosRequest = v.InferOutput<typeof VideosRequest>;

/** What goes to one provider, frozen when the user confirms it. */
export const Request = v.variant('providerId', [OnDeviceRequest, VideosRequest]);
export type Request = v.InferOutput<typeof Request>;

/** Stands where words were lost with the database. */
export const LOST_WORDS = '(…)';

/** Made again from what a mirror knew: its work can be followed to its end, and it must not be sent again. */
export function isRebuilt(request: Request): boolean {
  return request.providerId !== 'on-device' && request.prompt === LOST_WORDS;
}

/** Requests that wait for, and are counted against, the same machine. */
export function laneOf(request: Request): string {
  return request.providerId === 'on-device' ? 'on-device' : request.baseUrl;
}

/** Host the Request goes to; empty for this device. */
export function hostOf(request: Request): string {
  return request.providerId === 'on-device' ? '' : new URL(request.baseUrl).host;
}

/** Whether the Request can be sent without any network: to this computer itself. */
export function needsNoNetwork(request: Request): boolean {
  if (request.providerId === 'on-device') return true;
  return ['127.0.0.1', 'localhost'].includes(new URL(request.baseUrl).hostname);
}

/** Pictures of the Request, by id in the image store. */
export function imagesOf(request: Request): { imageId: string }[] {
  return request.providerId === 'on-device' ? request.images : [];
}

/** True for two Requests that a service could not tell apart: the same words, model and shape, sent to one place. */
export function isSameOrder(a: Request, b: Request): boolean {
  if (a.providerId !== 'openai-videos' || b.providerId !== 'openai-videos') return false;
  return (
    a.baseUrl === b.baseUrl &&
    a.model === b.model &&
    a.prompt === b.prompt &&
    a.seconds === b.seconds &&
    a.size === b.size
  );
}
