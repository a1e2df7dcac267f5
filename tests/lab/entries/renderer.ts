import { openStore } from '@/utils/db';
import type { MediaFacts, OnDeviceRequest } from '@/utils/domain';
import { PROGRESS_CHANNEL, RendererClient, RendererError, type RenderProgress } from '@/utils/renderer';
import { exposeToLab } from '../expose';

/** The renderer as the product uses it: clients here, the workers beside them, the store between them. */
const client = new RendererClient(() => new Worker('/render-worker.js'));
const previewer = new RendererClient(() => new Worker('/preview-worker.js'));
const store = openStore();

export interface RenderReport {
  media: MediaFacts;
  frames: number;
  renderMs: number;
  poster: { type: string; width: number; height: number };
  progress: RenderProgress[];
  wallMs: number;
}

async function render(jobId: string, request: OnDeviceRequest): Promise<RenderReport> {
  const progress: RenderProgress[] = [];
  const channel = new BroadcastChannel(PROGRESS_CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<RenderProgress>) => progress.push(data);
  const started = performance.now();
  try {
    const { frames, renderMs } = await client.render(jobId, request);
    const wallMs = performance.now() - started;
    const media = await client.verify(jobId);
    const posterBlob = await store.pieces.get(jobId, 'poster');
    if (!posterBlob) throw new Error('there is no poster');
    const still = await createImageBitmap(posterBlob);
    const poster = { type: posterBlob.type, width: still.width, height: still.height };
    return { media, frames, renderMs, poster, progress, wallMs };
  } finally {
    channel.close();
  }
}

/** Starts a render, cancels it at the first progress; gives what the render was rejected with. */
async function renderAndCancel(
  jobId: string,
  request: OnDeviceRequest,
): Promise<{ problem: string; stored: boolean }> {
  const channel = new BroadcastChannel(PROGRESS_CHANNEL);
  const begun = new Promise<void>((resolve) => (channel.onmessage = () => resolve()));
  const problem = client.render(jobId, request).then(
    () => 'none',
    (error: unknown) => (error instanceof RendererError ? error.problem : String(error)),
  );
  await begun;
  channel.close();
  await client.cancel(jobId);
  return { problem: await problem, stored: (await store.pieces.get(jobId, 'file')) !== undefined };
}

export interface PreviewReport {
  width: number;
  height: number;
  seconds: number;
  /** Milliseconds of the first frame, which prepares the clip, and the median of the others. */
  firstMs: number;
  nextMs: number;
  /** How many of the frames differ from the one before. */
  changed: number;
}

/** Asks for frames along the clip, as a scrubber does. */
async function scrub(request: OnDeviceRequest, width: number, count: number): Promise<PreviewReport> {
  const times: number[] = [];
  let before = '';
  let changed = 0;
  let report = { width: 0, height: 0, seconds: 0 };
  for (let i = 0; i < count; i += 1) {
    const started = performance.now();
    const { bitmap, seconds } = await previewer.preview(
      request,
      i === 0 ? 'poster' : (i * report.seconds) / count,
      width,
    );
    times.push(performance.now() - started);
    const now = fingerprint(bitmap);
    if (now !== before) changed += 1;
    before = now;
    report = { width: bitmap.width, height: bitmap.height, seconds };
    bitmap.close();
  }
  const [firstMs = 0, ...others] = times;
  const nextMs = others.toSorted((a, b) => a - b)[others.length >> 1] ?? 0;
  return { ...report, firstMs, nextMs, changed };
}

function fingerprint(bitmap: ImageBitmap): string {
  const canvas = new OffscreenCanvas(32, 32);
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  if (!ctx) throw new Error('no canvas');
  ctx.drawImage(bitmap, 0, 0, 32, 32);
  return ctx.getImageData(0, 0, 32, 32).data.join();
}

/** What a call is rejected with. */
async function problemOf(request: OnDeviceRequest): Promise<string> {
  return client.render('broken', request).then(
    () => 'none',
    (error: unknown) => (error instanceof RendererError ? error.problem : String(error)),
  );
}

async function storeImage(id: string, bytes: string, type: string): Promise<void> {
  await store.images.put(id, new Blob([bytes], { type }));
}

exposeToLab({ render, renderAndCancel, scrub, problemOf, storeImage });
