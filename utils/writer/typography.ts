import { baseOf } from './lexicon';
import { manuscriptOf, replaceIn, type Manuscript } from './manuscript';

const NBSP = '\u00a0';
const NARROW_NBSP = '\u202f';

/** What a wiki or a paper hangs onto its words: [3], [edit], [citation needed]. */
const FOOTNOTE =
  /[^\S\n]?\[(?:\d{1,3}|note \d{1,3}|edit|citation needed|clarification needed|who\?|when\?|modifier(?: le code)?|réf\. (?:nécessaire|souhaitée)|編集|编辑|要出典)\]|(?<=[\p{L}\p{N}.,;!?»”")])\[[a-z]\]/giu;

/** Straight double quotes become these, by language; others keep what they have. */
const DOUBLE_QUOTES: Readonly<Record<string, readonly [open: string, close: string]>> = {
  en: ['“', '”'],
  es: ['“', '”'],
  it: ['“', '”'],
  nl: ['“', '”'],
  pt: ['“', '”'],
  de: ['„', '“'],
  fr: [`«${NBSP}`, `${NBSP}»`],
};

/** The text as a typesetter would set it: quotes, dashes, ellipses, French spaces; footnote marks dropped. */
export function typeset(original: string, language: string): Manuscript {
  const base = baseOf(language);
  let page = manuscriptOf(original);
  page = replaceIn(page, FOOTNOTE, () => '');
  page = replaceIn(page, /\.{3,}/g, () => '…');
  page = replaceIn(
    page,
    /(?<=[\p{L}\p{N},;:!?.'"”’])--+(?=[\p{L}\p{N}'"“‘\s])|(?<=\s)--+(?=\s)/gu,
    () => '—',
  );
  page = replaceIn(page, /(?<=[^\s\d]) - (?=[^\s\d])/g, () => ' – ');
  // Only between two years: any other pair of numbers may be a score, a date or a telephone.
  page = replaceIn(page, /(?<![\d-])([12]\d{3})-([12]\d{3})(?![\d-])/g, (match) => `${match[1]}–${match[2]}`);
  page = apostrophes(page);
  const quotes = DOUBLE_QUOTES[base];
  if (quotes) page = doubleQuotes(page, quotes);
  page = replaceIn(page, /(?<=\d) (?=[%‰])/g, () => NBSP);
  if (base === 'fr') page = frenchSpaces(page);
  return page;
}

function apostrophes(page: Manuscript): Manuscript {
  if (!page.text.includes("'")) return page;
  let open = false;
  return replaceIn(page, /['\n]/g, (match) => {
    if (match[0] === '\n') {
      open = false;
      return '\n';
    }
    const before = match.input[match.index - 1] ?? ' ';
    const after = match.input.slice(match.index + 1, match.index + 6);
    if (/[\s([{“«„—–-]/.test(before)) {
      if (/^(?:\d|tis\b|twas\b|em\b|til\b|cause\b|n\b)/i.test(after) || !/^\S/.test(after)) return '’';
      open = true;
      return '‘';
    }
    // Feet and inches: 5' 10
    if (/\d/.test(before) && !open && !/^\p{L}/u.test(after)) return '′';
    if (!/^\p{L}/u.test(after)) open = false;
    return '’';
  });
}

function doubleQuotes(page: Manuscript, [opening, closing]: readonly [string, string]): Manuscript {
  if (!page.text.includes('"')) return page;
  let open = false;
  return replaceIn(page, /["\n]/g, (match) => {
    if (match[0] === '\n') {
      open = false;
      return '\n';
    }
    const before = match.input[match.index - 1] ?? ' ';
    if (/\d/.test(before) && !open) return '″';
    const starts = !open || /[\s([{‘—–]/.test(before);
    open = starts && /\S/.test(match.input[match.index + 1] ?? ' ');
    return open ? opening : closing;
  });
}

/** Spaces a line must not break at: inside guillemets, before double marks, within a number. */
function frenchSpaces(page: Manuscript): Manuscript {
  let set = replaceIn(page, /« ?(?=[^\s])/g, () => `«${NBSP}`);
  set = replaceIn(set, /(?<=[^\s«]) ?»/g, () => `${NBSP}»`);
  set = replaceIn(set, /(?<=\S) (?=[;!?])/g, () => NARROW_NBSP);
  set = replaceIn(set, /(?<=\S) (?=:)/g, () => NBSP);
  return replaceIn(set, /(?<=(?<!\d)\d{1,3}(?: \d{3})*) (?=\d{3}(?!\d))/g, () => NARROW_NBSP);
}
