import { cleanText, type Shot, type Source, type Storyboard } from '@/utils/domain';
import { bodyOf, bounded } from './credits';
import { highlightsOf, MOST_HIGHLIGHTS, type Highlight } from './highlights';
import { passageFinder } from './passages';
import { shotSeconds, wantsOf } from './pace';
import { scriptOf } from './script';
import { bestStat } from './stat';
import { onGraphemes, wordRanges } from './words';
import { write, type WriterOptions } from './write';

/**
 * The storyboard of a Source whose words the user edited. The shots follow the new words; each keeps the
 * passage of the Source it stands for, which is the one it shares most words with.
 */
export function rewrite(source: Source, text: string, options: WriterOptions): Storyboard {
  const edited = { ...source, text: cleanText(text).text };
  const storyboard = write(scriptOf(edited), options, true);
  const original = bodyOf(source);
  const words = bodyOf(edited);
  const finder = passageFinder(scriptOf(source));
  const place = (passage: string): number => words.indexOf(passage) / Math.max(1, words.length);
  // A title or a caption is still the page's own; so are words nobody touched.
  const isEdited = ({ passage }: Shot): boolean =>
    passage !== '' && !original.includes(passage) && words.includes(passage);
  const kept = (shot: Shot): Shot =>
    isEdited(shot) ? { ...shot, passage: finder.find(shot.passage, place(shot.passage)) } : shot;
  return { ...storyboard, shots: storyboard.shots.map(kept) };
}

/** The storyboard with other words in one shot: its highlights and time are worked out anew, its passage stays. */
export function editShot(storyboard: Storyboard, shotId: string, text: string): Storyboard {
  const words = asTyped(text);
  return withShot(storyboard, shotId, (shot, i) => {
    const last = storyboard.shots.length - 1;
    const stat = shot.role === 'stat' ? (bestStat(words, storyboard.language)?.stat ?? shot.stat) : shot.stat;
    return {
      ...shot,
      text: words,
      highlights: shot.role === 'end' ? [] : highlightsOf(words, storyboard.language),
      ...(stat ? { stat } : {}),
      seconds: shotSeconds({ text: words, wants: wantsOf(shot.role, last === 0) }, i === last),
    };
  });
}

/**
 * Turns the highlight of the word at an offset on or off. A third one takes the place of the one that has
 * been there longest.
 */
export function toggleHighlight(storyboard: Storyboard, shotId: string, wordStartOffset: number): Storyboard {
  return withShot(storyboard, shotId, (shot) => {
    const kept = shot.highlights.filter(([start, end]) => wordStartOffset < start || wordStartOffset >= end);
    if (kept.length < shot.highlights.length) return { ...shot, highlights: kept };
    const word = wordRanges(shot.text, storyboard.language).find(
      ({ start, end }) => wordStartOffset >= start && wordStartOffset < end,
    );
    if (!word) return shot;
    const { start, end } = onGraphemes(shot.text, word);
    const added: Highlight = [start, end];
    const apart = kept.filter((other) => other[1] <= start || other[0] >= end);
    return { ...shot, highlights: [...apart, added].slice(-MOST_HIGHLIGHTS) };
  });
}

function withShot(
  storyboard: Storyboard,
  shotId: string,
  change: (shot: Shot, i: number) => Shot,
): Storyboard {
  return {
    ...storyboard,
    shots: storyboard.shots.map((shot, i) => (shot.id === shotId ? change(shot, i) : shot)),
  };
}

/** Clean, but with the space at its end that a person who is still typing needs. */
function asTyped(text: string): string {
  const clean = cleanText(text).text;
  return bounded(/\S\s+$/.test(text) && clean ? `${clean} ` : clean, 2000);
}
