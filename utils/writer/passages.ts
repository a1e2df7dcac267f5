import { shown, bodyOf, bounded } from './credits';
import { plainWord, withoutElision } from './lexicon';
import { manuscriptOf } from './manuscript';
import { fallbackLine, type Script } from './script';
import { sentencesOf } from './sentences';
import { isSpaceless } from './words';

/** Finds, for words that were edited, the passage of the Source they stand for. */
interface PassageFinder {
  /** `place`: where the words stand among all words, 0 to 1; it decides when nothing else does. */
  find(words: string, place: number): string;
}

export function passageFinder(script: Script): PassageFinder {
  const body = bodyOf(script.source);
  const page = manuscriptOf(body);
  const sentences = sentencesOf(body, script.language);
  const holders = new Map<string, number[]>();
  sentences.forEach(({ start, end }, index) => {
    for (const token of tokensOf(body.slice(start, end))) {
      const list = holders.get(token);
      if (list) list.push(index);
      else holders.set(token, [index]);
    }
  });

  /** The sentence that shares most words, rare ones counting more; null when none shares any. */
  const bestFor = (words: string, near: number): number | null => {
    const scores = new Map<number, number>();
    for (const token of tokensOf(words)) {
      const list = holders.get(token) ?? [];
      for (const index of list) scores.set(index, (scores.get(index) ?? 0) + 1 / (1 + Math.log(list.length)));
    }
    let best: number | null = null;
    for (const [index, score] of scores) {
      const least = best === null ? 0 : (scores.get(best) ?? 0);
      const closer = best === null || Math.abs(index - near) < Math.abs(best - near);
      if (score > least || (score === least && closer)) best = index;
    }
    return best;
  };

  return {
    find: (words, place) => {
      if (words !== '' && body.includes(words)) return bounded(words, 4000);
      if (sentences.length === 0) return fallbackLine(script).passage;
      const near = Math.min(sentences.length - 1, Math.floor(place * sentences.length));
      const edited = sentencesOf(words, script.language).map(({ start, end }) => words.slice(start, end));
      const hits = edited.map((sentence) => bestFor(sentence, near)).filter((hit) => hit !== null);
      const first = sentences[Math.min(...hits)];
      const last = sentences[Math.max(...hits)];
      // Far apart, they are no one passage: the best of them speaks for all.
      const together = first && last && Math.max(...hits) - Math.min(...hits) <= edited.length;
      const span = together ? { start: first.start, end: last.end } : sentences[bestFor(words, near) ?? near];
      return span ? shown(page, span).passage : '';
    },
  };
}

function tokensOf(text: string): Set<string> {
  const tokens = new Set<string>();
  for (const token of text.split(/[\s\u00a0\u202f—–]+/)) {
    if (isSpaceless(token)) for (const char of token) tokens.add(char);
    else tokens.add(plainWord(withoutElision(token)));
  }
  tokens.delete('');
  return tokens;
}
