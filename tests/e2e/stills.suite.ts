/**
 * A picture first, then the clip: a still is asked for once, survives the death of whoever asked, is looked at, and
 * becomes the first frame of what a video server makes; and so does one that this device draws.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChatServer, type ChatEntry, type ChatServer } from '../servers/chat';
import { paint } from '../servers/chat/images';
import { startVideoServer, type Entry, type VideoServer } from '../servers/videos';
import { violations } from './axe';
import { openBench, type Bench } from './bench';
import { readBytes, until, type Driver, type Surface } from './drivers/extension';
import { approve, cardOf, connect, fill, madeBy, openSettings, pick, press, words } from './hands';
import { READY } from './support';

const KEYS = { workshop: 'wk-e2e-0c7d41b2-stills', painter: 'pt-e2e-b83e6f19-stills' } as const;
/** What the clip is to be; the still is asked for in its shape, as near as image models come to it. */
const FRAME = { shape: '16:9', width: 1280, height: 720 } as const;
const STILL_SIZE = '1344x768';
/** The panel looks every ten seconds whether somebody still waits for the answer. */
const FOUND_OUT = 45_000;
/** Before one clicks again. */
const A_LOOK = 3000;

export function stills(kind: Driver['kind']): void {
  let workshop: VideoServer;
  let painter: ChatServer;
  let bench: Bench;
  let panel: Surface;

  beforeAll(async () => {
    workshop = await startVideoServer({ jobMs: 1500, apiKey: KEYS.workshop });
    painter = await startChatServer({ models: ['flux-2', 'llama3.3'], apiKey: KEYS.painter });
    bench = await openBench(kind, 'clip-from-text', '#stat');
    ({ panel } = bench);
    await openSettings(panel);
    const own = { kind: 'openai-videos', name: 'Workshop', model: 'sora-2', price: '0.1' } as const;
    await connect(bench.driver, panel, { ...own, address: workshop.baseUrl, key: KEYS.workshop }, true);
    await connectPainter(panel, painter);
    await toOrder();
  });
  afterAll(async () => {
    await bench.close();
    await workshop.close();
    await painter.close();
  });

  const toOrder = async (): Promise<void> => {
    await bench.toBench();
    await madeBy(panel, 'Workshop');
    await pick(panel, '.options', words('shape'), FRAME.shape);
  };
  const host = (): string => new URL(painter.url).host;
  /** What stands above a button may still move it from under the mouse: a person who sees nothing come of it clicks again. */
  const pressFor = async (name: string, effect: string): Promise<void> => {
    const isThere = (): Promise<boolean> =>
      panel.evaluate((css) => document.querySelector(css) !== null, effect);
    await until(`${effect} after “${name}”`, async () => {
      if (await isThere()) return true;
      await press(panel, '.still', name);
      return until(effect, isThere, A_LOOK);
    });
  };
  const askFor = (): Promise<void> => pressFor(told('stillAsk', 'Painter'), 'dialog.approval');
  const asked = (): ChatEntry[] => painter.journal.entries.filter(({ phase }) => phase === 'images');
  const trouble = async (): Promise<string> => {
    await panel.waitFor('.still .trouble', FOUND_OUT);
    return plain(await panel.text('.still .trouble'));
  };
  const shown = async (): Promise<string> => {
    await panel.waitUntil(
      () => (document.querySelector<HTMLImageElement>('.still-look img')?.naturalWidth ?? 0) > 0,
    );
    return plain(await panel.text('.still-look'));
  };
  /** What axe finds on the bench; it takes a heading that is scrolled away for one that is not there. */
  const findings = async (): ReturnType<typeof violations> => {
    await panel.evaluate(() => document.querySelector('.prompt')?.scrollIntoView());
    return violations(panel);
  };
  /** The only picture of the newest order: where it is stored here. Its bytes there are those of this one, drawn anew. */
  const firstFrame = async (): Promise<string> => {
    const request = (await bench.newestJob())?.request;
    const images = request?.providerId === 'on-device' ? [] : request?.images;
    expect(images).toEqual([{ imageId: expect.any(String) as string, role: 'first-frame' }]);
    const imageId = images?.[0]?.imageId ?? '';
    const order = orders(workshop).at(-1);
    expect(order?.order).toMatchObject({ size: `${FRAME.width}x${FRAME.height}` });
    expect(order?.media).toEqual([
      {
        at: 'input_reference',
        via: 'file',
        type: 'image/jpeg',
        ...(await bench.driver.background(drawnAnew, imageId, FRAME.width, FRAME.height)),
      },
    ]);
    return imageId;
  };
  /** Uses the still that is shown; then Enter once for the card of the clip, and once more to approve it. */
  const animate = async (): Promise<void> => {
    // Used, it stands there with one button, by which it is taken out again.
    await pressFor(words('stillUse'), '.still-look .button:only-child');
    expect(await panel.text('.still-look .actions')).toBe(words('stillOut'));
    await panel.waitFor(READY);
    await panel.press('Enter');
    await panel.waitFor('dialog.approval img');
    await approve(panel);
  };

  describe('a still by a service', () => {
    it('shows all that leaves, and to whom, before anything is sent', async () => {
      await askFor();
      const card = plain(await panel.text('dialog.approval'));
      expect(card).toContain(told('stillApproval', host()));
      expect(card).toContain(told('stillModel', 'flux-2'));
      expect(await violations(panel)).toEqual([]);
      await panel.press('Escape');
      await panel.waitUntil(() => document.querySelector('dialog.approval') === null);
      expect(asked()).toEqual([]);
    });

    it('is told as one of which nobody knows when whoever asked has died, and is not asked for again', async () => {
      painter.control.play('hang');
      await askFor();
      await approve(panel);
      await until('the question to be on its way', () => asked().some(({ held }) => held));
      await panel.waitFor('.still-waiting');
      await bench.driver.killBackground();
      // Nobody does anything: the panel that waits finds it out.
      const card = await trouble();
      expect(card).toContain(told('stillAnswerLostTitle', host()));
      expect(card).toContain(words('costMaybeUnpriced'));
      expect(await findings()).toEqual([]);
      expect(asked()).toHaveLength(1);
      expect(await bench.desk.ledger()).toMatchObject([
        { model: 'flux-2', host: host(), verdict: 'unknown', chargedUsd: null },
      ]);
    });

    it('is made by an order of its own, which the user gives, and shown before it is used', async () => {
      await pressFor(words('understood'), '.still > .actions');
      await askFor();
      const prompt = await panel.text('.approval-prompt');
      await approve(panel);
      expect(await shown()).toContain(told('stillMadeBy', host()));
      expect(await findings()).toEqual([]);
      expect(asked()).toHaveLength(2);
      expect(painter.journal.pictures()).toBe(1);
      expect(asked()[1]?.body).toEqual({
        model: 'flux-2',
        prompt,
        size: STILL_SIZE,
        n: 1,
        response_format: 'b64_json',
      });
    });

    it('is the first frame of the clip, as it came', async () => {
      await animate();
      await bench.clip(workshop, 1);
      const imageId = await firstFrame();
      const made = paint(String(asked()[1]?.body?.['prompt']), STILL_SIZE, 0);
      expect((await readBytes(panel, 'images', imageId)).equals(made)).toBe(true);
      expect([workshop.journal.posts(), workshop.journal.created()]).toEqual([1, 1]);
    });
  });

  describe('a still of this device', () => {
    it('is drawn for nothing, and shown before it is used', async () => {
      await bench.take('clip-from-text', '#quote');
      await toOrder();
      await pressFor(words('stillDraw'), '.still [aria-busy="true"], .still-look');
      expect(await shown()).toContain(words('stillDrawnHere'));
    });

    it('is the first frame of the clip too, and nobody else was asked for one', async () => {
      await animate();
      await bench.clip(workshop, 2);
      const bytes = await readBytes(panel, 'images', await firstFrame());
      expect(bytes.subarray(8, 12).toString()).toBe('WEBP');
      expect([workshop.journal.posts(), workshop.journal.created()]).toEqual([2, 2]);
      expect(asked()).toHaveLength(2);
    });
  });

  it('shows the key of who makes pictures to nobody else', () => {
    expect(asked().every(({ authorized, keyLeaked }) => authorized && !keyLeaked)).toBe(true);
    expect(workshop.journal.entries.filter(({ keyLeaked }) => keyLeaked)).toEqual([]);
  });
}

