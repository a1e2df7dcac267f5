import type { Clip } from '@/utils/domain';

/** A passage longer than this is cut in what is copied: it is a quotation, not the article. */
const MAX_QUOTE = 600;

/** The quoted words, the title and the address, as plain text for pasting anywhere. */
export function citationOf(clip: Pick<Clip, 'record'>): string {
  const { source } = clip.record;
  const points = Array.from(source.text);
  const quote = points.length > MAX_QUOTE ? `${points.slice(0, MAX_QUOTE).join('').trimEnd()}…` : source.text;
  const from = [source.title, source.site].filter((part) => part !== '').join(' · ');
  return [quote && `“${quote}”`, from, source.url].filter((part) => part !== '').join('\n');
}
