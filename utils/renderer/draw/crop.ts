/** Which part of a picture is shown, and how it moves. Arithmetic only, in the picture's own pixels. */
import { clamp, inOutSine, mix } from './easing';
import type { Rect, Size } from './types';

export interface Point {
  x: number;
  y: number;
}

/** A slow zoom: from one part of the picture to another of the same shape. */
export interface KenBurns {
  from: Rect;
  to: Rect;
}

/** The largest part of that shape with the point as near as can be to a place in it (0..1 of its sides). */
function widest(picture: Size, shape: Size, point: Point, place: Point): Rect {
  const aspect = shape.width / shape.height;
  const width = Math.min(picture.width, picture.height * aspect);
  const height = width / aspect;
  return {
    x: clamp(point.x - width * place.x, 0, picture.width - width),
    y: withHeadroom(
      clamp(point.y - height * place.y, 0, picture.height - height),
      picture.height,
      height,
      point,
    ),
    width,
    height,
  };
}

/** How far down at most, of all that may be cut away, a part begins. */
const HEADROOM = 0.4;
/** From here down, of a part's height, the caption stands. */
const CAPTION_FROM = 0.66;

/**
 * Moves a part up where it would cut off the top: what is tall, such as a tower or a person, ends there, and the eye
 * misses that more than anything at the foot. Not where the point would come to stand under the caption.
 */
function withHeadroom(y: number, within: number, height: number, point: Point): number {
  const most = (within - height) * HEADROOM;
  return point.y < most + height * CAPTION_FROM ? Math.min(y, most) : y;
}

/**
 * A zoom of `amount` (0.12 is 12 %) about the point, which stays where it is in the frame but for a small drift
 * towards `place`; outwards for every other shot, so that a row of them does not pump.
 */
export function kenBurns(
  picture: Size,
  shape: Size,
  point: Point,
  place: Point,
  amount: number,
  outwards: boolean,
): KenBurns {
  const wide = widest(picture, shape, point, place);
  const share = 1 / (1 + amount);
  const width = wide.width * share;
  const height = wide.height * share;
  const rx = mix(clamp((point.x - wide.x) / wide.width), place.x, 0.3);
  const ry = mix(clamp((point.y - wide.y) / wide.height), place.y, 0.3);
  const tight: Rect = {
    x: clamp(point.x - width * rx, wide.x, wide.x + wide.width - width),
    y:
      wide.y +
      withHeadroom(clamp(point.y - wide.y - height * ry, 0, wide.height - height), wide.height, height, {
        x: point.x,
        y: point.y - wide.y,
      }),
    width,
    height,
  };
  return outwards ? { from: tight, to: wide } : { from: wide, to: tight };
}

/** The part shown when the shot is `share` through, eased at both ends. */
export function kenBurnsAt({ from, to }: KenBurns, share: number): Rect {
  const u = inOutSine(clamp(share));
  return {
    x: mix(from.x, to.x, u),
    y: mix(from.y, to.y, u),
    width: mix(from.width, to.width, u),
    height: mix(from.height, to.height, u),
  };
}

export function scaled({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x * by, y: y * by, width: width * by, height: height * by };
}
