import * as v from 'valibot';
import { text } from './bounds';

export const TEMPLATES = ['quote', 'lyric', 'photo', 'storyboard', 'stat'] as const;
export const LOOKS = ['editorial', 'grotesk', 'vivid', 'terminal'] as const;
export const ASPECTS = ['16:9', '9:16', '1:1', '4:5'] as const;
export const RESOLUTIONS = ['720p', '1080p'] as const;
export const FRAME_RATES = [24, 30] as const;
export type Template = (typeof TEMPLATES)[number];
export type Look = (typeof LOOKS)[number];
export type Aspect = (typeof ASPECTS)[number];
export type Resolution = (typeof RESOLUTIONS)[number];

/** A number that counts up: "$ 5.2 million" is prefix "$ ", value 5.2, decimals 1, suffix " million". */
export const Stat = v.object({
  prefix: text(40),
  value: v.pipe(v.number(), v.finite()),
  decimals: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
  suffix: text(40),
});
export type Stat = v.InferOutput<typeof Stat>;

/**
 * One continuous picture: what stands on screen, for how long, and the passage it comes from.
 * `highlights` are [start, end) ranges in UTF-16 units of `text`, at most two.
 */
export const Shot = v.object({
  id: text(64),
  role: v.picklist(['title', 'quote', 'line', 'photo', 'stat', 'end']),
  text: text(2000),
  eyebrow: text(120),
  highlights: v.pipe(v.array(v.tuple([v.number(), v.number()])), v.maxLength(2)),
  /** The words of the Source this Shot was made from; empty only for an end card. */
  passage: text(4000),
  imageId: v.optional(text(64)),
  stat: v.optional(Stat),
  /** Time on screen in seconds, until the next Shot starts. */
  seconds: v.pipe(v.number(), v.minValue(0.5), v.maxValue(60)),
  /** How this Shot comes in over the one before it; the first one's is ignored. */
  transition: v.picklist(['cut', 'fade', 'push', 'wipe']),
});
export type Shot = v.InferOutput<typeof Shot>;

/** Shots in order, with one shared template. A clip of it lasts the sum of its Shots' seconds. */
export const Storyboard = v.object({
  template: v.picklist(TEMPLATES),
  language: text(35),
  direction: v.picklist(['ltr', 'rtl']),
  title: text(400),
  byline: text(200),
  shots: v.pipe(v.array(Shot), v.minLength(1), v.maxLength(40)),
  /** Set when the text was too long for one clip and was reduced to its key sentences (words; characters in CJK). */
  reduced: v.nullable(v.object({ from: v.number(), to: v.number() })),
});
export type Storyboard = v.InferOutput<typeof Storyboard>;

/** Seconds of the whole clip. */
export function durationOf(storyboard: Storyboard): number {
  return storyboard.shots.reduce((sum, shot) => sum + shot.seconds, 0);
}

/** Pixels of a frame: the short side is 720 or 1080, every side is even (4:2:0 needs it). */
export function frameSize(aspect: Aspect, resolution: Resolution): { width: number; height: number } {
  const short = resolution === '1080p' ? 1080 : 720;
  const [w, h] = aspect.split(':').map(Number) as [number, number];
  const scale = short / Math.min(w, h);
  return { width: 2 * Math.round((w * scale) / 2), height: 2 * Math.round((h * scale) / 2) };
}
