import { oneLine } from '@/utils/domain';
import { withoutCommands } from './profiles/commands';

/** What of a page is told beside its words; only what the user switched on. */
interface PageContext {
  title?: string;
  url?: string;
}

const MOST_TITLE = 200;
const MOST_ADDRESS = 400;

/**
 * A prompt with the page's title and address on lines of their own. A line that does not fit into `maxUnits` UTF-16
 * units is left out whole. Of an address only what names the page: no name, password, query or fragment.
 */
export function withContext(prompt: string, { title, url }: PageContext, maxUnits: number): string {
  const lines = [
    ['Page title', oneLine(withoutCommands(title ?? ''), MOST_TITLE)],
    ['Page address', addressOf(url ?? '')],
  ];
  return lines.reduce((told, [label, words]) => {
    const longer = `${told}\n${label}: ${words}`;
    return words === '' || longer.length > maxUnits ? told : longer;
  }, prompt);
}

/** Empty for what is no page of the web. */
function addressOf(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    const address = `${protocol}//${host}${pathname}`;
    return /^https?:$/.test(protocol) && address.length <= MOST_ADDRESS ? address : '';
  } catch {
    return '';
  }
}

/** The prompt as it was before `withContext` told of the page. */
export function withoutContext(prompt: string): string {
  return prompt.replace(/(?:\nPage (?:title|address): [^\n]*){1,2}$/, '');
}
