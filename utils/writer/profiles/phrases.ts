import type { CameraMove, CameraSpeed, Dialogue, Plan, PlanShot, ShotAngle, ShotSize } from '@/utils/domain';

/** The closed vocabularies of a Plan, as people who make films say them. */
const SIZES: Record<ShotSize, string> = {
  'extreme-wide': 'extreme wide shot',
  wide: 'wide shot',
  medium: 'medium shot',
  'close-up': 'close-up',
  macro: 'macro shot',
};
const ANGLES: Record<ShotAngle, string> = {
  'eye-level': 'at eye level',
  low: 'from a low angle',
  high: 'from a high angle',
  overhead: 'from directly overhead',
  aerial: 'from the air',
  dutch: 'at a tilted dutch angle',
  'point-of-view': 'from a first-person point of view',
};
const MOVES: Record<CameraMove, string> = {
  static: 'static camera',
  'pan-left': 'pan left',
  'pan-right': 'pan right',
  'tilt-up': 'tilt up',
  'tilt-down': 'tilt down',
  'zoom-in': 'zoom in',
  'zoom-out': 'zoom out',
  'dolly-in': 'dolly in',
  'dolly-out': 'dolly out',
  'truck-left': 'tracking move to the left',
  'truck-right': 'tracking move to the right',
  'crane-up': 'crane up',
  'crane-down': 'crane down',
  orbit: 'orbit around the subject',
  follow: 'tracking shot that follows the subject',
  handheld: 'handheld camera movement',
};
const SPEEDS: Record<CameraSpeed, string> = {
  'very-slow': 'very slow',
  slow: 'slow',
  steady: 'steady',
  fast: 'fast',
  'very-fast': 'very fast',
};

/** "Medium shot from a low angle". */
export const framing = ({ size, angle }: PlanShot): string => `${SIZES[size]} ${ANGLES[angle]}`;

/** "slow dolly in"; a camera that stands still can still look at something slow. */
export function movement({ camera: { move, speed } }: PlanShot): string {
  if (move !== 'static') return `${SPEEDS[speed]} ${MOVES[move]}`;
  return speed === 'steady' ? MOVES.static : `${MOVES.static}, ${SPEEDS[speed]} movement in the frame`;
}

/** "slow dolly in, from the door to her hands". */
export function camera(shot: PlanShot): string {
  const { from, to } = shot.camera;
  const path = [from === '' ? '' : `from ${from}`, to === '' ? '' : `to ${to}`].filter(Boolean).join(' ');
  return listed([movement(shot), path]);
}

/** Style, lens, grade and palette, those that are told. */
export function look({ look: { style, lens, grade, palette } }: Plan): string {
  const colours = palette.length === 0 ? '' : `palette of ${palette.join(', ')}`;
  return [style, lens, grade, colours].filter((part) => part !== '').join('; ');
}

/** `Ana (calmly): "It bends light."` */
export const spoken = ({ who, tone, line }: Dialogue): string =>
  `${who === '' ? 'Voice' : who}${tone === '' ? '' : ` (${tone})`}: "${line}"`;

/** `Ana says calmly: "It bends light."` */
export const says = ({ who, tone, line }: Dialogue): string =>
  `${who === '' ? 'A voice' : capital(who)} says${tone === '' ? '' : `, ${tone}`}: "${line}"`;

/** Effects, ambience and music with their names. */
export function sounds({ sound: { sfx, ambience, music } }: PlanShot): string[] {
  return [
    sfx.length === 0 ? '' : `SFX: ${sfx.join(', ')}`,
    ambience === '' ? '' : `Ambient sound: ${ambience}`,
    music === '' ? '' : `Music: ${music}`,
  ].filter(Boolean);
}

/** "no people, no text". */
export const without = (avoid: readonly string[]): string => avoid.map((what) => `no ${what}`).join(', ');

/** What is told, with commas between. */
export const listed = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

/** A sentence with its capital and its full stop; nothing for nothing. */
export function sentence(text: string): string {
  const ended = /[.!?…。！？؟।][”’»"')\]」』]*$/u.test(text) ? text : `${text}.`;
  return text === '' ? '' : capital(ended);
}

/** Sentences in a row. */
export const prose = (parts: readonly string[]): string => parts.map(sentence).filter(Boolean).join(' ');

/** "Lighting: golden hour."; nothing for nothing. */
export const labelled = (label: string, text: string): string =>
  text === '' ? '' : `${label}: ${sentence(text)}`;

/** Lines, those that say something. */
export const lines = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');

function capital(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}
