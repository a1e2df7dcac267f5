/** Where a picture stands in the frame, and where its words stand. Units; arithmetic only. */
import type { Look } from '@/utils/domain';
import { clamp } from './easing';
import type { Insets, Rect, Size } from './types';

export interface PhotoLayout {
  /**
   * `full`: the picture is the frame, words over its foot. `card`: a wide picture in an upright frame, on its own
   * blurred colours, words under it. `print`: on paper, words beside or under it.
   */
  kind: 'full' | 'card' | 'print';
  picture: Rect;
  /** The most room the words have; empty when there are none. */
  words: Rect;
}

const GAP = 40;

export function photoLayout(
  look: Look,
  frame: Size,
  safe: Insets,
  picture: Size,
  hasWords: boolean,
): PhotoLayout {
  const side = frame.width * 0.085;
  const inside: Rect = {
    x: safe.left,
    y: safe.top,
    width: frame.width - safe.left - safe.right,
    height: frame.height - safe.top - safe.bottom,
  };
  const aspect = picture.width / picture.height;
  if (look === 'editorial') return printed(frame, inside, side, aspect, hasWords);
  if (frame.height > frame.width * 1.15 && aspect > 1.1) {
    const width = frame.width - side * 2;
    const natural = width / clamp(aspect * 0.86, 1, 1.4);
    const height = hasWords ? Math.min(natural, inside.height * 0.58) : Math.min(natural, inside.height);
    const stack = hasWords ? height + GAP + inside.height * 0.3 : height;
    const top = Math.max(inside.y, inside.y + (inside.height - stack) * 0.45);
    return {
      kind: 'card',
      picture: { x: side, y: top, width, height },
      words: { ...inside, y: top + height + GAP, height: inside.y + inside.height - top - height - GAP },
    };
  }
  const most = inside.height * (frame.height > frame.width ? 0.42 : 0.5);
  return {
    kind: 'full',
    picture: { x: 0, y: 0, ...frame },
    words: { ...inside, y: inside.y + inside.height - most, height: most },
  };
}

function printed(frame: Size, inside: Rect, side: number, aspect: number, hasWords: boolean): PhotoLayout {
  const room = { x: side, width: frame.width - side * 2 };
  if (!hasWords) {
    return { kind: 'print', picture: { ...inside, ...room }, words: { ...inside, width: 0, height: 0 } };
  }
  if (frame.width > frame.height * 1.2) {
    const width = Math.min(room.width * 0.56, inside.height * clamp(aspect, 0.75, 1.5));
    const x = room.x + width + GAP * 1.2;
    return {
      kind: 'print',
      picture: { x: room.x, y: inside.y, width, height: inside.height },
      words: { x, y: inside.y, width: room.x + room.width - x, height: inside.height },
    };
  }
  const height = Math.min(inside.height * 0.66, room.width / clamp(aspect * 0.76, 0.8, 1.3));
  const y = inside.y + height + GAP * 0.9;
  return {
    kind: 'print',
    picture: { x: room.x, y: inside.y, width: room.width, height },
    words: { ...inside, y, height: inside.y + inside.height - y },
  };
}

/** Where in the picture's frame its subject should be: above the words, where there are any over it. */
export function subjectPlace({ kind, picture }: PhotoLayout, hasWords: boolean): { x: number; y: number } {
  if (kind !== 'full' || !hasWords) return { x: 0.5, y: 0.46 };
  return { x: 0.5, y: picture.height > picture.width ? 0.36 : 0.42 };
}
