/** Joins pieces of text as a page shows them: white space folded, one line feed between blocks, cut at a limit. */
export class TextBuilder {
  private readonly parts: string[] = [];
  private kept = 0;
  private gap: '' | ' ' | '\n' = '';
  /** UTF-16 units there would be without the limit. */
  length = 0;

  constructor(private readonly limit: number) {}

  /** `pre` keeps the line feeds that are in the text itself. */
  add(raw: string, pre: boolean): void {
    const text = raw.replace(pre ? /[^\S\n\u00A0]+/g : /[^\S\u00A0]+/g, ' ');
    const body = text.replace(/^ /, '');
    if (body !== text) this.space();
    const trimmed = body.replace(/ $/, '');
    if (trimmed === '') return;
    const piece = (this.length === 0 ? '' : this.gap) + trimmed;
    this.gap = trimmed === body ? '' : ' ';
    this.length += piece.length;
    if (this.kept >= this.limit) return;
    this.parts.push(piece.slice(0, this.limit - this.kept));
    this.kept += piece.length;
  }

  space(): void {
    this.gap ||= ' ';
  }

  breakLine(): void {
    this.gap = '\n';
  }

  toString(): string {
    return this.parts.join('');
  }
}
