import { cleanText, oneLine, type Source } from '@/utils/domain';
import { typeset } from './typography';
import { passageOf, type Manuscript, type Span } from './manuscript';

/** Words shown, and the words of the Source they were made from. */
export interface Line {
  text: string;
  passage: string;
}

export const NO_LINE: Line = { text: '', passage: '' };

/** One line of a Source's own text, set in type; an overlong one is cut. */
export function lineOf(raw: string, language: string, max = 120): Line {
  const original = oneLine(raw, 4000);
  const { text } = typeset(original, language);
  return { text: oneLine(text, max), passage: bounded(original, 4000) };
}

/** At most `max` UTF-16 units, whole code points. */
export function bounded(text: string, max: number): string {
  if (text.length <= max) return text;
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}

/** The page's title without the name of the site that pages hang onto it: "Tides - The Harbour Post" -> "Tides". */
export function pageTitle(source: Source): string {
  const title = oneLine(source.title, 400);
  const match = /^(.{3,}?)\s+([|·•]|[-–—:])\s+([^|·•]{2,60})$/u.exec(title);
  if (!match) return title;
  const [, head = '', mark = '', tail = ''] = match;
  if (/[|·•]/.test(mark)) return tail.split(/\s+/).length <= 5 ? head : title;
  return namesSite(tail, source.site) ? head : title;
}

function namesSite(words: string, site: string): boolean {
  const name = words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const labels = site
    .toLowerCase()
    .split('.')
    .map((label) => label.replaceAll('-', ''));
  return labels.some((label) => label.length > 2 && (name.includes(label) || label.includes(name)));
}

/** A name at the end of a quotation, as in “…” — Ada Lovelace. */
const ATTRIBUTION =
  /(?:(?<=[.!?…。！？”»"'’)][^\S\n]?)|(?<=[.!?…。！？”»"'’)]\s?\n?)[^\S\n]*|\n[^\S\n]*)(?:[—―–]|--?)[^\S\n]?(?<name>[\p{Lu}\p{Lo}][^\n!?。！？]{1,90})\s*$/u;

/** The span of a text before the name at its end, and that name; null when it names nobody. */
export function attributionOf(page: Manuscript): { quotation: Span; name: string } | null {
  const { text } = page;
  const from = Math.max(0, text.length - 160);
  const match = ATTRIBUTION.exec(text.slice(from));
  const name = match?.groups?.['name']?.trim();
  if (!match || !name || name.split(/\s+/).length > 10) return null;
  // A dash may also begin another sentence; a name holds no full stop but those of "Dr." and initials.
  if (/\p{L}{4,}\.\s/u.test(name)) return null;
  const end = from + match.index;
  if (text.slice(0, end).trim().length < 8) return null;
  return {
    quotation: { start: 0, end },
    name: bounded(oneLine(name.replace(/(?<=\p{L}{3})\.$/u, ''), 120), 200),
  };
}

/** The quotation marks around a whole text are dropped, and the line says so: a poster draws its own. */
export function unquoted(page: Manuscript, span: Span): Line & { isQuotation: boolean } {
  const slice = page.text.slice(span.start, span.end);
  const marks =
    /^(?:“([^“”]*)”|«[\u00a0\s]*([^«»]*?)[\u00a0\s]*»|„([^„“]*)“|「([^「」]*)」|『([^『』]*)』)$/u.exec(
      slice,
    );
  const inner = marks?.slice(1).find((group) => group !== undefined);
  if (!inner?.trim()) return { ...shown(page, span), isQuotation: false };
  const start = span.start + slice.indexOf(inner);
  return { ...shown(page, { start, end: start + inner.length }), isQuotation: true };
}

/** A span as it is shown: line breaks become spaces, or nothing between characters that take none. */
export function shown(page: Manuscript, span: Span): Line {
  const text = flow(page.text.slice(span.start, span.end));
  return { text: bounded(text, 2000), passage: bounded(passageOf(page, span), 4000) };
}

function flow(text: string): string {
  return text
    .replace(
      /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。])\s*\n\s*(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu,
      '',
    )
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** The body text of a Source without what no reader sees. Passages are cut out of exactly this. */
export function bodyOf(source: Source): string {
  return cleanText(source.text).text;
}
