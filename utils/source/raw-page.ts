import * as v from 'valibot';
import { MAX_PAGE_IMAGE_BYTES, MAX_PICTURES, MAX_RAW_TEXT } from './page/task';

/** Text of a page: cut rather than refused, and empty rather than wrong. */
const text = (max: number) =>
  v.fallback(
    v.pipe(
      v.string(),
      v.transform((value) => value.slice(0, max)),
    ),
    '',
  );
const size = v.fallback(v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e9)), 0);
const address = v.pipe(v.string(), v.maxLength(4096));

export const RawImage = v.object({
  id: v.pipe(v.string(), v.maxLength(64)),
  urls: v.fallback(v.pipe(v.array(address), v.maxLength(8)), []),
  alt: text(2000),
  caption: text(2000),
  width: size,
  height: size,
  origin: v.fallback(v.picklist(['element', 'background', 'svg', 'canvas', 'poster']), 'element'),
  bytes: v.fallback(
    v.nullable(v.pipe(v.string(), v.maxLength(Math.ceil(MAX_PAGE_IMAGE_BYTES / 3) * 4 + 4))),
    null,
  ),
  problem: v.fallback(v.nullable(v.picklist(['too-large', 'unreachable', 'broken'])), null),
});
export type RawImage = v.InferOutput<typeof RawImage>;

/** What the page hands over: untrusted, so bounded here field by field; what is not known is dropped. */
export const RawPage = v.object({
  url: v.fallback(address, ''),
  title: text(1000),
  language: text(35),
  text: text(MAX_RAW_TEXT),
  textLength: size,
  heading: text(1000),
  paragraph: text(16_000),
  byline: text(1000),
  themeColor: v.fallback(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)), ''),
  ogImage: v.fallback(address, ''),
  images: v.fallback(v.pipe(v.array(RawImage), v.maxLength(MAX_PICTURES)), []),
  article: v.fallback(v.boolean(), false),
});
export type RawPage = v.InferOutput<typeof RawPage>;

/** Far more than any screen: a place outside of this is no place. */
const coordinate = v.pipe(v.number(), v.finite(), v.minValue(-1e6), v.maxValue(1e6));
const extent = v.pipe(coordinate, v.minValue(1));

/** Where a picture stands in the visible tab, in CSS pixels. */
export const RawPlace = v.object({
  x: coordinate,
  y: coordinate,
  width: extent,
  height: extent,
  viewportWidth: extent,
  viewportHeight: extent,
});
export type RawPlace = v.InferOutput<typeof RawPlace>;
