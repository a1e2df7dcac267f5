import * as v from 'valibot';
import type { SourceNotice } from '@/utils/domain';
import type { Gesture } from './gesture';
import { alike } from './page/alike';
import type { PageTask } from './page/task';
import type { SourcePorts } from './ports';
import { RawPage } from './raw-page';

export interface PageReading {
  /** Null when the page said nothing that can be used. */
  page: RawPage | null;
  /** What the user should know about that. */
  notices: SourceNotice['code'][];
}

interface Asked {
  pages: RawPage[];
  reason: 'page-unreadable' | 'frame-gone' | 'page-changed' | null;
}

/**
 * What the page says about a gesture: from the frame it was made in, else from whichever frame holds the selection;
 * title, colours and the like always from the page as a whole.
 */
export async function askPage(
  gesture: Gesture,
  imageIds: string[],
  ports: SourcePorts,
): Promise<PageReading> {
  const { tabId, frameId = 0, kind } = gesture;
  if (tabId === undefined) return { page: null, notices: ['page-unreadable'] };
  const task: PageTask = {
    kind,
    selectionText: gesture.selectionText.slice(0, 2000),
    srcUrl: gesture.srcUrl,
    imageIds,
  };
  const ask = async (what: PageTask, frames: 'all' | number): Promise<Asked> =>
    asked(await ports.inject(what, { tabId, frames }));

  const own = await ask(task, kind === 'article' ? 0 : frameId);
  if (own.reason === 'page-changed') return { page: null, notices: ['page-changed'] };
  const top = frameId === 0 || kind === 'article' ? own : await ask({ ...task, kind: 'context' }, 0);
  const whole = top.pages[0] ?? null;
  if (whole && hasMoved(gesture.pageUrl, whole.url)) return { page: null, notices: ['page-changed'] };

  let found = own.pages.find((page) => hasFound(page, gesture)) ?? null;
  if (!found && kind !== 'article' && (whole || own.pages.length > 0)) {
    const everywhere = await ask(task, 'all');
    found = everywhere.pages.find((page) => hasFound(page, gesture)) ?? null;
  }
  const best = found ?? own.pages[0] ?? null;
  const missing = !found && kind === 'selection' && gesture.selectionText.trim() !== '';
  const reason = own.reason ?? (missing ? 'page-unreadable' : null);
  return { page: best && whole ? withWhole(best, whole) : (best ?? whole), notices: reason ? [reason] : [] };
}

function asked(result: Awaited<ReturnType<SourcePorts['inject']>>): Asked {
  if (!result.ok) {
    const reasons = {
      'not-allowed': 'page-unreadable',
      'no-answer': 'page-unreadable',
      'frame-gone': 'frame-gone',
      'tab-gone': 'page-changed',
    } as const;
    return { pages: [], reason: reasons[result.reason] };
  }
  const pages = result.frames
    .map(({ answer }) => v.safeParse(RawPage, answer))
    .filter((parsed) => parsed.success)
    .map((parsed) => parsed.output);
  return { pages, reason: pages.length === 0 ? 'page-unreadable' : null };
}

/** Whether this frame is the one: it holds what the menu showed, or, where the menu showed nothing, anything. */
function hasFound(page: RawPage, gesture: Gesture): boolean {
  if (gesture.kind === 'image') return page.images.length > 0;
  if (gesture.kind === 'article') return page.text !== '';
  if (gesture.selectionText.trim() === '') return page.text.trim() !== '' || page.images.length > 0;
  return alike(page.text, gesture.selectionText);
}

/** A page that went elsewhere since the click. A new fragment is the same page. */
function hasMoved(before: string, now: string): boolean {
  const plain = (url: string): string => url.split('#')[0] ?? '';
  return before !== '' && now !== '' && plain(before) !== plain(now);
}

/** A frame speaks for its text and pictures, the page around it for the rest. */
function withWhole(frame: RawPage, whole: RawPage): RawPage {
  return {
    ...frame,
    url: whole.url,
    title: whole.title || frame.title,
    language: frame.language || whole.language,
    heading: frame.heading || whole.heading,
    byline: frame.byline || whole.byline,
    themeColor: whole.themeColor || frame.themeColor,
    ogImage: whole.ogImage || frame.ogImage,
  };
}
