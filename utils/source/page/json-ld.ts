import { firstChildOf, isText, select } from './dom';

const MAX_SCRIPT = 200_000;
const MAX_DEPTH = 6;

/** The author a page's JSON-LD (schema.org) names; empty when there is none. */
export function jsonLdAuthor(): string {
  for (const script of select(document, 'script[type="application/ld+json"]').slice(0, 10)) {
    const text = firstChildOf(script);
    const author = isText(text) && text.length <= MAX_SCRIPT ? authorIn(parsed(text.data), 0) : '';
    if (author !== '') return author;
  }
  return '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function authorIn(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return '';
  if (Array.isArray(value)) {
    return (
      value
        .slice(0, 50)
        .map((item) => authorIn(item, depth + 1))
        .find((name) => name !== '') ?? ''
    );
  }
  const own = namesOf(Reflect.get(value, 'author'));
  return (
    own ||
    authorIn(Reflect.get(value, '@graph'), depth + 1) ||
    authorIn(Reflect.get(value, 'mainEntity'), depth + 1)
  );
}

/** "Ana", {name: "Ana"}, or a list of them. */
function namesOf(author: unknown): string {
  const list: unknown[] = Array.isArray(author) ? author.slice(0, 3) : [author];
  return list
    .map((one) => (typeof one === 'object' && one !== null ? (Reflect.get(one, 'name') as unknown) : one))
    .filter((name): name is string => typeof name === 'string' && !/^https?:/.test(name))
    .join(', ')
    .slice(0, 400);
}
