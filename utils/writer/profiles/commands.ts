/**
 * What services read in a prompt as something else than words: switches ("--duration 12", with which ByteDance's own
 * interface, and gateways before it, set length and size), tags and marks for pictures ("<FIRST_FRAME>", "@Image1"),
 * camera commands in double brackets. A plan holds words of pages, and what a page says must not change what an order
 * costs. The words stay.
 */
export function withoutCommands(text: string): string {
  return text
    .replace(/(?<!\S)[-\u2013\u2014]{2,}(?=[a-z])/giu, '')
    .replace(/<\/?([A-Z][A-Z0-9_]*)>/gu, ' $1 ')
    .replace(/@(?=(?:image|video|audio)\s?\d)/giu, '')
    .replace(/\[{2,}|\]{2,}/gu, ' ');
}
