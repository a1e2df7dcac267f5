import { beatsOf, BEAT } from '../beats';
import { shown, type Line } from '../credits';
import { cutTo, type Span } from '../manuscript';
import { clipShare, weightOf } from '../measure';
import { leastSeconds, LONGEST_CLIP, naturalSeconds, wantsOf } from '../pace';
import { fallbackLine, rankedSentences, type Script } from '../script';
import { ellipsis, reducedTo, type Composition } from './draft';

const MOST_SHOTS = 40;
/** A longer sentence could never be shown whole, in UTF-16 units. */
const LONGEST_SENTENCE = 1500;
/** So many sentences in a row that find no room any more, and the clip is full. */
const MOST_MISSES = 6;

/** One shot a beat. A text too long for a clip is reduced to its key sentences; a poem, to its first lines. */
export function composeLyric(script: Script, wanted: number | 'auto'): Composition {
  const { sentences } = script;
  const verse = isVerse(script);
  const order = verse
    ? sentences.map((_, index) => index)
    : rankedSentences(script).map(({ index }) => index);
  const room = roomFor(wanted);
  const chosen = new Map<number, Line[]>();
  let isWhole = true;
  let misses = 0;
  for (const index of order) {
    const sentence = sentences[index];
    if (!sentence) continue;
    const beats = linesOf(script, sentence);
    if (sentence.end - sentence.start <= LONGEST_SENTENCE && room.take(beats)) {
      chosen.set(index, beats);
      misses = 0;
      continue;
    }
    isWhole = false;
    misses += 1;
    if (chosen.size === 0) chosen.set(index, beginning(beats, room));
    if (verse || misses === MOST_MISSES) break;
  }
  const lines = [...chosen].toSorted(([a], [b]) => a - b).flatMap(([, beats]) => beats);
  if (lines.length === 0) lines.push(fallbackLine(script));
  const texts = lines.map(({ text }) => text);
  return {
    template: 'lyric',
    drafts: lines.map((line) => ({ role: 'line', line, transition: 'push' })),
    reduced: isWhole ? null : reducedTo(script, texts),
  };
}

function linesOf({ page, language }: Script, sentence: Span): Line[] {
  const bounds = cutTo(page.text, sentence, LONGEST_SENTENCE);
  return beatsOf(page.text, bounds, language).map((beat) => shown(page, beat));
}

interface Room {
  /** Adds the lines if the clip can still take them all. */
  take: (lines: readonly Line[]) => boolean;
}

/** What a clip of the wanted length holds: about 90 words when no length is asked for. */
function roomFor(wanted: number | 'auto'): Room {
  const taken: Line[] = [];
  const fits = (lines: readonly Line[]): boolean => {
    const timed = lines.map(({ text }) => ({ text, wants: wantsOf('line', false) }));
    if (lines.length > MOST_SHOTS || naturalSeconds(timed) > LONGEST_CLIP) return false;
    if (wanted !== 'auto') return leastSeconds(timed) <= wanted;
    return clipShare(lines.map(({ text }) => text).join(' ')) <= 1;
  };
  return {
    take: (lines) => {
      if (!fits([...taken, ...lines])) return false;
      taken.push(...lines);
      return true;
    },
  };
}

/** The beats of a sentence that still fit, at least one. */
function beginning(beats: readonly Line[], room: Room): Line[] {
  const kept = beats.slice(0, 1);
  room.take(kept);
  for (const beat of beats.slice(1)) {
    if (!room.take([beat])) break;
    kept.push(beat);
  }
  return kept.map((line, i) => (i === kept.length - 1 ? ellipsis(line) : line));
}

/** Lines that were broken by their author: their order is the text. */
function isVerse({ page, sentences }: Script): boolean {
  if (sentences.length < 4) return false;
  const isLine = ({ start, end }: Span): boolean =>
    (page.text[end] === '\n' || end === page.text.length) &&
    end - start < 120 &&
    weightOf(page.text.slice(start, end)) <= BEAT * 1.3;
  return sentences.filter(isLine).length > sentences.length * 0.7;
}
