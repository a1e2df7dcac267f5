import {
  cleanText,
  hasWords,
  oneLine,
  type GestureProblem,
  type ImageProblem,
  type Source,
  type SourceImage,
  type SourceNotice,
} from '@/utils/domain';
import { classifyAddress, parsedUrl } from './address';

/** A click on one of our menu items, or a command: what the browser itself says of it. */
export interface Gesture {
  kind: 'selection' | 'image' | 'article';
  windowId: number;
  tabId?: number | undefined;
  frameId?: number | undefined;
  pageUrl: string;
  pageTitle: string;
  /** As the menu has it: on one line, and empty where only the page knows (some text fields, a shortcut). */
  selectionText: string;
  srcUrl: string;
  /** The page belongs to another kind of window, private or not, than the library here: nothing of it may be read. */
  offLimits: boolean;
}

export type GestureResult = { ok: true; source: Source } | { ok: false; problem: GestureProblem };

/**
 * What the menu itself carries, at once and without asking the page: enough to show and to draw. Bytes of pictures
 * are still to come.
 */
export function sourceFromMenu(gesture: Gesture, ports: { now(): number; newId(): string }): GestureResult {
  if (gesture.offLimits) return { ok: false, problem: 'private-window' };
  const words = gesture.kind === 'selection' ? readableText(gesture.selectionText) : NO_TEXT;
  if (gesture.kind === 'selection' && words.text === '') return { ok: false, problem: 'empty-selection' };
  return {
    ok: true,
    source: {
      id: ports.newId(),
      kind: gesture.kind,
      takenAt: ports.now(),
      url: pageAddress(gesture.pageUrl),
      title: oneLine(gesture.pageTitle),
      site: siteOf(gesture.pageUrl),
      language: 'und',
      text: words.text,
      heading: '',
      paragraph: '',
      byline: '',
      themeColor: '',
      ogImage: '',
      images:
        gesture.kind === 'image' && gesture.srcUrl !== ''
          ? [imageFromMenu(gesture.srcUrl, ports.newId())]
          : [],
      notices: words.notices,
    },
  };
}

const NO_TEXT: ReadableText = { text: '', notices: [] };

interface ReadableText {
  text: string;
  notices: SourceNotice[];
}

/** Text fit to be shown, with what was done to it. `length` is how long it was, where it was cut before. */
export function readableText(raw: string, length = 0): ReadableText {
  const clean = cleanText(raw);
  // A mark or a joiner with nothing to stand on shows nothing.
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(clean.text)) return NO_TEXT;
  const kept = Array.from(clean.text).length;
  const before = Math.max(clean.length, length > raw.length ? length : 0);
  const notices: SourceNotice[] = [];
  if (before > kept) notices.push({ code: 'text-cut', count: before });
  if (clean.hidden > 0) notices.push({ code: 'hidden-removed', count: clean.hidden });
  if (!hasWords(clean.text) && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(clean.text)) {
    notices.push({ code: 'emoji-only' });
  }
  return { text: clean.text, notices };
}

/** Address of a page as it is kept: http, https and files; a too long one loses its query. */
export function pageAddress(url: string): string {
  const parsed = /^(https?|file):/i.test(url) ? parsedUrl(url) : null;
  if (!parsed) return '';
  if (url.length <= 4096) return url;
  const { origin, pathname } = parsed;
  return origin === 'null' ? '' : `${origin}${pathname}`.slice(0, 4096);
}

/** Host without "www.", in ASCII, so that look-alike letters show; empty for a file or an unknown page. */
export function siteOf(url: string): string {
  const parsed = /^https?:/i.test(url) ? parsedUrl(url) : null;
  return parsed?.hostname.replace(/^www\.(?=.+\.)/, '').slice(0, 253) ?? '';
}

/** Why a picture whose bytes are not here may not be fetched just so. */
export function problemOfAddress(url: string): ImageProblem {
  const kind = classifyAddress(url);
  if (kind === 'public') return 'needs-permission';
  return kind === 'private' ? 'private-address' : 'unreachable';
}

function imageFromMenu(srcUrl: string, id: string): SourceImage {
  return {
    id,
    url: /^https?:/i.test(srcUrl) && srcUrl.length <= 4096 ? srcUrl : '',
    alt: '',
    caption: '',
    width: 0,
    height: 0,
    origin: 'element',
    state: { kind: 'unread', problem: problemOfAddress(srcUrl) },
  };
}
