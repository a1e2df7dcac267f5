/**
 * Phrase boundaries in scripts without spaces, by BudouX's models (Apache-2.0). A model is some 25 to 75 kB, so it is
 * read only when a clip has such words; the file is made from the package by the build.
 */
import { Parser } from 'budoux';
import { CJK } from '@/utils/domain';

const PHRASE_MODELS = ['ja', 'th', 'zh-hans', 'zh-hant'] as const;
export type PhraseModel = (typeof PHRASE_MODELS)[number];

const THAI = /\p{Script=Thai}/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

const parsers = new Map<PhraseModel, Parser>();

/** Which model a token of this language needs; undefined where spaces or the browser's own words do. */
function phraseModelOf(token: string, language: string): PhraseModel | undefined {
  if (THAI.test(token)) return 'th';
  if (!CJK.test(token)) return undefined;
  if (KANA.test(token) || /^ja/i.test(language)) return 'ja';
  return /^zh-(?:hant|tw|hk|mo)/i.test(language) ? 'zh-hant' : 'zh-hans';
}

/** Reads the models that these texts need. Without one, the browser's own word boundaries are used. */
export async function loadPhraseModels(
  texts: readonly string[],
  language: string,
  read: (model: PhraseModel) => Promise<unknown>,
): Promise<void> {
  const tokens = texts.flatMap((text) => text.split(/\s+/));
  const needed = new Set(tokens.map((token) => phraseModelOf(token, language)));
  const missing = PHRASE_MODELS.filter((model) => needed.has(model) && !parsers.has(model));
  await Promise.all(
    missing.map(async (model) => {
      parsers.set(model, new Parser((await read(model)) as Record<string, Record<string, number>>));
    }),
  );
}

/** Where phrases of the token begin, but for its start; undefined when its model was not read. */
export function phraseBoundaries(token: string, language: string): number[] | undefined {
  const model = phraseModelOf(token, language);
  return model && parsers.get(model)?.parseBoundaries(token);
}
