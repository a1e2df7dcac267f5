import { hasWords } from '@/utils/domain';
import { lexiconOf, plainWord, withoutElision } from './lexicon';
import type { Span } from './manuscript';
import { measure } from './measure';
import { isSpaceless } from './words';

/** What pages say about themselves between their sentences. */
const FURNITURE =
  /^(?:read more|see also|sign up|subscribe|advertisement|share this|follow us|click here|related:|photo(?:graph)?:|image:|source:|updated|published|copyright|©|lire aussi|à lire|s'abonner|abonnez-vous|partager|publicité|crédit|photo :|voir aussi|cookies?\b)/i;
/** A sentence that leans on the one before it does not stand alone well. */
const LEANING_START =
  /^(?:however|but|and|or|so|thus|therefore|moreover|it|this|that|these|those|he|she|they|also|then|such|mais|et|or|donc|ainsi|cependant|pourtant|toutefois|il|elle|ils|elles|cela|ceci|ce|cette|ces|en outre|de plus|しかし|また|そして|それ|これ|但|而且|因此|这|那)(?![\p{L}])/iu;

export interface Scored {
  /** Its place among the sentences. */
  index: number;
  score: number;
}

/**
 * How well each sentence stands for the whole text: its topics (how often its words come back), its place,
 * its length, numbers, what it shares with the title. The same text always scores the same.
 */
export function scoreSentences(
  text: string,
  spans: readonly Span[],
  language: string,
  title: string,
): Scored[] {
  const topics = spans.map(({ start, end }) => topicsOf(text.slice(start, end), language));
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  // A sentence a page repeats says nothing new, and must not make its words look important.
  const isRepeat = spans.map(({ start, end }, index) => {
    const sentence = text.slice(start, end);
    if (seen.has(sentence)) return true;
    seen.add(sentence);
    for (const topic of topics[index] ?? []) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    return false;
  });
  const titleTopics = new Set(topicsOf(title, language));

  return spans.map((span, index) => {
    const sentence = text.slice(span.start, span.end);
    const own = topics[index] ?? [];
    const repeated = own.reduce((sum, topic) => sum + Math.log2(counts.get(topic) ?? 1), 0);
    let score = own.length > 0 ? (2 * repeated) / (own.length + 3) : 0;
    score += placeOf(text, span, index, spans.length);
    score += lengthScore(sentence);
    if (/\d/.test(sentence)) score += 0.5;
    const shared = new Set(own.filter((topic) => titleTopics.has(topic))).size;
    score += Math.min(1.2, shared * 0.4);
    if (LEANING_START.test(sentence)) score -= 0.8;
    if (/[?？]["”’»]?$/.test(sentence)) score -= 0.5;
    if (/[:：]$/.test(sentence)) score -= 1;
    if (FURNITURE.test(sentence) || !hasWords(sentence) || isRepeat[index]) score -= 10;
    return { index, score };
  });
}

function placeOf(text: string, span: Span, index: number, count: number): number {
  const opensParagraph = text[span.start - 1] === '\n' ? 0.3 : 0;
  return (index === 0 ? 1.4 : 0.8 * (1 - index / count)) + opensParagraph;
}

/** Best between 8 and 20 words (or 15 to 34 characters); the very short and the very long say too little, or too much. */
function lengthScore(sentence: string): number {
  const { words, cjk } = measure(sentence);
  const length = words + cjk / 1.8;
  if (length < 5) return -1.5;
  if (length < 8) return 0;
  if (length <= 20) return 0.8;
  if (length <= 26) return 0.2;
  return -Math.min(3, (length - 26) * 0.12);
}

/** The words of a text that say what it is about; in scripts without spaces, its pairs of characters. */
function topicsOf(text: string, language: string): string[] {
  const { stop } = lexiconOf(language);
  const topics: string[] = [];
  for (const token of text.split(/[\s\u00a0\u202f—–/]+/)) {
    if (isSpaceless(token)) topics.push(...pairs(token));
    else {
      const word = plainWord(withoutElision(token));
      if (word.length > 2 && !stop.has(word)) topics.push(stem(word));
    }
  }
  return topics;
}

function pairs(token: string): string[] {
  const chars = Array.from(token.replace(/[^\p{L}\p{N}ー]/gu, ' '));
  return chars
    .slice(1)
    .map((char, i) => `${chars[i] ?? ''}${char}`)
    .filter((pair) => !pair.includes(' ') && !/^\p{Script=Hiragana}+$/u.test(pair));
}

/** Singular and plural are one topic. */
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:'s|es|s|x)$/, '') : word;
}

/** Sentences from the best down, the earlier first between equals. */
export function byScore(scored: readonly Scored[]): Scored[] {
  return scored.toSorted((a, b) => b.score - a.score || a.index - b.index);
}
