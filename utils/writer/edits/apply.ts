import { CAMERA_SPEEDS, SHOT_SIZES, type Plan, type PlanShot } from '@/utils/domain';
import { GREYS, type Edit } from './edit';

/** What a shot without a time of its own is taken to last. */
const USUAL_SECONDS = 5;
const SHORTEST = 0.5;
const LONGEST = 60;
const MOST_BEATS = 8;
const MOST_AVOIDED = 20;

/** Whether an edit changes only what a single shot has of its own. */
export const isOfShots = ({ look, avoid, allow }: Edit): boolean => !look && !avoid && !allow;

/** Whether there is something to change: of what does not happen there is no less. */
export function isPossible({ shots }: Plan, { only }: Edit): boolean {
  return only === undefined || shots.some(({ beats }) => beats.some((beat) => only.includes(beat)));
}

/** The Plan with one wish fulfilled, in one shot or in all of them. Never anything but a Plan. */
export function applied(plan: Plan, edit: Edit, only: number | null): Plan {
  const chosen = plan.shots.filter(
    (shot, i) => (only === null || i === only) && isPossible({ ...plan, shots: [shot] }, edit),
  );
  const factor = edit.longer ?? (edit.seconds === undefined ? 1 : edit.seconds / lengthOf(chosen));
  return {
    language: plan.language,
    look: { ...plan.look, palette: paletteOf(plan, edit), ...edit.look },
    shots: plan.shots.map((shot) => (chosen.includes(shot) ? changed(shot, edit, factor) : shot)),
    avoid: avoided(plan.avoid, edit),
  };
}

function changed(shot: PlanShot, edit: Edit, factor: number): PlanShot {
  const camera = { ...shot.camera, ...edit.camera };
  return {
    ...shot,
    ...edit.shot,
    size: stepped(SHOT_SIZES, edit.shot?.size ?? shot.size, edit.closer ?? 0),
    camera: { ...camera, speed: stepped(CAMERA_SPEEDS, camera.speed, edit.faster ?? 0) },
    seconds: factor === 1 ? shot.seconds : scaled(shot.seconds ?? USUAL_SECONDS, factor),
    beats: beatsOf(shot.beats, edit),
    dialogue: edit.silent ? [] : shot.dialogue,
    sound: { ...shot.sound, ...edit.sound },
  };
}

function paletteOf({ look: { palette } }: Plan, { colours }: Edit): string[] {
  return colours && palette.every((colour, i) => colour === GREYS[i]) ? [] : palette;
}

function stepped<Step>(steps: readonly Step[], from: Step, by: number): Step {
  const at = Math.min(Math.max(steps.indexOf(from) + by, 0), steps.length - 1);
  return steps[at] ?? from;
}

/** Tenths of a second. */
const scaled = (seconds: number, factor: number): number =>
  Math.min(Math.max(Math.round(seconds * factor * 10) / 10, SHORTEST), LONGEST);

const lengthOf = (shots: readonly PlanShot[]): number =>
  shots.reduce((sum, { seconds }) => sum + (seconds ?? USUAL_SECONDS), 0);

function beatsOf(beats: readonly string[], { happens, stops }: Edit): string[] {
  const kept = beats.filter((beat) => !stops?.includes(beat));
  if (happens === undefined || kept.includes(happens)) return kept;
  return [...kept.slice(0, MOST_BEATS - 1), happens];
}

function avoided(avoid: readonly string[], edit: Edit): string[] {
  const kept = avoid.filter((what) => what !== edit.allow);
  if (edit.avoid === undefined || kept.includes(edit.avoid)) return kept;
  return [...kept.slice(-(MOST_AVOIDED - 1)), edit.avoid];
}
