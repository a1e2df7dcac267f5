import * as v from 'valibot';
import { text } from './bounds';
import { Estimate } from './money';
import { InputMap, PROMPT_FAMILIES, SERVICE_IDS, TASKS } from './model-card';
import { placeOf, sameMachine } from './places';
import { Plan } from './plan';
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

/** What a service is asked to do: a new clip, or another of one that it still has (`handle`: its number there). */
const Work = v.variant('kind', [
  v.object({ kind: v.literal('new') }),
  v.object({ kind: v.picklist(TASKS), handle: v.pipe(text(400), v.minLength(1)) }),
]);

/** What every service takes. */
export const MAX_SEED = 2 ** 31 - 1;

export const IMAGE_ROLES = ['first-frame', 'last-frame', 'reference'] as const;
export type ImageRole = (typeof IMAGE_ROLES)[number];

/** On which ground a picture that seems to show a person is used, in the user's own word. */
export const GROUNDS = ['myself', 'agreed', 'public-matter', 'no-person'] as const;
export type Ground = (typeof GROUNDS)[number];

/** What goes to a service or a server. Where it goes, what it asks for and what it costs are frozen with it. */
export const ServiceRequest = v.object({
  providerId: v.picklist(SERVICE_IDS),
  connectionId: text(64),
  /** "http://127.0.0.1:8091/v1". */
  baseUrl: v.pipe(text(2048), v.url()),
  /** Empty: the server's only one. */
  model: text(200),
  family: v.picklist(PROMPT_FAMILIES),
  work: Work,
  /** Word for word as it is sent. */
  prompt: v.pipe(text(32_000), v.minLength(1)),
  /** What not to show; empty where the model has no field for it. */
  negative: text(4000),
  seconds: v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(600)),
  /** "16:9" and "720p"; empty where the model has no such choice. */
  aspect: text(20),
  resolution: text(20),
  /** Null where the model has no such choice. */
  audio: v.nullable(v.boolean()),
  seed: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_SEED))),
  /** Ids in the image store; the provider takes the bytes from there. */
  images: v.pipe(v.array(v.object({ imageId: text(64), role: v.picklist(IMAGE_ROLES) })), v.maxLength(12)),
  inputs: InputMap,
  /** What the prompt was written from. */
  storyboard: Storyboard,
  plan: v.nullable(Plan),
  /** As it stood on the button. */
  estimate: Estimate,
  ground: v.nullable(v.picklist(GROUNDS)),
  /** The clip it was made from, and the user's words for what was to change. */
  parent: v.nullable(v.object({ clipId: text(64), wish: text(500) })),
});
export type ServiceRequest = v.InferOutput<typeof ServiceRequest>;

/** What goes to one provider, frozen when the user confirms it. */
export const Request = v.variant('providerId', [OnDeviceRequest, ServiceRequest]);
export type Request = v.InferOutput<typeof Request>;

/** Stands where words were lost with the database. */
export const LOST_WORDS = '(…)';

/** Made again from what a mirror knew: its work can be followed to its end, and it must not be sent again. */
export function isRebuilt(request: Request): boolean {
  return request.providerId !== 'on-device' && request.prompt === LOST_WORDS;
}

/** Requests that wait for, and are counted against, the same machine. */
export function laneOf(request: Request): string {
  return request.providerId === 'on-device' ? 'on-device' : sameMachine(request.baseUrl);
}

/** Host the Request goes to; empty for this device. */
export function hostOf(request: Request): string {
  return request.providerId === 'on-device' ? '' : new URL(request.baseUrl).host;
}

/** Whether the Request can be sent without any network: to this computer itself. */
export function needsNoNetwork(request: Request): boolean {
  if (request.providerId === 'on-device') return true;
  return placeOf(new URL(request.baseUrl).hostname) === 'here';
}

/** Pictures of the Request, by id in the image store. */
export function imagesOf(request: Request): { imageId: string }[] {
  return request.images;
}

/** True for two Requests that a service could not tell apart: the same words, model and shape, sent to one place. */
export function isSameOrder(a: Request, b: Request): boolean {
  if (a.providerId === 'on-device' || b.providerId === 'on-device') return false;
  return ORDER_FIELDS.every((field) => a[field] === b[field]) && workOf(a) === workOf(b);
}

function workOf({ work }: ServiceRequest): string {
  return work.kind === 'new' ? '' : `${work.kind} ${work.handle}`;
}

const ORDER_FIELDS = ['baseUrl', 'model', 'prompt', 'seconds', 'aspect', 'resolution'] as const;
