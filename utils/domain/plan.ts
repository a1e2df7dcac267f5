import * as v from 'valibot';
import { text } from './bounds';

/** How much of the subject stands in the picture, from the widest to the closest. */
export const SHOT_SIZES = ['extreme-wide', 'wide', 'medium', 'close-up', 'macro'] as const;
/** Where the camera stands. */
export const SHOT_ANGLES = [
  'eye-level',
  'low',
  'high',
  'overhead',
  'aerial',
  'dutch',
  'point-of-view',
] as const;
/** What the camera does; one movement a shot. */
export const CAMERA_MOVES = [
  'static',
  'pan-left',
  'pan-right',
  'tilt-up',
  'tilt-down',
  'zoom-in',
  'zoom-out',
  'dolly-in',
  'dolly-out',
  'truck-left',
  'truck-right',
  'crane-up',
  'crane-down',
  'orbit',
  'follow',
  'handheld',
] as const;
/** From the slowest to the fastest. */
export const CAMERA_SPEEDS = ['very-slow', 'slow', 'steady', 'fast', 'very-fast'] as const;
export type ShotSize = (typeof SHOT_SIZES)[number];
export type ShotAngle = (typeof SHOT_ANGLES)[number];
export type CameraMove = (typeof CAMERA_MOVES)[number];
export type CameraSpeed = (typeof CAMERA_SPEEDS)[number];

const many = (max: number, each: number) => v.pipe(v.array(text(each)), v.maxLength(max));

/** One line somebody says; shown to a video model whole or not at all. */
export const Dialogue = v.object({ who: text(80), line: text(400), tone: text(80) });
export type Dialogue = v.InferOutput<typeof Dialogue>;

/** One continuous picture of a Plan, in the words a video model is given. Empty texts are not said. */
export const PlanShot = v.object({
  /** Null: as long as there is time for it. */
  seconds: v.nullable(v.pipe(v.number(), v.minValue(0.5), v.maxValue(60))),
  size: v.picklist(SHOT_SIZES),
  angle: v.picklist(SHOT_ANGLES),
  camera: v.object({
    move: v.picklist(CAMERA_MOVES),
    speed: v.picklist(CAMERA_SPEEDS),
    /** What is framed when the movement begins, and when it ends. */
    from: text(200),
    to: text(200),
  }),
  subject: text(600),
  setting: text(400),
  lighting: text(300),
  /** What happens, in order. */
  beats: many(8, 400),
  dialogue: v.pipe(v.array(Dialogue), v.maxLength(6)),
  sound: v.object({ sfx: many(6, 120), ambience: text(200), music: text(200) }),
  /** The words of the Source it stands for; empty where it stands for none. */
  passage: text(4000),
});
export type PlanShot = v.InferOutput<typeof PlanShot>;

/** What a writer makes of a Source for a video model: shots in order, with one shared look. */
export const Plan = v.object({
  /** Of its words and of what is said, BCP 47, or "und". */
  language: text(35),
  look: v.object({ style: text(200), palette: many(6, 40), grade: text(120), lens: text(80) }),
  shots: v.pipe(v.array(PlanShot), v.minLength(1), v.maxLength(8)),
  /** What is not to be seen or heard, as nouns: "people", "text". */
  avoid: many(20, 80),
});
export type Plan = v.InferOutput<typeof Plan>;

/** Seconds of all shots; null while one of them has no time of its own. */
export function planSeconds(plan: Plan): number | null {
  return plan.shots.reduce<number | null>(
    (sum, { seconds }) => (sum === null || seconds === null ? null : sum + seconds),
    0,
  );
}

type Say<Part> = (part: Part) => string;

const LOOK_FIELDS = {
  'look.style': ({ look }) => look.style,
  'look.palette': ({ look }) => look.palette.join(', '),
  'look.grade': ({ look }) => look.grade,
  'look.lens': ({ look }) => look.lens,
  avoid: ({ avoid }) => avoid.join(', '),
} satisfies Record<string, Say<Plan>>;

const SHOT_FIELDS = {
  'shot.seconds': ({ seconds }) => (seconds === null ? '' : `${seconds}`),
  'shot.size': ({ size }) => size,
  'shot.angle': ({ angle }) => angle,
  'shot.camera.move': ({ camera }) => camera.move,
  'shot.camera.speed': ({ camera }) => camera.speed,
  'shot.camera.from': ({ camera }) => camera.from,
  'shot.camera.to': ({ camera }) => camera.to,
  'shot.subject': ({ subject }) => subject,
  'shot.setting': ({ setting }) => setting,
  'shot.lighting': ({ lighting }) => lighting,
  'shot.beats': ({ beats }) => beats.join('\n'),
  'shot.dialogue': ({ dialogue }) => dialogue.map(spoken).join('\n'),
  'shot.sound.sfx': ({ sound }) => sound.sfx.join(', '),
  'shot.sound.ambience': ({ sound }) => sound.ambience,
  'shot.sound.music': ({ sound }) => sound.music,
} satisfies Record<string, Say<PlanShot>>;

const spoken = ({ who, tone, line }: Dialogue): string =>
  `${[who, tone === '' ? '' : `(${tone})`].filter(Boolean).join(' ')}: “${line}”`;

export type PlanField = keyof typeof LOOK_FIELDS | keyof typeof SHOT_FIELDS | 'language' | 'shots';

/** One field that two plans do not share. */
export interface PlanChange {
  field: PlanField;
  /** Which shot, from 0; null for what all of them share. */
  shot: number | null;
  /** As text; empty for nothing. Of a picklist, its code. */
  before: string;
  after: string;
}

/**
 * What differs from one plan to another, first what all shots share. Shots are compared by place;
 * where there are more of them on one side, "shots" says how many there were and are.
 */
export function changesOf(before: Plan, after: Plan): PlanChange[] {
  const changes = [differs('language', null, before.language, after.language)];
  for (const [field, say] of entriesOf(LOOK_FIELDS))
    changes.push(differs(field, null, say(before), say(after)));
  changes.push(differs('shots', null, `${before.shots.length}`, `${after.shots.length}`));
  for (const [i, shot] of before.shots.entries()) {
    const other = after.shots[i];
    if (!other) break;
    for (const [field, say] of entriesOf(SHOT_FIELDS)) changes.push(differs(field, i, say(shot), say(other)));
  }
  return changes.filter((change) => change !== null);
}

function differs(field: PlanField, shot: number | null, before: string, after: string): PlanChange | null {
  return before === after ? null : { field, shot, before, after };
}

const entriesOf = <Field extends string, Part>(table: Record<Field, Say<Part>>): [Field, Say<Part>][] =>
  Object.entries(table) as [Field, Say<Part>][];
