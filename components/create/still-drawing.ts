import {
  ASPECTS,
  frameSize,
  type Aspect,
  type OnDeviceRequest,
  type Source,
  type Still,
} from '@/utils/domain';
import { onDeviceRequest } from '@/utils/providers';
import type { Preferences } from '@/utils/settings';
import type { Services } from '../services';
import type { Edit } from './edit';

/** What this device draws as a still: the storyboard's poster in the shape of the clip, without labels. */
export function stillRequest(
  source: Source,
  edit: Edit,
  settings: Preferences,
  aspect: string,
): OnDeviceRequest {
  const shape = { ...settings, aspect: nearestAspect(aspect), resolution: '1080p' as const };
  const request = onDeviceRequest({ source, storyboard: edit.storyboard, settings: shape, made: '' });
  return { ...request, labels: { site: '', made: '' } };
}

/** The shape this device draws that is nearest to "4:3". */
export function nearestAspect(aspect: string): Aspect {
  const wished = Math.log(ratioOf(aspect));
  const away = (each: Aspect): number => Math.abs(Math.log(ratioOf(each)) - wished);
  return ASPECTS.toSorted((a, b) => away(a) - away(b))[0] ?? '16:9';
}

function ratioOf(aspect: string): number {
  const [w = 16, h = 9] = aspect.split(':').map(Number);
  return w > 0 && h > 0 ? w / h : 16 / 9;
}

/** Draws it and stores it with its picture. Rejects when the renderer or the store cannot. */
export async function drawStill(
  { previewer, store }: Pick<Services, 'previewer' | 'store'>,
  sourceId: string,
  request: OnDeviceRequest,
): Promise<void> {
  const { width } = frameSize(request.settings.aspect, request.settings.resolution);
  const { bitmap } = await previewer.preview(request, 'poster', width);
  const picture = await encoded(bitmap);
  const [id, now] = [crypto.randomUUID(), Date.now()];
  const still: Still = {
    id,
    sourceId,
    at: now,
    updatedAt: now,
    state: 'ready',
    order: null,
    imageId: id,
    pictureUrl: '',
    problem: null,
    failure: null,
    money: { estimate: { usd: 0, basis: 'on-device', asOf: null }, verdict: 'free', chargedUsd: null },
    settledAt: 0,
    askedBy: '',
  };
  await store.stills.add(still, picture);
}

/**
 * Without loss in Chromium. No PNG: in a page, Chromium encodes one only while nothing else is to be done, which took
 * up to 6.5 s (measured); WebP has a thread of its own.
 */
async function encoded(bitmap: ImageBitmap): Promise<Blob> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/webp', quality: 1 });
}
