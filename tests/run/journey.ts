import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { hasVirtualDisplay } from './browsers.mjs';
import { errandOf, type Errand } from './errand';
import type { Flags } from './flags.mjs';
import { makeClip, type Made } from './make-clip';
import { launchBrowser, type Driver } from '../e2e/drivers/extension';

const FOLDER = '.output/demo';
/** Sooner than whoever started us gives up, so that the reason is told. */
const DEADLINE = 270_000;

const CODECS: Record<string, string> = { avc: 'H.264', vp9: 'VP9', av1: 'AV1', vp8: 'VP8' };
const CONTAINERS: Record<string, string> = { mp4: 'MP4', webm: 'WebM' };

function figures({ clip, files, menu, seconds }: Made): string {
  const { media, record } = clip;
  const made = record.renderMs / 1000;
  const codec =
    media.codec === 'webp' ? 'animated WebP' : `${CODECS[media.codec]} in ${CONTAINERS[media.container]}`;
  return [
    `Clip      ${files.clip}`,
    `Panel     ${files.panel}`,
    `Library   ${files.library}`,
    ...(files.window ? [`Window    ${files.window}`] : []),
    `Rendered  in ${made.toFixed(2)} s: ${media.seconds.toFixed(2)} s of video, real-time factor ${(made / media.seconds).toFixed(2)}`,
    `File      ${media.bytes} bytes, ${codec}, ${media.width} x ${media.height}, ${Number(media.fps.toFixed(2))} frames a second`,
    `SHA-256   ${media.sha256}`,
    `Journey   ${seconds.toFixed(1)} s from the ${menu} to the saved clip`,
  ].join('\n');
}

async function once(driver: Driver, errand: Errand, display: boolean): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${DEADLINE / 1000} s.`)), DEADLINE);
  });
  try {
    console.log(figures(await Promise.race([makeClip(driver, errand, display, FOLDER), late])));
  } catch (error) {
    await keepPicture(driver);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** What the panel showed when it went wrong tells more than any message. */
async function keepPicture(driver: Driver): Promise<void> {
  const file = path.join(FOLDER, 'failed.png');
  try {
    writeFileSync(file, await (await driver.panel(2000)).screenshot());
    console.error(`What the panel showed: ${file}`);
  } catch {
    // There may be no panel to take a picture of: the error itself is what counts.
  }
}

const HINTS = {
  'clip-from-text': 'Select some text, right-click it and choose "Make a clip from this text".',
  'clip-from-image': 'Right-click the picture and choose "Make a clip from this image".',
  'storyboard-page': 'Right-click the page and choose "Storyboard this page".',
} as const;

async function lookAround(driver: Driver, errand: Errand): Promise<void> {
  await driver.newPage(errand.url);
  console.log(`
${HINTS[errand.item]}
The panel opens with the words in it; press Enter there, or the button, and the clip is made.
Pictures and the page itself have menu items of their own. Alt+Shift+M opens and closes the panel.

The profile is a temporary one: what you make here is gone when you close the browser.
Close the browser, or press Ctrl+C here, to end.`);
  const interrupted = new Promise<void>((resolve) => process.once('SIGINT', () => resolve()));
  await Promise.race([driver.closed, interrupted]);
}

async function journey(flags: Flags): Promise<void> {
  const errand = await errandOf(flags);
  // Firefox opens its menu without a display too.
  const display = !flags.once
    ? 'own'
    : flags.browser === 'chromium' && hasVirtualDisplay()
      ? 'virtual'
      : 'none';
  const driver = await launchBrowser(flags.browser, { display });
  try {
    if (flags.once) await once(driver, errand, display === 'virtual');
    else await lookAround(driver, errand);
  } finally {
    await driver.close();
    await errand.site.close();
  }
}

const [order = '{}'] = process.argv.slice(2);
try {
  await journey(JSON.parse(order) as Flags);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Error && error.cause) console.error(error.cause);
  process.exitCode = 1;
}
