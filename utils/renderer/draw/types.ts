import type { Direction, Look } from '@/utils/domain';
import type { Palette } from './palette';
import type { Measure } from './fit';
import type { Typography } from './typography';

export type Canvas2D = OffscreenCanvasRenderingContext2D;

/** Lengths in layout units: the short side of every frame is 720 of them, whatever its pixels. */
export interface Size {
  width: number;
  height: number;
}

export interface Rect extends Size {
  x: number;
  y: number;
}

export interface Insets {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What every scene of a clip shares. */
export interface Stage extends Size {
  /** Pixels a layout unit. */
  scale: number;
  /** Where text may stand, in units from each side. */
  safe: Insets;
  look: Look;
  palette: Palette;
  type: Typography;
  language: string;
  direction: Direction;
  reducedMotion: boolean;
  measure: Measure;
  seed: number;
}

/**
 * One Shot, or a column of them, drawn as a pure function of its own time. Drawn in layout units;
 * whatever alpha and transform the context already has is the scene's frame of reference.
 */
export interface Scene {
  /** `shared`: stands on the clip's background. `own`: covers the whole frame itself. */
  ground: 'shared' | 'own';
  /** Seconds after its start when everything to read is on screen. */
  settled: number;
  /** Seconds after its start when a key word lands. */
  hits: number[];
  /** `leaving` goes from 0 to 1 while the clip ends. */
  draw(ctx: Canvas2D, seconds: number, leaving: number): void;
  dispose?(): void;
}
