import type { Plan, PlanShot } from '@/utils/domain';

/** A wish as data: what it sets, and by how many steps. */
export interface Edit {
  /** Fields of every shot. */
  shot?: Partial<Pick<PlanShot, 'size' | 'angle' | 'lighting'>>;
  camera?: Partial<PlanShot['camera']>;
  sound?: Partial<PlanShot['sound']>;
  look?: Partial<Plan['look']>;
  /** Steps along CAMERA_SPEEDS and SHOT_SIZES. */
  faster?: number;
  closer?: number;
  /** Times as long; or so many seconds in all. */
  longer?: number;
  seconds?: number;
  /** Something that happens from now on, or no longer. */
  happens?: string;
  stops?: readonly string[];
  /** Something of which this must happen already: "less rain" is nothing where none falls. */
  only?: readonly string[];
  /** Something not to be seen, or no longer so. */
  avoid?: string;
  allow?: string;
  /** Nobody speaks. */
  silent?: boolean;
  /** In colour, whatever it was: the palette of black and white goes. */
  colours?: boolean;
}

/** Ways to say it in English and French, "|" between them; and what it means. */
export type Row = readonly [phrases: string, edit: Edit];

/** The palette of black and white. */
export const GREYS = ['black', 'white', 'grey'] as const;
