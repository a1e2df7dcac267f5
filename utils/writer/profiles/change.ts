import type { Plan, PlanChange, PlanField, PlanShot } from '@/utils/domain';
import { withoutCommands } from './commands';
import { camera, framing, labelled, lines, prose, says } from './phrases';

type Tell = (shot: PlanShot) => string;

/** How each field of a shot is asked for; fields of one thing share a sentence. */
const ASKED: Partial<Record<PlanField, Tell>> = {
  'shot.size': (shot) => labelled('Framing', framing(shot)),
  'shot.angle': (shot) => labelled('Framing', framing(shot)),
  'shot.camera.move': (shot) => labelled('Camera', camera(shot)),
  'shot.camera.speed': (shot) => labelled('Camera', camera(shot)),
  'shot.camera.from': (shot) => labelled('Camera', camera(shot)),
  'shot.camera.to': (shot) => labelled('Camera', camera(shot)),
  'shot.subject': ({ subject }) => labelled('Subject', subject),
  'shot.setting': ({ setting }) => labelled('Setting', setting),
  'shot.lighting': ({ lighting }) => labelled('Lighting', lighting),
  'shot.beats': ({ beats }) => labelled('What happens', prose(beats)),
  'shot.dialogue': ({ dialogue }) => labelled('Dialogue', prose(dialogue.map(says))),
  'shot.sound.sfx': ({ sound }) => labelled('Sound effects', sound.sfx.join(', ')),
  'shot.sound.ambience': ({ sound }) => labelled('Ambient sound', sound.ambience),
  'shot.sound.music': ({ sound }) => labelled('Music', sound.music),
};
const LOOK: Partial<Record<PlanField, (plan: Plan) => string>> = {
  'look.style': ({ look }) => labelled('Style', look.style),
  'look.palette': ({ look }) => labelled('Palette', look.palette.join(', ')),
  'look.grade': ({ look }) => labelled('Colour grade', look.grade),
  'look.lens': ({ look }) => labelled('Lens', look.lens),
};
/** What is said of a field that was emptied. */
const GONE: Partial<Record<PlanField, string>> = {
  'shot.beats': 'What happens: only subtle, natural movement.',
  'shot.dialogue': 'No dialogue.',
  'shot.sound.sfx': 'No sound effects.',
  'shot.sound.ambience': 'No ambient sound.',
  'shot.sound.music': 'No music.',
};
const KEEP = 'Keep everything else exactly as it is.';

/**
 * The prompt for a model that edits a clip it has: only what is to change, as the Plan has it now. What the Plan lost
 * on the way to fit is not asked for; what the user took away is.
 */
export function changeOf(plan: Plan, changes: readonly PlanChange[]): string {
  const asked = changes.map((change) => (change.shot === null ? ofAll(plan, change) : ofShot(plan, change)));
  return lines([...new Set(asked), KEEP]);
}

function ofShot(plan: Plan, { field, shot, after }: PlanChange): string {
  const told = plan.shots[shot ?? 0];
  if (!told) return '';
  // Where the camera goes is one sentence, without the ends that it has not any more.
  const isGone = after === '' && !field.startsWith('shot.camera.');
  const words = isGone ? (GONE[field] ?? '') : (ASKED[field]?.(told) ?? '');
  const isEverywhere = plan.shots.every((other) => ASKED[field]?.(other) === ASKED[field]?.(told));
  return words === '' || isEverywhere ? words : `In shot ${(shot ?? 0) + 1}: ${words}`;
}

function ofAll(plan: Plan, { field, before, after }: PlanChange): string {
  if (field !== 'avoid') return after === '' ? '' : (LOOK[field]?.(plan) ?? '');
  const was = before.split(', ');
  const now = after.split(', ');
  const gone = plan.avoid.filter((what) => now.includes(what) && !was.includes(what));
  const back = was.filter((what) => what !== '' && !now.includes(what));
  return [labelled('Remove', gone.join(', ')), labelled('No longer to be avoided', oneLine(back.join(', ')))]
    .filter(Boolean)
    .join(' ');
}

const oneLine = (text: string): string => withoutCommands(text.toWellFormed()).replace(/\s+/gu, ' ').trim();
