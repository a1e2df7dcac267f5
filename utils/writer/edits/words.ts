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
  sur sous dans en au aux soit qu que est n ne y ait plans pour qui peu aussi tout tous changez `.replaceAll(
    '\n',
    ' ',
  );

/** A phrase by which two ways to say the same are the same: without the words that only carry it. */
export function keyOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ word }) => word)
    .filter((word) => !CARRIERS.includes(` ${word} `))
    .join(' ');
}
