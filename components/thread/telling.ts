/** How a clip's changed plan is told to the model that made it, and what of the change no way can tell. Pure. */
import {
  changesOf,
  nearestSeconds,
  planSeconds,
  type ModelCard,
  type Plan,
  type PlanChange,
  type PlanShot,
  type ServiceRequest,
} from '@/utils/domain';
import { renderPrompt } from '@/utils/writer';
import { modeOf, wordsOf } from '../elsewhere/own-words';
import { takeBack } from './take-back';
import { lengthOf, planBefore, type Made, type Place } from './made';

export interface Telling {
  work: ServiceRequest['work'];
  prompt: string;
  negative: string;
  seconds: number;
  audio: boolean | null;
  /** Of the change, what the order would say nothing of. */
  untold: PlanChange[];
  /** Whether it says any of it; an order that does not would be the same clip again. */
  saysAny: boolean;
}

/** How a service could work on the very clip that it has. */
export function workFor({ clip }: Made, { card }: Place): ServiceRequest['work'] {
  const { handle } = clip.record;
  const kind = (['edit', 'remix'] as const).find((task) => card.tasks.includes(task));
  return kind && handle !== '' ? { kind, handle } : { kind: 'new' };
}

/**
 * The way that tells most of what was changed: of the clip itself where that tells as much as an order from all of its
 * words, which is another clip, and which alone can be of another length.
 */
export function tellingOf(made: Made, place: Place, plan: Plan): Telling {
  // In which language it is said, the words themselves show.
  const changes = changesOf(planBefore(made), plan).filter(({ field }) => field !== 'language');
  const work = workFor(made, place);
  const anew = withSaysAny(toldAnew(made, place.card, plan, changes), changes);
  if (work.kind === 'new') return anew;
  const edit = withSaysAny({ ...toldAsEdit(made, place.card, plan, changes), work }, changes);
  return edit.untold.length <= anew.untold.length ? edit : anew;
}

type Told = Omit<Telling, 'saysAny'>;

function withSaysAny(told: Told, changes: readonly PlanChange[]): Telling {
  return { ...told, saysAny: told.untold.length < changes.length };
}

/** Only what is to change, for a service that has the clip. */
function toldAsEdit(
  made: Made,
  card: ModelCard,
  plan: Plan,
  changes: readonly PlanChange[],
): Omit<Told, 'work'> {
  const prompt = editPrompt(made, card, plan, changes);
  return {
    prompt,
    negative: '',
    seconds: lengthOf(made),
    audio: made.request.audio,
    untold: changes.filter((change) => {
      const wish = wishesFor(made, card, plan, [change]);
      return wish === '' || !prompt.includes(wish) || isUnheard(card, change);
    }),
  };
}

/** All of the words, changed. Those that the user wrote stay as they are, with the change after them. */
function toldAnew(made: Made, card: ModelCard, plan: Plan, changes: readonly PlanChange[]): Told {
  const { request } = made;
  const words = wordsOf(request, card.maxPrompt);
  const rest = words.kind === 'plan' ? words.rest : '';
  const seconds = secondsOf(made, card, plan);
  const proposed = proposal(made, card, plan, rest.length);
  const isSaid = (change: PlanChange): boolean => {
    const without = takeBack(plan, planBefore(made), change);
    if (secondsOf(made, card, without) !== seconds) return true;
    if (words.kind === 'own') return false;
    const { prompt, negative } = proposal(made, card, without, rest.length);
    return prompt !== proposed.prompt || negative !== proposed.negative;
  };
  // What moves a picture does not speak of its light or its place: asked for in so many words, or it is lost.
  const silent = changes.filter((change) => !isSaid(change));
  const wished = silent.filter(({ field }) => field !== 'avoid' || !proposed.dropped.includes('avoid'));
  const wishes = wishesFor(made, card, plan, wished);
  const isAsked = (change: PlanChange): boolean => {
    const wish = wished.includes(change) ? wishesFor(made, card, plan, [change]) : '';
    return wish !== '' && wishes.includes(wish);
  };
  const base = words.kind === 'own' ? request.prompt : proposed.prompt + rest;
  return {
    work: { kind: 'new' },
    prompt: [base, wishes].filter(Boolean).join('\n'),
    negative: negativeOf(made, card, plan, proposed.negative, rest.length),
    seconds,
    audio: audioOf(made, plan, changes),
    untold: changes.filter(
      (change) => isUnheard(card, change) || (silent.includes(change) && !isAsked(change)),
    ),
  };
}

/** The prompt from a plan, with room for what follows it, in UTF-16 units. */
function proposal(made: Made, card: ModelCard, plan: Plan, rest: number) {
  return renderPrompt(plan, card.family, {
    mode: modeOf(made.request),
    seconds: secondsOf(made, card, plan),
    maxUnits: Math.max(0, card.maxPrompt - rest),
    negativeField: card.negative,
  });
}

/** As the plan has it, unless the user wrote it: then with what was added to the plan. */
function negativeOf(made: Made, card: ModelCard, plan: Plan, proposed: string, rest: number): string {
  const { request } = made;
  const before = planBefore(made);
  if (request.negative === proposal(made, card, before, rest).negative) return proposed;
  const added = plan.avoid.filter((noun) => !before.avoid.includes(noun));
  return [request.negative, ...added].filter(Boolean).join(', ');
}

/** As long as the clip was, unless that is what was changed; of the lengths that the model makes. */
function secondsOf(made: Made, card: ModelCard, plan: Plan): number {
  const isLength = changesOf(planBefore(made), plan).some(({ field }) => field === 'shot.seconds');
  return nearestSeconds(card, (isLength ? planSeconds(plan) : null) ?? lengthOf(made));
}

const isSound = ({ field }: PlanChange): boolean =>
  field.startsWith('shot.sound.') || field === 'shot.dialogue';
const isUnheard = (card: ModelCard, change: PlanChange): boolean => card.audio === 'none' && isSound(change);

/** With sound, or without, as before; where what is heard was changed, as the plan has it now. */
function audioOf(
  { request: { audio } }: Made,
  { shots }: Plan,
  changes: readonly PlanChange[],
): boolean | null {
  return audio !== null && changes.some(isSound) ? shots.some(isHeard) : audio;
}

function isHeard({ dialogue, sound }: PlanShot): boolean {
  return dialogue.length + sound.sfx.length > 0 || sound.ambience + sound.music !== '';
}

function editPrompt(made: Made, card: ModelCard, plan: Plan, changes: readonly PlanChange[]): string {
  return renderPrompt(plan, card.family, {
    mode: 'edit',
    changes,
    seconds: lengthOf(made),
    maxUnits: card.maxPrompt,
    negativeField: card.negative,
  }).prompt;
}

/** Changes in so many words, a line each; empty where there are none for them. */
function wishesFor(made: Made, card: ModelCard, plan: Plan, changes: readonly PlanChange[]): string {
  // The last line asks to keep the rest of a clip that is there.
  return editPrompt(made, card, plan, changes).split('\n').slice(0, -1).join('\n');
}
