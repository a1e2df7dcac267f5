import * as v from 'valibot';
import { text } from './bounds';
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

/** What goes to one provider, frozen when the user confirms it. */
export const Request = v.object({
  providerId: v.literal('on-device'),
  model: text(80),
  storyboard: Storyboard,
  settings: RenderSettings,
  /** Ids in the image store; the renderer takes the bytes from there. */
  images: v.pipe(v.array(v.object({ imageId: text(64), role: v.picklist(['reference']) })), v.maxLength(12)),
  /** Drawn into every frame: where it comes from, and what it is. */
  labels: v.object({ site: text(253), made: text(120) }),
  themeColor: text(7),
  /** Same Request, same seed: the same frames. */
  seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type Request = v.InferOutput<typeof Request>;

/** What a Request will cost, shown before the click. */
export interface Estimate {
  usd: number | 'unknown';
  basis: string;
}
