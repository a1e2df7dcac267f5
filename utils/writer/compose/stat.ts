import { beatsOf } from '../beats';
import { shown, type Line } from '../credits';
import { cutTo, type Span } from '../manuscript';
import { posterShare } from '../measure';
import { bestStat, type FoundStat } from '../stat';
import type { Script } from '../script';
import { ellipsis, eyebrowOf, reducedTo, type Composition } from './draft';

/** Width of the words around a number when their sentence is too long, in narrow Latin letters. */
const CONTEXT = 96;
const MOST_SENTENCES = 400;

/** A number that counts up, with the words that say what it counts. */
export function composeStat(script: Script): Composition | null {
  const found = statSentence(script);
  if (!found) return null;
  const { line, stat } = found;
  const isWhole = script.sentences.length === 1 && !/^…|…$/.test(line.text);
  return {
    template: 'stat',
    drafts: [
      {
        role: 'stat',
        line: contextOf(line, stat),
        stat: stat.stat,
        eyebrow: eyebrowOf(line, [script.heading, script.title]),
      },
    ],
    reduced: isWhole ? null : reducedTo(script, [line.text]),
  };
}

/** The number of a text most worth a clip, with the words around it; earlier ones win between equals. */
export function statSentence(script: Script): { line: Line; stat: FoundStat } | null {
  const { page, language } = script;
  let best: { span: Span; worth: number } | null = null;
  for (const span of script.sentences.slice(0, MOST_SENTENCES)) {
    const worth =
      bestStat(page.text.slice(span.start, Math.min(span.end, span.start + 1200)), language)?.worth ?? 0;
    if (worth > (best?.worth ?? 0)) best = { span, worth };
  }
  if (!best) return null;
  const line = aroundStat(script, best.span);
  const stat = bestStat(line.text, language);
  return stat && posterShare(line.text) <= 1.5 ? { line, stat } : null;
}

function aroundStat(script: Script, sentence: Span): Line {
  const { page, language } = script;
  const whole = shown(page, sentence);
  if (posterShare(whole.text) <= 1) return whole;
  const bounds = cutTo(page.text, sentence, 1200);
  let best: { line: Line; worth: number } | null = null;
  for (const beat of beatsOf(page.text, bounds, language, CONTEXT)) {
    const line = shown(page, beat);
    const worth = bestStat(line.text, language)?.worth ?? 0;
    if (worth > (best?.worth ?? 0)) best = { line: between(line, beat, sentence), worth };
  }
  return best?.line ?? whole;
}

/** Ellipses where a sentence was cut. */
function between(line: Line, part: Span, sentence: Span): Line {
  const { text } = part.end < sentence.end ? ellipsis(line) : line;
  return { ...line, text: part.start > sentence.start ? `… ${text}` : text };
}

/** A sentence that begins with its number is shown without it: the number stands above, large. */
function contextOf(line: Line, { span }: FoundStat): Line {
  if (span.start !== 0) return line;
  const rest = line.text.slice(span.end).replace(/^[\s,;:،、，–—-]+/u, '');
  return rest.split(/\s+/).length >= 2 || /\p{Script=Han}{2}/u.test(rest) ? { ...line, text: rest } : line;
}
