import { bounded, type Line } from '../credits';
import {
  directionOf,
  type Shot,
  type SourceImage,
  type Stat,
  type Storyboard,
  type Template,
} from '@/utils/domain';
import { highlightsOf } from '../highlights';
import { amountOf } from '../measure';
import { pace, wantsOf } from '../pace';
import type { Script } from '../script';

/** A shot before it has its time, its highlights and its number. */
export interface ShotDraft {
  role: Shot['role'];
  line: Line;
  transition?: Shot['transition'];
  eyebrow?: string;
  image?: SourceImage;
  stat?: Stat;
}

export interface Composition {
  template: Template;
  drafts: ShotDraft[];
  /** The words of the Source that were left out, if any. */
  reduced: Storyboard['reduced'];
}

/** Drafts with what is worked out from them: ids, highlights, time. */
export function finish(script: Script, composition: Composition, wanted: number | 'auto'): Storyboard {
  const { template, drafts, reduced } = composition;
  const alone = drafts.length === 1;
  const seconds = pace(
    drafts.map(({ role, line }) => ({ text: line.text, wants: wantsOf(role, alone) })),
    wanted,
  );
  return {
    template,
    language: script.language,
    direction: directionOf(drafts.map(({ line }) => line.text).join(' ')),
    title: (script.title.text || script.heading.text).trim(),
    byline: script.byline,
    shots: drafts.map((draft, i) => shotOf(draft, `s${i + 1}`, seconds[i] ?? 1, script.language)),
    reduced,
  };
}

function shotOf(draft: ShotDraft, id: string, seconds: number, language: string): Shot {
  const { role, line, image, stat } = draft;
  return {
    id,
    role,
    text: line.text,
    eyebrow: bounded(draft.eyebrow ?? '', 120),
    highlights: role === 'end' ? [] : highlightsOf(line.text, language),
    passage: role === 'end' ? '' : line.passage,
    ...(image ? { imageId: image.id } : {}),
    ...(stat ? { stat } : {}),
    seconds,
    transition: draft.transition ?? 'fade',
  };
}

/** What to tell the user when only these words of the Source are shown. */
export function reducedTo(script: Script, texts: readonly string[]): { from: number; to: number } {
  const from = Math.max(1, amountOf(script.page.text));
  // Counted apart, rounded words may add up to more than the whole.
  return { from, to: Math.min(from - 1, amountOf(texts.join(' '))) };
}

/** A short line above the words that says where they belong; nothing when it would only repeat them. */
export function eyebrowOf(line: Line, candidates: readonly Line[]): string {
  const fits = ({ text }: Line): boolean =>
    text !== '' && Array.from(text).length <= 60 && !line.text.includes(text) && !text.includes(line.text);
  return candidates.find(fits)?.text ?? '';
}

/** The line with an ellipsis in place of the mark it was cut at. */
export function ellipsis(line: Line): Line {
  return { ...line, text: `${line.text.replace(/[\s,;:،、，–—-]+$/u, '')}…` };
}
