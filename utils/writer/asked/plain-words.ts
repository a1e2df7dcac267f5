import { cleanText } from '@/utils/domain';
import { cutWords } from '../cut';

/** UTF-16 units of one text that are looked at: many times what a Plan keeps of it. */
const READ = 8000;
const NAME = '[\\p{L}\\p{N}-]{1,63}';
/** Addresses of the web and of mail, with and without a scheme; of machines by number; and data in their place. */
const addresses = (): RegExp =>
  new RegExp(
    [
      String.raw`(?:[^\s<>"'(]{0,80}:\/\/|www\.)[^\s<>"')\]]*`,
      String.raw`(?:data|javascript|vbscript|file|blob|mailto|tel|about|chrome|chrome-extension|moz-extension):[^\s<>"')\]]*`,
      String.raw`[^\s<>@"'(]{1,64}@${NAME}(?:\.${NAME})+`,
      String.raw`(?<![\p{L}\p{N}.])(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?(?:\/\S*)?`,
      // Without a scheme only where it can be nothing else: a known ending, or a path behind it.
      String.raw`(?<![\p{L}\p{N}.])(?:${NAME}\.)+(?:com|net|org|io|ai|dev|app|info|biz|xyz|example|test|invalid|localhost|onion|ru|cn|tk|top|site|online|link|click|sh|me|co|gg|ly)(?![\p{L}\p{N}])(?::\d+)?(?:[/?#]\S*)?`,
      String.raw`(?<![\p{L}\p{N}.])(?:${NAME}\.)+[a-z]{2,24}(?::\d+)?[/?]\S+`,
      String.raw`(?<![\p{L}\p{N}])localhost:\d+\S*`,
    ].join('|'),
    'giu',
  );

/**
 * What a model wrote, as one line of at most `max` UTF-16 units that can only be read: without hidden characters,
 * markup, and addresses that the reader has not seen themselves.
 */
export function plainWords(written: unknown, max: number, seen: string): string {
  if (typeof written !== 'string') return '';
  const { text } = cleanText(written.slice(0, READ), READ);
  const bare = withoutMarkup(text).replace(addresses(), (address) => (isSeen(address, seen) ? address : ' '));
  return cutWords(bare.replace(/\s+/gu, ' ').trim(), max);
}

const isSeen = (address: string, seen: string): boolean => seen.includes(address.replace(/[.,;:!?]+$/, ''));

/** Links and pictures become their words; tags go, and what hides behind a half of one. */
function withoutMarkup(text: string): string {
  let plain = text;
  for (let before = ''; before !== plain;) {
    before = plain;
    plain = plain
      .replace(/!?\[([^[\]]*)\]\s?(?:\([^()]*\)|\[[^[\]]*\])/g, '$1')
      .replace(/<[!/?]?[a-z][^<>]*>?/giu, ' ')
      .replace(/<!--.*?(?:-->|$)/gu, ' ');
  }
  return plain.replace(/&(?:#x?[0-9a-f]{1,8}|[a-z]{2,12});/giu, ' ').replaceAll('`', '');
}
