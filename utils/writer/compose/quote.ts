import { beatsOf } from '../beats';
import { shown, unquoted, type Line } from '../credits';
import { cutTo, type Span } from '../manuscript';
import { posterShare } from '../measure';
import { leastSeconds, wantsOf } from '../pace';
import { fallbackLine, rankedSentences, type Script } from '../script';
import { ellipsis, reducedTo, type Composition } from './draft';

/** One poster: the whole text when it fits, else the sentence that stands best for it. */
export function composeQuote(script: Script, wanted: number | 'auto'): Composition {
  const { line, isWhole } = posterLine(script, wanted) ?? { line: fallbackLine(script), isWhole: true };
  return {
    template: 'quote',
    drafts: [{ role: 'quote', line }],
    reduced: isWhole ? null : reducedTo(script, [line.text]),
  };
}

interface PosterLine {
  line: Line;
  /** False when something of the text had to be left out. */
  isWhole: boolean;
}

/** The words of a text that fit one picture and the wanted time; null when there is no text. */
export function posterLine(script: Script, wanted: number | 'auto'): PosterLine | null {
  const { page, sentences } = script;
  const first = sentences[0];
  const last = sentences[sentences.length - 1];
  if (!first || !last) return null;
  const whole = { start: first.start, end: last.end };
  if (fits(script, whole, wanted)) return { line: unquoted(page, whole), isWhole: true };

  const ranked = rankedSentences(script);
  const spans = ranked.map(({ index }) => sentences[index]).filter((span) => span !== undefined);
  const inTime = spans.find((span) => fits(script, span, wanted));
  const inSpace = inTime ?? spans.find((span) => fits(script, span, 'auto'));
  return { line: inSpace ? unquoted(page, inSpace) : cutToPoster(script, spans[0] ?? first), isWhole: false };
}

function fits({ page }: Script, span: Span, wanted: number | 'auto'): boolean {
  const text = page.text.slice(span.start, span.end);
  if (text.length > 600 || posterShare(text) > 1) return false;
  return wanted === 'auto' || leastSeconds([{ text, wants: wantsOf('quote', true) }]) <= wanted;
}

/** As much of the beginning of a sentence as one picture holds, broken where a beat ends, with an ellipsis. */
export function cutToPoster(script: Script, sentence: Span): Line {
  const { page, language } = script;
  const beats = beatsOf(page.text, cutTo(page.text, sentence, 1200), language);
  let end = beats[0]?.end ?? sentence.end;
  for (const beat of beats) {
    if (posterShare(page.text.slice(sentence.start, beat.end)) > 0.97) break;
    end = beat.end;
  }
  const line = shown(page, { start: sentence.start, end });
  if (end >= sentence.end) return line;
  return ellipsis(line);
}
