import { browser } from 'wxt/browser';
import {
  bytesOfDataUrl,
  leaveTask,
  MAX_IMAGE_BYTES,
  type CropResult,
  type InjectResult,
  type PageTarget,
  type PageTask,
  type RawPlace,
  type SourcePorts,
} from '@/utils/source';
import { safeFetch } from './safe-fetch';

/** A page that is busy for longer is not waited for: the menu's own words are enough to go on. */
const ANSWER_MS = 15_000;
/** A PNG of an 8K screen full of noise. */
const MAX_CAPTURE_BYTES = 128 * 1024 * 1024;

type Own = Pick<SourcePorts, 'storeImage' | 'now' | 'newId'>;

/** The ports that reading a Source needs, over the browser's own. */
export function sourcePorts(own: Own): SourcePorts {
  return {
    inject,
    cropVisible,
    fetchImage: (url) => safeFetch(url, { maxBytes: MAX_IMAGE_BYTES }),
    decode,
    hasPermission: (pattern) => browser.permissions.contains({ origins: [pattern] }),
    detectLanguage,
    ...own,
  };
}

/**
 * Runs a page script under activeTab: its task is left in the isolated world first, the script takes it from there.
 * Injected at once, for a page may go on loading for ever.
 */
async function inject(task: PageTask, { tabId, frames }: PageTarget): Promise<InjectResult> {
  const target = frames === 'all' ? { tabId, allFrames: true } : { tabId, frameIds: [frames] };
  const file = task.kind === 'article' ? '/page-article.js' : '/page-selection.js';
  const run = async (): Promise<InjectResult> => {
    await browser.scripting.executeScript({ target, func: leaveTask, args: [task], injectImmediately: true });
    const results = await browser.scripting.executeScript({ target, files: [file], injectImmediately: true });
    return {
      ok: true,
      frames: results.map(({ frameId, result }) => ({ frameId, answer: result as unknown })),
    };
  };
  try {
    return await Promise.race([run(), noAnswer()]);
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

const noAnswer = (): Promise<InjectResult> =>
  new Promise((resolve) => setTimeout(resolve, ANSWER_MS, { ok: false, reason: 'no-answer' }));

/** Browsers tell only in words: Chrome and Firefox each have their own. */
export function reasonOf(error: unknown): Exclude<InjectResult, { ok: true }>['reason'] {
  const message = error instanceof Error ? error.message : String(error);
  if (/no tab with id|invalid tab id|tab was closed/i.test(message)) return 'tab-gone';
  if (/frame.*(removed|not found|gone)|no frame with id|invalid frame ids?/i.test(message))
    return 'frame-gone';
  return 'not-allowed';
}

async function cropVisible(windowId: number, tabId: number, place: RawPlace): Promise<CropResult> {
  try {
    // The capture is of whatever is in front; it must be the page that the picture is in.
    const [front] = await browser.tabs.query({ active: true, windowId });
    if (front?.id !== tabId) return { ok: false, reason: 'tab-hidden' };
    const capture = await browser.tabs.captureVisibleTab(windowId, { format: 'png' });
    // Not fetch(): the extension's own policy lets it connect to no data: address.
    const png = bytesOfDataUrl(capture, MAX_CAPTURE_BYTES);
    if (!png.ok) return { ok: false, reason: 'not-allowed' };
    const bitmap = await createImageBitmap(new Blob([png.bytes], { type: png.mime }));
    const [after] = await browser.tabs.query({ active: true, windowId });
    if (after?.id !== tabId) return { ok: false, reason: 'tab-hidden' };
    return await cropped(bitmap, place);
  } catch {
    return { ok: false, reason: 'not-allowed' };
  }
}

/** The capture has device pixels, the place CSS pixels; how they relate is told by the capture's own width. */
async function cropped(bitmap: ImageBitmap, place: RawPlace): Promise<CropResult> {
  const scale = bitmap.width / place.viewportWidth;
  const left = Math.max(0, Math.round(place.x * scale));
  const top = Math.max(0, Math.round(place.y * scale));
  const width = Math.min(bitmap.width, Math.round((place.x + place.width) * scale)) - left;
  const height = Math.min(bitmap.height, Math.round((place.y + place.height) * scale)) - top;
  if (width < 8 || height < 8) return { ok: false, reason: 'out-of-view' };
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(bitmap, left, top, width, height, 0, 0, width, height);
  bitmap.close();
  return { ok: true, blob: await canvas.convertToBlob({ type: 'image/png' }) };
}

async function decode(blob: Blob): Promise<{ width: number; height: number }> {
  const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' });
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}

/** Only a guess the browser itself calls reliable. */
async function detectLanguage(text: string): Promise<string> {
  const { isReliable, languages } = await browser.i18n.detectLanguage(text);
  return isReliable ? (languages[0]?.language ?? 'und') : 'und';
}
