/** Fields of a plan, and the words of its lists, as a person reads them. */
import type { CameraMove, CameraSpeed, PlanChange, PlanField, ShotAngle, ShotSize } from '@/utils/domain';
import { seconds } from '../format';
import { locale, t, type MessageKey } from '../i18n';

const FIELDS: Record<PlanField, MessageKey> = {
  language: 'planLanguage',
  'look.style': 'planStyle',
  'look.palette': 'planPalette',
  'look.grade': 'planGrade',
  'look.lens': 'planLens',
  avoid: 'planAvoid',
  shots: 'planShots',
  'shot.seconds': 'planSeconds',
  'shot.size': 'planSize',
  'shot.angle': 'planAngle',
  'shot.camera.move': 'planCamera',
  'shot.camera.speed': 'planSpeed',
  'shot.camera.from': 'planFrom',
  'shot.camera.to': 'planTo',
  'shot.subject': 'planSubject',
  'shot.setting': 'planSetting',
  'shot.lighting': 'planLighting',
  'shot.beats': 'planBeats',
  'shot.dialogue': 'planDialogue',
  'shot.sound.sfx': 'planSfx',
  'shot.sound.ambience': 'planAmbience',
  'shot.sound.music': 'planMusic',
};

const SIZES: Record<ShotSize, MessageKey> = {
  'extreme-wide': 'sizeExtremeWide',
  wide: 'sizeWide',
  medium: 'sizeMedium',
  'close-up': 'sizeCloseUp',
  macro: 'sizeMacro',
};
const ANGLES: Record<ShotAngle, MessageKey> = {
  'eye-level': 'angleEyeLevel',
  low: 'angleLow',
  high: 'angleHigh',
  overhead: 'angleOverhead',
  aerial: 'angleAerial',
  dutch: 'angleDutch',
  'point-of-view': 'anglePointOfView',
};
const MOVES: Record<CameraMove, MessageKey> = {
  static: 'moveStatic',
  'pan-left': 'movePanLeft',
  'pan-right': 'movePanRight',
  'tilt-up': 'moveTiltUp',
  'tilt-down': 'moveTiltDown',
  'zoom-in': 'moveZoomIn',
  'zoom-out': 'moveZoomOut',
  'dolly-in': 'moveDollyIn',
  'dolly-out': 'moveDollyOut',
  'truck-left': 'moveTruckLeft',
  'truck-right': 'moveTruckRight',
  'crane-up': 'moveCraneUp',
  'crane-down': 'moveCraneDown',
  orbit: 'moveOrbit',
  follow: 'moveFollow',
  handheld: 'moveHandheld',
};
const SPEEDS: Record<CameraSpeed, MessageKey> = {
  'very-slow': 'speedVerySlow',
  slow: 'speedSlow',
  steady: 'speedSteady',
  fast: 'speedFast',
  'very-fast': 'speedVeryFast',
};
/** Fields whose values are codes. */
const CODES: Partial<Record<PlanField, Partial<Record<string, MessageKey>>>> = {
  'shot.size': SIZES,
  'shot.angle': ANGLES,
  'shot.camera.move': MOVES,
  'shot.camera.speed': SPEEDS,
};

/** "Light", or "Light, shot 2" where there are several. */
export function fieldWords({ field, shot }: Pick<PlanChange, 'field' | 'shot'>, shots: number): string {
  const name = t(FIELDS[field]);
  return shot === null || shots < 2 ? name : t('planOfShot', name, String(shot + 1));
}

/** A value; what is a word of a list, in the user's language. Nothing is said to be nothing. */
export function valueWords(field: PlanField, value: string): string {
  if (value === '') return t('planNothing');
  if (field === 'shot.seconds') return seconds(Number(value), locale());
  const key = CODES[field]?.[value];
  return key ? t(key) : value;
}
