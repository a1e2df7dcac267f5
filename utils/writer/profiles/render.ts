import type { Plan, PlanChange, PlanShot, PromptFamily } from '@/utils/domain';
import { cutWords } from '../cut';
import { changeOf } from './change';
import { withoutCommands } from './commands';
import { DROPS, PROMPT_PARTS, silent, type PromptPart } from './drops';
import { motionOf } from './motion';
import { PROFILES, type PromptProfile } from './profiles';
import { stillOf } from './still';

/** What a prompt is for: pictures from words, movement for a first frame, the still itself, or changes to a clip. */
export type PromptTask =
  | { mode: 't2v' | 'i2v' | 'still' }
  /** As `changesOf` tells them, towards the Plan that is rendered. */
  | { mode: 'edit'; changes: readonly PlanChange[] };

type PromptOptions = PromptTask & {
  /** Of the whole clip. */
  seconds: number;
  /** What the host takes, in UTF-16 units; the profile's own limit holds as well. */
  maxUnits: number;
  /** Whether the host has a field for what is not to be shown. */
  negativeField: boolean;
};

export interface RenderedPrompt {
  prompt: string;
  /** For a field of its own; empty where profile or host have none. */
  negative: string;
  /** What the Plan has and the prompt does not: there was no room, or such models take none of it. */
  dropped: PromptPart[];
}

/** UTF-16 units of a negative prompt: the shortest limit of the services that have one. */
const NEGATIVE_UNITS = 500;

/**
 * A Plan in the order, length and syntax that a family of models wants. What does not fit is left out part by part, in
 * the order of `PROMPT_PARTS`; what somebody says stands whole or not at all, and no character is cut in two.
 */
export function renderPrompt(plan: Plan, family: PromptFamily, options: PromptOptions): RenderedPrompt {
  const profile = PROFILES[family];
  const max = Math.min(options.maxUnits, profile.maxUnits);
  const whole = flat(plan);
  const dropped = new Set<PromptPart>();

  const heard = profile.audio ? whole : (silent(whole) ?? whole);
  if (heard !== whole) for (const part of soundsOf(whole)) dropped.add(part);
  const { negative, said } = apart(heard, profile, options.negativeField, dropped);

  const write = writerFor(profile, options);
  // Asked of a clip that is there, "remove the people" is no negative but a change like the others.
  const fitted = fit(options.mode === 'edit' ? heard : said, write, max, dropped);
  if (lineCount(fitted.plan) < lineCount(heard)) dropped.add('dialogue');
  return { prompt: fitted.prompt, negative, dropped: PROMPT_PARTS.filter((part) => dropped.has(part)) };
}

type Write = (plan: Plan) => string;

function writerFor({ layout, motion }: PromptProfile, options: PromptOptions): Write {
  switch (options.mode) {
    case 't2v':
      return (plan) => layout(plan, options.seconds);
    case 'i2v':
      return (plan) => motionOf(plan, options.seconds, motion);
    case 'still':
      return stillOf;
    case 'edit':
      return (plan) => changeOf(plan, options.changes);
  }
}

/** What is not wanted, where the profile wants it: in a field, in the prompt, or nowhere. */
function apart(
  plan: Plan,
  { negative }: PromptProfile,
  hasField: boolean,
  dropped: Set<PromptPart>,
): { negative: string; said: Plan } {
  if (negative === 'prose' || (negative === 'field' && !hasField)) return { negative: '', said: plan };
  const fitting = plan.avoid.filter(
    (_, i) => negative === 'field' && plan.avoid.slice(0, i + 1).join(', ').length <= NEGATIVE_UNITS,
  );
  if (fitting.length < plan.avoid.length) dropped.add('avoid');
  return { negative: fitting.join(', '), said: { ...plan, avoid: [] } };
}

function fit(
  whole: Plan,
  write: Write,
  max: number,
  dropped: Set<PromptPart>,
): { plan: Plan; prompt: string } {
  let plan = whole;
  let prompt = write(plan);
  for (const [part, drop] of DROPS) {
    for (let less = drop(plan); prompt.length > max && less; less = drop(plan)) {
      const shorter = write(less);
      // What this mode does not say takes no room.
      if (shorter.length < prompt.length) dropped.add(part);
      plan = less;
      prompt = shorter;
    }
  }
  if (prompt.length <= max) return { plan, prompt };
  dropped.add('subject');
  return { plan, prompt: withShorterSubject(plan, write, prompt.length - max, max) };
}

function withShorterSubject(plan: Plan, write: Write, excess: number, max: number): string {
  const [first, ...others] = plan.shots;
  if (!first) return '';
  const subject = cutWords(first.subject, first.subject.length - excess);
  const prompt = subject === '' ? '' : write({ ...plan, shots: [{ ...first, subject }, ...others] });
  // With room for less than its frame, the subject stands alone.
  return prompt !== '' && prompt.length <= max ? prompt : cutWords(first.subject, max);
}

/** Every text on one line, well formed, and nothing but words: a prompt's lines are its own. */
function flat(plan: Plan): Plan {
  const line = (text: string): string => withoutCommands(text.toWellFormed()).replace(/\s+/gu, ' ').trim();
  const each = (texts: readonly string[]): string[] => texts.map(line).filter((text) => text !== '');
  const { look } = plan;
  const shots = plan.shots.map((shot): PlanShot => ({
    ...shot,
    camera: { ...shot.camera, from: line(shot.camera.from), to: line(shot.camera.to) },
    subject: line(shot.subject),
    setting: line(shot.setting),
    lighting: line(shot.lighting),
    beats: each(shot.beats),
    dialogue: shot.dialogue
      .map((said) => ({ who: line(said.who), line: line(said.line), tone: line(said.tone) }))
      .filter((said) => said.line !== ''),
    sound: { sfx: each(shot.sound.sfx), ambience: line(shot.sound.ambience), music: line(shot.sound.music) },
  }));
  return {
    language: plan.language,
    look: {
      style: line(look.style),
      palette: each(look.palette),
      grade: line(look.grade),
      lens: line(look.lens),
    },
    shots,
    avoid: each(plan.avoid),
  };
}

const lineCount = ({ shots }: Plan): number => shots.reduce((sum, { dialogue }) => sum + dialogue.length, 0);

function soundsOf({ shots }: Plan): PromptPart[] {
  const has = (test: (shot: PlanShot) => boolean, part: PromptPart): PromptPart[] =>
    shots.some(test) ? [part] : [];
  return [
    ...has(({ sound }) => sound.music !== '', 'music'),
    ...has(({ sound }) => sound.ambience !== '', 'ambience'),
    ...has(({ sound }) => sound.sfx.length > 0, 'sfx'),
    ...has(({ dialogue }) => dialogue.length > 0, 'dialogue'),
  ];
}
