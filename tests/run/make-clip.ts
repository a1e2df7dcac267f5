import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  Hopeless,
  readBytes,
  readStore,
  until,
  type Driver,
  type Surface,
  type Tab,
} from '../e2e/drivers/extension';
import type { Clip, Draft, Job } from '@/utils/domain';
import type { Errand } from './errand';

/** What was made, and where it was put. */
export interface Made {
  clip: Clip;
  files: { clip: string; panel: string; library: string; window: string | null };
  /** Whether the browser's own context menu was used, or its event handed to the extension. */
  menu: 'native menu' | 'menu event';
  /** Seconds from the click on the menu item to the clip in the history. */
  seconds: number;
}

/** A Firefox without H.264 encodes VP9 at a sixth of real time on two cores: a long storyboard takes minutes. */
const A_RENDER = 240_000;

const READY = 'button.make:not([aria-disabled="true"])';

/** The whole main job, through the extension's own paths: select, menu, panel, button, history. */
export async function makeClip(
  driver: Driver,
  errand: Errand,
  display: boolean,
  folder: string,
): Promise<Made> {
  mkdirSync(folder, { recursive: true });
  const file = (name: string): string => path.join(folder, name);
  const tab = await driver.newPage(errand.url);
  const begun = performance.now();
  const menu = await chooseItem(driver, tab, errand, display);
  const panel = await driver.panel();
  // Firefox opens its sidebar narrower than anybody leaves it.
  if (driver.kind === 'firefox') await panel.resize(400, 0);
  await until('the page to be read', () => isRead(panel));
  await panel.waitFor(READY);
  await panel.click(READY);
  const clip = await until('the clip in the history', () => firstClip(panel), A_RENDER);
  const seconds = (performance.now() - begun) / 1000;

  const bytes = await readBytes(panel, 'clipBytes', clip.id);
  const sum = createHash('sha256').update(bytes).digest('hex');
  if (sum !== clip.media.sha256) throw new Error('the bytes in the history are not those of the record');
  const files = {
    clip: file(`clip.${clip.media.container}`),
    panel: file('panel.png'),
    library: file('library.png'),
    window: driver.kind === 'firefox' || display ? file('window.png') : null,
  };
  writeFileSync(files.clip, bytes);
  // An animated WebP, where there is no encoder, is a picture.
  await panel.waitFor('.clip-stage video, .clip-stage img');
  await panel.evaluate(showLatePart);
  writeFileSync(files.panel, await panel.screenshot());
  if (files.window) writeFileSync(files.window, await driver.windowScreenshot());
  const library = await driver.extensionPage('library.html');
  await library.waitUntil((title) => document.body.innerText.includes(title), clip.title.slice(0, 24));
  writeFileSync(files.library, await library.screenshot());
  return { clip, files, menu, seconds };
}

async function chooseItem(driver: Driver, tab: Tab, errand: Errand, display: boolean): Promise<Made['menu']> {
  const { item } = errand;
  const selector = errand.selector ?? (await tab.evaluate(markEmptySpot));
  if (item === 'clip-from-image') await tab.waitUntil(isLoaded, selector);
  const selectionText = item === 'clip-from-text' ? await driver.selectText(tab, selector) : '';
  if (driver.kind === 'firefox' || display) {
    await driver.realContextMenu(tab, selector, item);
    return 'native menu';
  }
  // Without a display Chromium has no menu, and its event carries no gesture to open the panel with.
  await driver.pressToolbarButton(tab);
  await driver.panel();
  const srcUrl = item === 'clip-from-image' ? await tab.evaluate(sourceOf, selector) : undefined;
  await driver.syntheticMenu(tab, selector, {
    menuItemId: item,
    frameId: 0,
    ...(selectionText ? { selectionText } : {}),
    ...(srcUrl === undefined ? {} : { srcUrl, mediaType: 'image' }),
  });
  return 'menu event';
}

/** A clip may be asked for before the page has answered; then it is made of what the menu itself knew. */
async function isRead(panel: Surface): Promise<boolean> {
  const [draft] = await readStore<Draft>(panel, 'drafts');
  if (draft?.state.kind === 'failed') throw new Hopeless(`The page gave nothing: ${draft.state.problem}.`);
  if (draft?.state.kind !== 'ready') return false;
  const [picture] = draft.state.source.images;
  // A clip would come of it all the same, but not of what was asked for.
  if (draft.state.source.kind === 'image' && picture?.state.kind === 'unread') {
    throw new Hopeless(`The picture could not be read: ${picture.state.problem}.`);
  }
  return true;
}

/** The clip once it is saved; an error as soon as its job cannot go on by itself. */
async function firstClip(panel: Surface): Promise<Clip | undefined> {
  const [clip] = await readStore<Clip>(panel, 'clips');
  if (clip) return clip;
  const [job] = await readStore<Job>(panel, 'jobs');
  if (job && (job.state === 'paused' || job.state === 'failed' || job.state === 'damaged')) {
    throw new Hopeless(`The job is ${job.state}: ${job.problem ?? 'no reason given'}.`);
  }
  return undefined;
}

/**
 * Runs in the panel: holds the clip where most of its words have come, without the player's bar, which covers
 * half of a clip at rest, so that the picture shows what it is about.
 */
async function showLatePart(): Promise<void> {
  const video = document.querySelector('video');
  if (!video) return;
  video.pause();
  video.controls = false;
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) {
    await new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true }));
  }
  const shown = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
  video.currentTime = video.duration * 0.75 || 1;
  await shown;
}

/** Runs in the page. */
function isLoaded(selector: string): boolean {
  const image = document.querySelector<HTMLImageElement>(selector);
  return image !== null && image.complete && image.naturalWidth > 0;
}

/** Runs in the page. */
function sourceOf(selector: string): string {
  return document.querySelector<HTMLImageElement>(selector)?.currentSrc ?? '';
}

/** Runs in the page: a place with neither a link nor a picture under it, where the page's own menu opens. */
function markEmptySpot(): string {
  for (const element of [...document.querySelectorAll('h1, h2, p'), document.body]) {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + Math.min(box.width / 2, 60), box.top + Math.min(box.height / 2, 60)];
    const under = document.elementFromPoint(x, y);
    if (
      under &&
      element.contains(under) &&
      !under.closest('a, img, video, canvas, input, textarea, button')
    ) {
      element.setAttribute('data-pagereel-spot', '');
      return '[data-pagereel-spot]';
    }
  }
  return 'body';
}
