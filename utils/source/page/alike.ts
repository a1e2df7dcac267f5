/** How much of a text is compared: enough to tell two selections apart. */
const COMPARED = 200;

const squeeze = (text: string): string =>
  text
    .slice(0, 20_000)
    .replace(/[\s\p{Cf}]+/gu, '')
    .toLowerCase();

/**
 * True when two readings are of the same selection. Browsers and pages differ in white space, letter case
 * (text-transform), ruby and hidden text, so the start of one only has to appear in order within the other.
 */
export function alike(one: string, other: string): boolean {
  const a = squeeze(one);
  const b = squeeze(other);
  if (a === '' || b === '') return false;
  return isWithin(a.slice(0, COMPARED), b) || isWithin(b.slice(0, COMPARED), a);
}

/** Whether the characters of `part` follow each other in `whole`, with at most three times as many between. */
function isWithin(part: string, whole: string): boolean {
  const window = whole.slice(0, part.length * 4 + 40);
  let at = 0;
  for (const char of part) {
    const next = window.indexOf(char, at);
    if (next < 0) return false;
    at = next + char.length;
  }
  return true;
}
