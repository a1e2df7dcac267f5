import { frameSize, type OnDeviceRequest } from '@/utils/domain';
import { prepareFrames, type Prepared } from './draw';
import { readableCanvas } from './encode';
import type { FromWorker } from './protocol';
import type { RenderPorts } from './render-job';

/** Prepared clips kept for the next frame: the one being scrubbed, and the one before a setting was changed. */
const KEPT = 2;
/** Pixels; no screen shows a preview wider than the clip itself. */
const MAX_WIDTH = 1920;
const MIN_WIDTH = 16;

export type PreviewAnswer = Omit<Extract<FromWorker, { type: 'preview' }>, 'id'>;
export type PreviewPorts = Pick<RenderPorts, 'fonts' | 'images' | 'phraseModel'>;
type Failed = Extract<Prepared, { ok: false }>;

interface Kept {
  key: string;
  prepared: Promise<Prepared>;
}

/** Single frames for the screen. Preparing a clip takes far longer than a frame, so what was prepared is kept. */
export class Previews {
  readonly #ports: PreviewPorts;
  /** Last used last. */
  #kept: Kept[] = [];
  /** One after the other: two frames of one clip share its buffers. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: PreviewPorts) {
    this.#ports = ports;
  }

  draw(request: OnDeviceRequest, at: number | 'poster', width: number): Promise<PreviewAnswer | Failed> {
    const turn = this.#last.then(() => this.#draw(request, at, width));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #draw(
    request: OnDeviceRequest,
    at: number | 'poster',
    width: number,
  ): Promise<PreviewAnswer | Failed> {
    const full = frameSize(request.settings.aspect, request.settings.resolution);
    const scale = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)) / full.width;
    const prepared = await this.#prepare(request, scale);
    if (!prepared.ok) return prepared;
    const { frames } = prepared;
    const { posterTime, seconds } = frames;
    const time = at === 'poster' ? posterTime : Math.min(Math.max(0, at), seconds);
    const { canvas, ctx } = readableCanvas(frames.width, frames.height);
    frames.draw(ctx, time);
    return { type: 'preview', bitmap: canvas.transferToImageBitmap(), at: time, seconds, posterTime };
  }

  async #prepare(request: OnDeviceRequest, scale: number): Promise<Prepared> {
    const key = JSON.stringify([scale, request]);
    const found = this.#kept.find((kept) => kept.key === key);
    const kept = found ?? { key, prepared: this.#start(request, scale) };
    this.#kept = [...this.#kept.filter((other) => other !== kept), kept];
    for (const old of this.#kept.splice(0, this.#kept.length - KEPT)) void dispose(old);
    const prepared = await kept.prepared.catch((error: unknown) => {
      this.#forget(kept);
      throw error;
    });
    // What failed may work the next time: a picture may have been read meanwhile.
    if (!prepared.ok) this.#forget(kept);
    return prepared;
  }

  async #start(request: OnDeviceRequest, scale: number): Promise<Prepared> {
    const { fonts, images, phraseModel } = this.#ports;
    await fonts(request);
    return prepareFrames(request, { image: (id) => images.get(id), phraseModel }, { scale });
  }

  #forget(kept: Kept): void {
    this.#kept = this.#kept.filter((other) => other !== kept);
  }
}

async function dispose({ prepared }: Kept): Promise<void> {
  const result = await prepared.catch(() => undefined);
  if (result?.ok) result.frames.dispose();
}
