import type { Plan, PlanShot } from '@/utils/domain';

/** Parts of a prompt that can be left out, in the order in which they are. */
export const PROMPT_PARTS = [
  'music',
  'ambience',
  'sfx',
  'grade',
  'lens',
  'later-beats',
  'palette',
  'camera-path',
  'style',
  'setting',
  'lighting',
  'shots',
  'beats',
  'avoid',
  'dialogue',
  'subject',
] as const;
export type PromptPart = (typeof PROMPT_PARTS)[number];

/** Takes a little away; null where there is nothing of it any more. */
export type Drop = (plan: Plan) => Plan | null;

/** How each part goes. The subject is the last to go and is cut, not dropped: that is for whoever knows the length. */
export const DROPS: readonly (readonly [PromptPart, Drop])[] = [
  [
    'music',
    inShots(
      ({ sound }) => sound.music !== '',
      (shot) => ({ ...shot, sound: { ...shot.sound, music: '' } }),
    ),
  ],
  [
    'ambience',
    inShots(
      ({ sound }) => sound.ambience !== '',
      (shot) => ({ ...shot, sound: { ...shot.sound, ambience: '' } }),
    ),
  ],
  [
    'sfx',
    inShots(
      ({ sound }) => sound.sfx.length > 0,
      (shot) => ({ ...shot, sound: { ...shot.sound, sfx: [] } }),
    ),
  ],
  ['grade', (plan) => (plan.look.grade === '' ? null : { ...plan, look: { ...plan.look, grade: '' } })],
  ['lens', (plan) => (plan.look.lens === '' ? null : { ...plan, look: { ...plan.look, lens: '' } })],
  [
    'later-beats',
    inLastShot(
      ({ beats }) => beats.length > 1,
      (shot) => ({ ...shot, beats: shot.beats.slice(0, -1) }),
    ),
  ],
  [
    'palette',
    (plan) => (plan.look.palette.length === 0 ? null : { ...plan, look: { ...plan.look, palette: [] } }),
  ],
  [
    'camera-path',
    inShots(
      ({ camera }) => camera.from !== '' || camera.to !== '',
      (shot) => ({ ...shot, camera: { ...shot.camera, from: '', to: '' } }),
    ),
  ],
  ['style', (plan) => (plan.look.style === '' ? null : { ...plan, look: { ...plan.look, style: '' } })],
  [
    'setting',
    inShots(
      ({ setting }) => setting !== '',
      (shot) => ({ ...shot, setting: '' }),
    ),
  ],
  [
    'lighting',
    inShots(
      ({ lighting }) => lighting !== '',
      (shot) => ({ ...shot, lighting: '' }),
    ),
  ],
  ['shots', (plan) => (plan.shots.length === 1 ? null : { ...plan, shots: plan.shots.slice(0, -1) })],
  [
    'beats',
    inShots(
      ({ beats }) => beats.length > 0,
      (shot) => ({ ...shot, beats: [] }),
    ),
  ],
  ['avoid', (plan) => (plan.avoid.length === 0 ? null : { ...plan, avoid: plan.avoid.slice(0, -1) })],
  [
    'dialogue',
    inLastShot(
      ({ dialogue }) => dialogue.length > 0,
      (shot) => ({ ...shot, dialogue: shot.dialogue.slice(0, -1) }),
    ),
  ],
];

/** In every shot at once. */
function inShots(has: (shot: PlanShot) => boolean, drop: (shot: PlanShot) => PlanShot): Drop {
  return (plan) => (plan.shots.some(has) ? { ...plan, shots: plan.shots.map(drop) } : null);
}

/** In the last shot that has any. */
function inLastShot(has: (shot: PlanShot) => boolean, drop: (shot: PlanShot) => PlanShot): Drop {
  return (plan) => {
    const at = plan.shots.findLastIndex(has);
    return at < 0 ? null : { ...plan, shots: plan.shots.map((shot, i) => (i === at ? drop(shot) : shot)) };
  };
}

/** Without sound, for a model that makes none. Null: there was none. */
export function silent(plan: Plan): Plan | null {
  const isHeard = plan.shots.some(
    ({ dialogue, sound }) => dialogue.length + sound.sfx.length > 0 || sound.ambience + sound.music !== '',
  );
  const sound = { sfx: [], ambience: '', music: '' };
  return isHeard ? { ...plan, shots: plan.shots.map((shot) => ({ ...shot, dialogue: [], sound })) } : null;
}
