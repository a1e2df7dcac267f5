import * as v from 'valibot';
import { amount, text } from './bounds';
import { MAX_TEXT } from './text';

/** Why a picture's bytes are not here, each with its own message to the user. */
export const ImageProblem = v.picklist([
  'needs-permission',
  'private-address',
  'unreachable',
  'too-large',
  'empty',
  'not-an-image',
  'broken',
  'gone',
]);
export type ImageProblem = v.InferOutput<typeof ImageProblem>;

/** A picture of a Source. Its bytes live in the image store, under its id. */
export const SourceImage = v.object({
  id: text(64),
  /** Where it came from, a crop of the screen included; empty for a canvas or an inline SVG. */
  url: text(4096),
  alt: text(1000),
  caption: text(1000),
  /** Pixels; 0 while unknown. */
  width: amount,
  height: amount,
  origin: v.picklist(['element', 'background', 'svg', 'canvas', 'poster', 'screen-crop', 'file']),
  state: v.variant('kind', [
    v.object({ kind: v.literal('ready'), sha256: text(64), mime: text(64), bytes: amount }),
    v.object({ kind: v.literal('unread'), problem: ImageProblem }),
  ]),
});
export type SourceImage = v.InferOutput<typeof SourceImage>;

/** What the user should know about how a Source was read. Shown in the panel, never an error. */
export const SourceNotice = v.object({
  code: v.picklist([
    'page-unreadable',
    'frame-gone',
    'page-changed',
    'text-cut',
    'hidden-removed',
    'no-article',
    'emoji-only',
  ]),
  /** Characters, where the notice counts any. */
  count: v.optional(amount),
});
export type SourceNotice = v.InferOutput<typeof SourceNotice>;

/** What the user picked on a page. All of it is untrusted text; none of it is ever markup. */
export const Source = v.object({
  id: text(64),
  kind: v.picklist(['selection', 'image', 'article']),
  takenAt: v.number(),
  url: text(4096),
  title: text(400),
  /** Domain as a person reads it, without "www."; empty for a file or an unknown page. */
  site: text(253),
  /** BCP 47, or "und". */
  language: text(35),
  text: text(MAX_TEXT * 2),
  heading: text(400),
  paragraph: text(4000),
  byline: text(200),
  /** "#rrggbb", or empty. */
  themeColor: v.union([v.literal(''), v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))]),
  ogImage: text(4096),
  images: v.pipe(v.array(SourceImage), v.maxLength(12)),
  notices: v.pipe(v.array(SourceNotice), v.maxLength(12)),
});
export type Source = v.InferOutput<typeof Source>;

/** Why a gesture could not become a Source at all. */
export const GestureProblem = v.picklist([
  'empty-selection',
  'private-window',
  'nothing-readable',
  'storage',
]);
export type GestureProblem = v.InferOutput<typeof GestureProblem>;

/**
 * The hand-over from a gesture to the panel of the same window. The first version carries what the menu
 * itself knew and says "reading"; the same row is replaced when the page has answered.
 */
export const Draft = v.object({
  windowId: v.number(),
  at: v.number(),
  state: v.variant('kind', [
    v.object({ kind: v.literal('reading'), source: Source }),
    v.object({ kind: v.literal('ready'), source: Source }),
    v.object({ kind: v.literal('failed'), problem: GestureProblem }),
  ]),
  /** The tab and frame the gesture came from: for the crop of the visible tab, while it is still there. */
  tabId: v.optional(v.number()),
});
export type Draft = v.InferOutput<typeof Draft>;