/** What stands on the screen for a key of the locales with a gap in it. */
const told = (key: string, gap: string): string => words(key).replace('$1', gap);

/** Without the marks that keep the direction of a name to itself. */
const plain = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '');

const orders = ({ journal }: VideoServer): Entry[] =>
  journal.entries.filter(({ phase }) => phase === 'create');

/** A chat model's server, with the name of a model for stills among what few people fill in. */
async function connectPainter(panel: Surface, { baseUrl }: ChatServer): Promise<void> {
  await press(panel, '.settings', words('addServer'));
  const offer = '[data-offer="chat"]';
  await panel.click(`${offer} .offer-head`);
  const form = `${offer} .server-form`;
  await panel.waitFor(form);
  await fill(panel, form, words('serverAddress'), baseUrl);
  await fill(panel, form, words('serverModel'), 'llama3.3');
  await fill(panel, form, words('keyOptional'), KEYS.painter);
  await panel.click(`${form} .more-fields summary`);
  await fill(panel, form, words('serverName'), 'Painter');
  await fill(panel, form, words('imageModel'), 'flux-2');
  await panel.click(`${form} [type="submit"]`);
  await panel.waitFor(`${cardOf('Painter')} .report-good`);
  // What passes lies over the foot of the panel for ten seconds.
  await panel.click('.toast-close');
}

/** Runs in the background, where encoding waits for nobody: the stored picture as it has to leave, its middle filling the frame, and nothing of its file. */
async function drawnAnew(
  imageId: string,
  width: number,
  height: number,
): Promise<{ bytes: number; sha256: string }> {
  const answer = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
    });
  const db = await answer(indexedDB.open('pagereel'));
  const stored = (await answer(db.transaction('images').objectStore('images').get(imageId))) as Blob;
  db.close();
  const picture = await createImageBitmap(stored);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.imageSmoothingQuality = 'high';
  const scale = Math.max(width / picture.width, height / picture.height);
  const [w, h] = [width / scale, height / scale];
  const [x, y] = [(picture.width - w) / 2, (picture.height - h) / 2];
  context.drawImage(picture, x, y, w, h, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { bytes: blob.size, sha256 };
}
