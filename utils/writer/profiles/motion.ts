import type { Plan, PlanShot } from '@/utils/domain';
import { labelled, lines, listed, movement, prose, says, sentence, sounds, without } from './phrases';
import { stamp, timesOf, type Time } from './times';

/** Said where a Plan has nothing that happens in it: a picture alone tells a model nothing of time. */
const LIVING = 'Subtle, natural movement in the picture';

/** How a profile writes what moves. */
export interface MotionStyle {
  /** `camera`: the camera first; `labels`: each part with its name; `times`: what happens, with timecodes. */
  order: 'action' | 'camera' | 'labels' | 'times';
}

/** The prompt beside a first frame: what moves and what is heard. The picture shows the rest. */
export function motionOf(plan: Plan, seconds: number, { order }: MotionStyle): string {
  const times = timesOf(
    plan.shots.map((shot) => shot.seconds),
    seconds,
  );
  const shots = plan.shots.map((shot, i) =>
    lines([plan.shots.length === 1 ? '' : `Shot ${i + 1}:`, inOrder(shot, order, times[i] ?? [0, seconds])]),
  );
  return lines([...shots, prose([without(plan.avoid)])]);
}

function inOrder(shot: PlanShot, order: MotionStyle['order'], time: Time): string {
  const beats = shot.beats.length === 0 ? [LIVING] : shot.beats;
  const heard = [...shot.dialogue.map(says), ...sounds(shot)];
  switch (order) {
    case 'camera':
      return prose([path(shot), ...beats, ...heard]);
    case 'action':
      return prose([...beats, `The camera: ${path(shot)}`, ...heard]);
    case 'labels':
      return lines([
        labelled('Motion', prose(beats)),
        labelled('Camera', path(shot)),
        labelled('Sound', prose(heard)),
      ]);
    case 'times':
      return lines([...timeline(beats, time), labelled('Camera', path(shot)), prose(heard)]);
  }
}

/** What happens, each with its share of the time. */
function timeline(beats: readonly string[], [start, end]: Time): string[] {
  const times = timesOf(
    beats.map(() => null),
    end - start,
  );
  return beats.map((beat, i) => {
    const [from, to] = times[i] ?? [0, end - start];
    return `${stamp([start + from, start + to])} ${sentence(beat)}`;
  });
}

/** Where the camera goes; not where it starts, which is the picture. */
const path = (shot: PlanShot): string =>
  listed([movement(shot), shot.camera.to === '' ? '' : `ending on ${shot.camera.to}`]);
