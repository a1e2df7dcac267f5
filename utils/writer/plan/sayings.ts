import { CJK, cleanText, oneLine, type Shot, type Source, type Storyboard } from '@/utils/domain';
import { pageTitle } from '../credits';
import { sentencesOf } from '../sentences';
import { byScore, scoreSentences } from '../summary';

/** A sentence that a storyboard shows, and the words of the Source it stands for. */
export interface Saying {
  text: string;
  passage: string;
  score: number;
}

/** More than any clip has room for; all of them are compared with each other. */
const MOST_SENTENCES = 300;

/**
 * What a storyboard says, sentence by sentence, in order and each once. Lines of one sentence are put together again;
 * nothing of the end card. A storyboard without words is named by its title, its pictures or its page.
 */
export function sayingsOf(storyboard: Storyboard, source: Source): Saying[] {
  const told = storyboard.shots.filter(({ role, text }) => role !== 'end' && plain(text) !== '');
  const sentences = together(told).flatMap((saying) => apart(saying, storyboard.language));
  const sayings = once(sentences.slice(0, MOST_SENTENCES));
  return sayings.length > 0 ? scored(sayings, storyboard) : named(storyboard, source);
}

type Bare = Omit<Saying, 'score'>;

export const plain = (text: string): string => cleanText(text).text.replaceAll('\n', ' ');

/** Lines that a reader reads as one sentence are one. */
function together(shots: readonly Shot[]): Bare[] {
  const whole: Bare[] = [];
  let isOpen = false;
  for (const shot of shots) {
    const text = plain(shot.text);
    const last = whole.at(-1);
    if (last && isOpen && shot.role === 'line') {
      const gap = CJK.test(last.text.slice(-1)) && CJK.test(text.slice(0, 1)) ? '' : ' ';
      last.text += gap + text;
      last.passage = [last.passage, shot.passage].filter(Boolean).join(gap);
    } else whole.push({ text, passage: shot.passage });
    isOpen = shot.role === 'line' && !/[.!?…。！？؟][”’»"')\]」』]*$/u.test(text);
  }
  return whole;
}

function apart({ text, passage }: Bare, language: string): Bare[] {
  const spans = sentencesOf(text, language);
  if (spans.length <= 1) return [{ text, passage }];
  return spans.map(({ start, end }) => {
    const sentence = text.slice(start, end);
    return { text: sentence, passage: passage.includes(sentence) ? sentence : passage };
  });
}

/** A sentence that another one says as well, in whole, is left out. */
function once(sayings: readonly Bare[]): Bare[] {
  return sayings.filter(({ text }, i) =>
    sayings.every((other, j) => i === j || !other.text.includes(text) || (other.text === text && i < j)),
  );
}

function scored(sayings: readonly Bare[], { language, title }: Storyboard): Saying[] {
  const text = sayings.map((saying) => saying.text).join('\n');
  let at = 0;
  const spans = sayings.map((saying) => {
    const span = { start: at, end: at + saying.text.length };
    at = span.end + 1;
    return span;
  });
  const scores = scoreSentences(text, spans, language, title);
  return sayings.map((saying, i) => ({
    text: saying.text,
    passage: saying.passage,
    score: scores[i]?.score ?? 0,
  }));
}

/** The best so many, in the order they are told. */
export function bestOf(sayings: readonly Saying[], count: number): Saying[] {
  const ranked = byScore(sayings.map(({ score }, index) => ({ index, score }))).slice(0, count);
  const kept = new Set(ranked.map(({ index }) => index));
  return sayings.filter((_, index) => kept.has(index));
}

function named(storyboard: Storyboard, source: Source): Saying[] {
  const pictures = source.images.flatMap(({ caption, alt }) => [caption, alt]);
  const names = [storyboard.title, ...pictures, pageTitle(source), source.heading, source.text, source.site];
  const name = names.map((text) => oneLine(text, 600)).find((text) => text !== '');
  return name === undefined ? [] : [{ text: name, passage: '', score: 0 }];
}
