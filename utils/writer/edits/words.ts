/** One word of a sentence: as the table spells it, and where it stands. */
export interface Token {
  word: string;
  /** [start, end) in UTF-16 units of the sentence. */
  start: number;
  end: number;
}

/** Words between two wishes. */
const CONNECTORS = /^(?:and|or|nor|then|but|et|ou|ni|puis|mais|[,;.:+&])$/;

/** Lower case, without accents: "Plus éloigné" -> plus, eloigne. Marks that join wishes are words of their own. */
export function tokensOf(sentence: string): Token[] {
  const tokens: Token[] = [];
  for (const match of sentence.matchAll(/[\p{L}\p{M}\p{N}]+|[,;.:+&]/gu)) {
    const word = match[0].toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('œ', 'oe');
    tokens.push({ word, start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

export const isConnector = ({ word }: Token): boolean => CONNECTORS.test(word);

/** Words that carry a wish and are no part of it. None of them says "no", "more" or "less". */
const CARRIERS =
  ` as make makes turn set put let lets have want would d like i ll we you can could please it its s the a
  an this that there scene shot shots video clip picture image footage be is are to into in at on of
  by for should just now give me use using take look looks looking feel feels bit little some also so
  camera change switch go everything whole fais fait faites faire rends rend rendez rendre mets met
  mettez mettre passe passez passer veux voudrais aimerais je j tu vous peux pouvez pourrais pourriez
  il elle te plait stp svp la le les l un une des du de ce cet cette c ca cela videos prise sequence
  sur sous dans en au aux soit qu que est n ne y ait plans pour qui peu aussi tout tous changez peut
  encore plutot instead rather again even maybe perhaps slightly legerement nouveau etait prefer prefere
  shoot filme filmez filmer montre montrez show try essaie essaye possible comme facon merci thanks
  thank passait mettait faisait `.replaceAll('\n', ' ');

/** A phrase by which two ways to say the same are the same: without the words that only carry it. */
export function keyOf(tokens: readonly Token[]): string {
  const words = tokens.map(({ word }) => word);
  // "Move in" is a way to go; "move" is none.
  return words
    .filter((word, i) => (word === 'in' && words[i - 1] === 'move') || !CARRIERS.includes(` ${word} `))
    .join(' ');
}

/** By which somebody asks what is so; asked for with one of the others, it is a wish all the same. */
const ASKING =
  /^(?:is|are|was|were|does|do|did|has|have|why|where|when|who|which|est|il|elle|c|y|ca|pourquoi|quand|qui|combien)$/;
const POLITE =
  /^(?:can|could|would|will|may|please|possible|peut|peux|pouvez|pouvons|pourrait|pourrais|pourriez|veux|plait|stp|svp)$/;
const LEADS =
  /^(?:how about|what about|what if|why not|et si|pourquoi pas|is it possible to|est ce possible de) /;

/** "Is it raining?" is no wish for rain. */
export function isQuestion(tokens: readonly Token[], sentence: string): boolean {
  const [first] = tokens;
  if (!first || !/\?\s*$/.test(sentence) || tokens.some(({ word }) => POLITE.test(word))) return false;
  return ASKING.test(first.word) && withoutLead(tokens).length === tokens.length;
}

/** Without what only leads to a wish: "how about night?" */
export function withoutLead(tokens: readonly Token[]): readonly Token[] {
  const lead = LEADS.exec(`${tokens.map(({ word }) => word).join(' ')} `)?.[0].trim();
  return lead === undefined ? tokens : tokens.slice(lead.split(' ').length);
}

/** Whether it asks for something to be other than it is, and not what it should become. */
export function isChanged(tokens: readonly Token[]): boolean {
  const words = tokens.map(({ word }) => word);
  if (!words.some((word) => /^(?:change|changez|switch)$/.test(word))) return false;
  const at = words.findLastIndex((word) => /^(?:to|into|in|for|by|off|en|pour|par|a|au)$/.test(word));
  return at < 0 || (words[at] !== 'off' && keyOf(tokens.slice(at + 1)) === '');
}
