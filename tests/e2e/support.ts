/** What the journeys have in common: asking for a clip as a person does, and looking at what came of it. */
import { createHash } from 'node:crypto';
import { expect, vi } from 'vitest';
import type { Clip, Draft, Job } from '@/utils/domain';
import { durationOf } from '@/utils/domain';
import { probe } from '@/utils/media';
import {
  readBytes,
  readStore,
  until,
  type Driver,
  type MenuItem,
  type Surface,
  type Tab,
} from './drivers/extension';

export const READY = 'button.make:not([aria-disabled="true"])';
/** A Firefox without H.264 encodes VP9, at a sixth of real time on two cores. */
const A_RENDER = 240_000;
// Whoever imports this waits for a render; a test that hangs is still told by what it waited for.
vi.setConfig({ testTimeout: A_RENDER + 60_000 });

/** Selects, opens the menu with the real mouse and chooses; answers with the panel once the page has been read. */
export async function choose(
  driver: Driver,
  tab: Tab,
  item: MenuItem,
  selector: string,
  frame?: string,
): Promise<Surface> {
  if (item === 'clip-from-text') await driver.selectText(tab, selector, frame);
  await driver.realContextMenu(tab, selector, item, frame);
  const panel = await driver.panel();
  // Firefox opens its sidebar narrower than anybody leaves it.
  if (driver.kind === 'firefox') await panel.resize(400, 0);
  await draftOf(panel);
  return panel;
}

/** The newest draft, once the page has answered or the gesture has failed. */
export async function draftOf(panel: Surface, after = 0): Promise<Draft> {
  return until('the page to be read', async () => {
    const drafts = await readStore<Draft>(panel, 'drafts');
    return drafts.find((draft) => draft.state.kind !== 'reading' && draft.at > after);
  });
}

/** Presses the one primary button. */
export async function pressMake(panel: Surface): Promise<void> {
  await panel.waitFor(READY);
  await panel.click(READY);
}

export const jobs = (surface: Surface): Promise<Job[]> => readStore<Job>(surface, 'jobs');
export const clips = (surface: Surface): Promise<Clip[]> => readStore<Clip>(surface, 'clips');

/** The newest clip, once there are `count` of them. */
export async function savedClip(surface: Surface, count = 1): Promise<Clip> {
  return until(
    'the clip in the history',
    async () => {
      const all = await clips(surface);
      return all.length >= count ? all.toSorted((a, b) => a.createdAt - b.createdAt).at(-1) : undefined;
    },
    A_RENDER,
  );
}

/** What code sees in the decoded frames of a clip. */
interface Look {
  seconds: number;
  width: number;
  height: number;
  /** Per frame: how far its luminance spreads (0 blank .. 0.5), and text against ground in the middle. */
  frames: { spread: number; contrast: number; mean: [number, number, number] }[];
  /** Mean absolute difference between the first and the middle frame, 0..255. */
  difference: number;
}

/** Checks a clip as a file: its bytes are the record's, its container holds, its frames show something. */
export async function expectGoodClip(surface: Surface, clip: Clip): Promise<Look> {
  const bytes = await readBytes(surface, 'clipBytes', clip.id);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(clip.media.sha256);
  const probed = await probe(new Blob([new Uint8Array(bytes)], { type: clip.media.mime }));
  const { request } = clip.record;
  if (request.providerId !== 'on-device') throw new Error('not a clip of this device');
  const { storyboard, settings } = request;
  const seconds = durationOf(storyboard);
  if (!probed.ok) throw new Error(probed.detail);
  const { media } = probed;
  expect(media).toMatchObject({ container: clip.media.container, codec: clip.media.codec });
  expect(Math.abs(media.seconds - seconds)).toBeLessThanOrEqual(1 / settings.fps + 1e-3);
  expect(media.frames).toBe(Math.round(seconds * settings.fps));
  expect(media.fps).toBeCloseTo(settings.fps, 1);
  expect(media.bytes).toBe(bytes.length);

  const look = await surface.evaluate(lookAtVideo, clip.id);
  expect([look.width, look.height]).toEqual([media.width, media.height]);
  expect(look.difference).toBeGreaterThan(0.5);
  const middle = look.frames[1]!;
  expect(middle.spread).toBeGreaterThan(0.05);
  return look;
}

/** Runs in a page of the extension: plays the stored bytes and looks at three frames. */
async function lookAtVideo(id: string): Promise<Look> {
  const answer = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
    });
  const db = await answer(indexedDB.open('pagereel'));
  const blob = (await answer(db.transaction('clipBytes').objectStore('clipBytes').get(id))) as Blob;
  db.close();
  const video = document.createElement('video');
  video.muted = true;
  const url = URL.createObjectURL(blob);
  const event = (name: string) =>
    new Promise<void>((resolve, reject) => {
      video.addEventListener(name, () => resolve(), { once: true });
      video.addEventListener('error', () => reject(new Error(video.error?.message ?? 'no video')), {
        once: true,
      });
    });
  const loaded = event('loadeddata');
  video.src = url;
  await loaded;
  const canvas = new OffscreenCanvas(320, Math.round((320 * video.videoHeight) / video.videoWidth));
  const ctx = canvas.getContext('2d', { willReadFrequently: true })!;
  const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const grab = async (at: number) => {
    const seeked = event('seeked');
    video.currentTime = at;
    await seeked;
    ctx.drawImage(video, 0, 0, canvas.width, canvas.height);
    return ctx.getImageData(0, 0, canvas.width, canvas.height).data;
  };
  const shots = [];
  for (const part of [0.02, 0.75, 0.9]) shots.push(await grab(video.duration * part));
  URL.revokeObjectURL(url);

  const frames = shots.map((data) => {
    const luminance: number[] = [];
    const mean: [number, number, number] = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) {
      for (const c of [0, 1, 2] as const) mean[c] += data[i + c]! / (data.length / 4);
      const [r, g, b] = [0, 1, 2].map((c) => linear(data[i + c]! / 255)) as [number, number, number];
      luminance.push(0.2126 * r + 0.7152 * g + 0.0722 * b);
    }
    const sorted = luminance.toSorted((a, b) => a - b);
    const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]!;
    const average = luminance.reduce((sum, v) => sum + v, 0) / luminance.length;
    const spread = Math.sqrt(luminance.reduce((sum, v) => sum + (v - average) ** 2, 0) / luminance.length);
    const ground = at(0.5);
    const contrast = Math.max((at(0.995) + 0.05) / (ground + 0.05), (ground + 0.05) / (at(0.005) + 0.05));
    return { spread, contrast, mean };
  });
  const [first, second] = shots as [Uint8ClampedArray, Uint8ClampedArray, Uint8ClampedArray];
  let difference = 0;
  for (let i = 0; i < first.length; i += 1) difference += Math.abs(first[i]! - second[i]!) / first.length;
  return { seconds: video.duration, width: video.videoWidth, height: video.videoHeight, frames, difference };
}
