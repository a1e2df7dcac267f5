import type { Plan, PlanShot } from '@/utils/domain';
import {
  camera,
  framing,
  labelled,
  lines,
  listed,
  look,
  movement,
  prose,
  says,
  sentence,
  sounds,
  spoken,
  without,
} from './phrases';
import { stamp, timesOf } from './times';

/** Puts a whole Plan into one text. What the profile does not say has been taken out of the Plan before. */
export type Layout = (plan: Plan, seconds: number) => string;

/** "Shot 1: " where there are several. */
const numbered = ({ shots }: Plan, i: number): string => (shots.length === 1 ? '' : `Shot ${i + 1}: `);
const place = ({ setting }: PlanShot): string => labelled('Setting', setting);

/** Prose first, then the blocks of OpenAI's guide. */
export const sora: Layout = (plan, seconds) => {
  const times = timesOf(
    plan.shots.map((shot) => shot.seconds),
    seconds,
  );
  const shots = plan.shots.map((shot, i) =>
    lines([
      plan.shots.length === 1 ? '' : `Shot ${i + 1} ${stamp(times[i] ?? [0, seconds])}`,
      lines([prose([shot.subject]), place(shot)]),
      'Cinematography:',
      labelled('Camera shot', framing(shot)),
      labelled('Camera motion', camera(shot)),
      labelled('Lighting', shot.lighting),
      shot.beats.length === 0
        ? ''
        : `Actions:\n${shot.beats.map((beat) => `- ${sentence(beat)}`).join('\n')}`,
      shot.dialogue.length === 0
        ? ''
        : `Dialogue:\n${shot.dialogue.map((line) => `- ${spoken(line)}`).join('\n')}`,
      sounds(shot).length === 0 ? '' : `Background Sound:\n${prose(sounds(shot))}`,
    ]),
  );
  return [labelled('Style', look(plan)), ...shots, prose([without(plan.avoid)])].filter(Boolean).join('\n\n');
};

/** Timecodes for shots, or for what happens in the only one. */
export const omni: Layout = (plan, seconds) => {
  const [only] = plan.shots;
  const isSingle = plan.shots.length === 1 && only;
  const told = isSingle ? timeline(only, seconds) : timedShots(plan, seconds);
  return lines([labelled('Style', look(plan)), told, prose([without(plan.avoid)])]);
};

function timeline(shot: PlanShot, seconds: number): string {
  const times = timesOf(
    shot.beats.map(() => null),
    seconds,
  );
  return lines([
    prose([framing(shot), shot.subject]),
    place(shot),
    labelled('Lighting', shot.lighting),
    labelled('Camera', camera(shot)),
    ...shot.beats.map((beat, i) => `${stamp(times[i] ?? [0, seconds])} ${sentence(beat)}`),
    prose(shot.dialogue.map(says)),
    prose(sounds(shot)),
  ]);
}

function timedShots(plan: Plan, seconds: number): string {
  const times = timesOf(
    plan.shots.map((shot) => shot.seconds),
    seconds,
  );
  const told = plan.shots.map((shot, i) => `${stamp(times[i] ?? [0, seconds])} ${paragraph(shot)}`);
  return lines(told);
}

/** Cinematography, subject, action, place, light, sound: one shot as one paragraph. */
const paragraph = (shot: PlanShot): string =>
  prose([
    listed([framing(shot), camera(shot)]),
    shot.subject,
    ...shot.beats,
    place(shot),
    shot.lighting,
    ...shot.dialogue.map(says),
    ...sounds(shot),
  ]);

/** One paragraph; what is not wanted stands in brackets at its end. */
export const veo: Layout = (plan) => {
  const avoided = without(plan.avoid);
  const told = plan.shots.map(paragraph).filter(Boolean).join(' Cut to: ');
  return [told, prose([look(plan)]), avoided === '' ? '' : `(${avoided})`].filter(Boolean).join(' ');
};

/** Subject and what it does, scene, camera, light, atmosphere. */
export const kling: Layout = (plan) => {
  const shots = plan.shots.map(
    (shot, i) =>
      numbered(plan, i) +
      [
        prose([shot.subject, ...shot.beats]),
        labelled('Scene', shot.setting),
        labelled('Camera', listed([framing(shot), camera(shot)])),
        labelled('Lighting', shot.lighting),
        prose([...shot.dialogue.map(says), ...sounds(shot)]),
      ]
        .filter(Boolean)
        .join(' '),
  );
  return lines([...shots, labelled('Atmosphere', look(plan)), prose([without(plan.avoid)])]);
};

/** What moves comes first; what is to be seen, never what is not. */
export const runway: Layout = (plan) => {
  const shots = plan.shots.map((shot) =>
    prose([camera(shot), ...shot.beats, shot.subject, shot.setting, framing(shot), shot.lighting]),
  );
  return [shots.join(' Next: '), prose([look(plan)])].filter(Boolean).join(' ');
};

/** Layer by layer, each with its name. */
export const wan: Layout = (plan) => {
  const shots = plan.shots.map((shot, i) =>
    lines([
      numbered(plan, i).trim(),
      labelled('Subject', shot.subject),
      labelled('Scene', shot.setting),
      labelled('Motion', prose(shot.beats)),
      labelled('Camera', listed([framing(shot), camera(shot)])),
      labelled('Lighting', shot.lighting),
      labelled('Sound', prose([...shot.dialogue.map(says), ...sounds(shot)])),
    ]),
  );
  return lines([...shots, labelled('Style', look(plan)), prose([without(plan.avoid)])]);
};

/** Where the camera starts, one movement, where it ends; cuts between shots. */
export const seedance: Layout = (plan, seconds) => {
  const times = timesOf(
    plan.shots.map((shot) => shot.seconds),
    seconds,
  );
  const shots = plan.shots.map((shot, i) => {
    const { from, to } = shot.camera;
    const told = prose([
      shot.subject,
      ...shot.beats,
      place(shot),
      framing(shot),
      `Camera: ${listed([from === '' ? '' : `starts on ${from}`, movement(shot), to === '' ? '' : `ends on ${to}`])}`,
      shot.lighting,
      ...shot.dialogue.map(says),
      ...sounds(shot),
    ]);
    return plan.shots.length === 1
      ? told
      : `${stamp(times[i] ?? [0, seconds])} ${i === 0 ? '' : 'Cut to: '}${told}`;
  });
  return lines([...shots, labelled('Style', look(plan)), prose([without(plan.avoid)])]);
};

/** Sentences in a row. */
export const grok: Layout = (plan) =>
  [plan.shots.map(paragraph).join(' Then cut to: '), prose([look(plan), without(plan.avoid)])]
    .filter(Boolean)
    .join(' ');

/** Sentences, a line for each shot: for whatever model a server of one's own has. */
export const plain: Layout = (plan) =>
  lines([...plan.shots.map(paragraph), prose([look(plan)]), prose([without(plan.avoid)])]);
