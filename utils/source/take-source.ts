import { cleanText, oneLine, type Source, type SourceImage, type SourceNotice } from '@/utils/domain';
import { askPage } from './ask-page';
import { bytesOfDataUrl } from './data-url';
import {
  pageAddress,
  readableText,
  siteOf,
  sourceFromMenu,
  type Gesture,
  type GestureResult,
} from './gesture';
import { MAX_IMAGE_BYTES } from './image-size';
import { alike } from './page/alike';
import { MAX_PICTURES } from './page/task';
import { fetchPicture, keepPicture, pictureFromPage, StorageRefused } from './pictures';
import type { SourcePorts } from './ports';
import type { RawPage } from './raw-page';

/**
 * The full Source of a gesture: asks the page, reads the pictures, and falls back to what the menu carried, with
 * notices on what is missing. Nothing is read or stored of a page that is off limits.
 */
export async function takeSource(gesture: Gesture, ports: SourcePorts): Promise<GestureResult> {
  if (gesture.offLimits) return { ok: false, problem: 'private-window' };
  const imageIds = Array.from({ length: MAX_PICTURES }, () => ports.newId());
  const { page, notices } = await askPage(gesture, imageIds, ports);
  const missing = notices.map((code): SourceNotice => ({ code }));
  try {
    return await (page ? fromPage(gesture, page, missing, ports) : fromMenu(gesture, missing, ports));
  } catch (error) {
    if (error instanceof StorageRefused) return { ok: false, problem: 'storage' };
    throw error;
  }
}

async function fromMenu(
  gesture: Gesture,
  missing: SourceNotice[],
  ports: SourcePorts,
): Promise<GestureResult> {
  const result = sourceFromMenu(gesture, ports);
  if (!result.ok) return result;
  const { source } = result;
  // A title alone makes no clip of a page that could not be read.
  if (gesture.kind === 'article') return { ok: false, problem: 'nothing-readable' };
  const images: SourceImage[] = [];
  for (const image of source.images) images.push(await readFromMenu(image, gesture.srcUrl, ports));
  if (gesture.kind === 'image' && images.length === 0) return { ok: false, problem: 'nothing-readable' };
  const language = await languageOf('', source.text, ports);
  return { ok: true, source: { ...source, language, images, notices: [...missing, ...source.notices] } };
}

async function fromPage(
  gesture: Gesture,
  page: RawPage,
  missing: SourceNotice[],
  ports: SourcePorts,
): Promise<GestureResult> {
  const words = wordsOf(gesture, page);
  const images: SourceImage[] = [];
  // One at a time: each is decoded once, and decoding is what costs memory.
  for (const raw of page.images) images.push(await pictureFromPage(raw, ports));
  if (gesture.kind === 'image' && images.length === 0) {
    const menu = sourceFromMenu(gesture, ports);
    if (menu.ok && menu.source.images[0])
      images.push(await readFromMenu(menu.source.images[0], gesture.srcUrl, ports));
  }
  if (words.text === '' && images.length === 0) {
    return { ok: false, problem: gesture.kind === 'selection' ? 'empty-selection' : 'nothing-readable' };
  }
  const notices = [...missing, ...words.notices];
  if (gesture.kind === 'article' && !page.article) notices.push({ code: 'no-article' });
  const url = pageAddress(gesture.pageUrl || page.url);
  const source: Source = {
    id: ports.newId(),
    kind: gesture.kind,
    takenAt: ports.now(),
    url,
    title: oneLine(page.title) || oneLine(gesture.pageTitle),
    site: siteOf(url),
    language: await languageOf(page.language, words.text || page.title, ports),
    text: words.text,
    heading: oneLine(page.heading),
    paragraph: cleanText(page.paragraph, 2000).text,
    byline: oneLine(page.byline, 100),
    themeColor: page.themeColor,
    ogImage: /^https?:/.test(page.ogImage) ? page.ogImage : '',
    images,
    notices,
  };
  return { ok: true, source };
}

/** The page knows paragraphs, the menu knows what was clicked: where they disagree, the click counts. */
function wordsOf(gesture: Gesture, page: RawPage): ReturnType<typeof readableText> {
  if (gesture.kind === 'image') return { text: '', notices: [] };
  const fromPage = readableText(page.text, page.textLength);
  if (gesture.kind === 'article' || gesture.selectionText.trim() === '') return fromPage;
  return fromPage.text !== '' && alike(page.text, gesture.selectionText)
    ? fromPage
    : readableText(gesture.selectionText);
}

/** A picture of which only the menu's address is known; a data: address carries the picture itself. */
async function readFromMenu(image: SourceImage, srcUrl: string, ports: SourcePorts): Promise<SourceImage> {
  if (/^data:/i.test(srcUrl)) {
    const data = bytesOfDataUrl(srcUrl, MAX_IMAGE_BYTES);
    if (!data.ok) return { ...image, state: { kind: 'unread', problem: data.problem } };
    return { ...image, ...(await keepPicture(image.id, data.bytes, ports)) };
  }
  return { ...image, ...(await fetchPicture(image.id, srcUrl, ports)) };
}

/** What the page declares, if that is a language tag; else what the browser makes of the words. */
async function languageOf(declared: string, text: string, ports: SourcePorts): Promise<string> {
  const tag = canonical(declared.trim().replaceAll('_', '-'));
  if (tag !== 'und') return tag;
  return text === '' ? 'und' : canonical(await ports.detectLanguage(text.slice(0, 4000)).catch(() => 'und'));
}

function canonical(tag: string): string {
  try {
    const [first = 'und'] = tag === '' ? [] : Intl.getCanonicalLocales(tag);
    return first.length <= 35 ? first : 'und';
  } catch {
    return 'und';
  }
}
