import type { Job, JobProblem, OnDeviceRequest } from '@/utils/domain';
import { prepareFrames, type PhraseModel } from './draw';
import { encodeFrames } from './encode';
import { PROGRESS_CHANNEL, type RenderProgress } from './protocol';

/** At most four announcements a second. */
const ANNOUNCE_MS = 250;

export interface RenderPorts {
  /** Resolves when the fonts of this clip can be drawn with. */
  fonts(request: OnDeviceRequest): Promise<void>;
  phraseModel(model: PhraseModel): Promise<unknown>;
  images: { get(id: string): Promise<Blob | undefined> };
  jobs: { get(id: string): Promise<Job | undefined> };
  pieces: { put(jobId: string, name: 'file' | 'poster', blob: Blob): Promise<void> };
}

export type RenderResult =
  | { ok: true; renderMs: number; frames: number }
  | { ok: false; problem: JobProblem | 'canceled'; detail: string };

/** Draws and encodes a job's clip and stores its pieces; progress goes out on PROGRESS_CHANNEL. */
export async function renderJob(
  jobId: string,
  request: OnDeviceRequest,
  ports: RenderPorts,
  signal: AbortSignal,
): Promise<RenderResult> {
  const started = performance.now();
  await ports.fonts(request);
  const { phraseModel } = ports;
  const prepared = await prepareFrames(request, { image: (id) => ports.images.get(id), phraseModel });
  if (!prepared.ok) return prepared;
  const { frames } = prepared;
  const progress = new ProgressAnnouncer(jobId);
  try {
    const result = await encodeFrames(frames, {
      soundtrack: request.settings.soundtrack,
      seed: request.seed,
      title: request.storyboard.title,
      comment: commentOf(request, (await ports.jobs.get(jobId))?.source.url ?? ''),
      signal,
      onProgress: (done, total) => progress.announce(done, total),
    });
    if (!result.ok) return result;
    if (signal.aborted) return { ok: false, problem: 'canceled', detail: '' };
    await ports.pieces.put(jobId, 'poster', result.posterBlob);
    await ports.pieces.put(jobId, 'file', result.file);
    return { ok: true, renderMs: performance.now() - started, frames: result.frames };
  } finally {
    progress.close();
    frames.dispose();
  }
}

/** Travels inside the file: where it comes from, what it is, and what it is not (IPTC digital source type). */
function commentOf(request: OnDeviceRequest, url: string): string {
  const type = request.images.length > 0 ? 'composite' : 'algorithmicMedia';
  return [
    ...(url ? [`Source: ${url}`] : []),
    'Motion graphics rendered on-device; not the output of a generative AI model.',
    `DigitalSourceType: http://cv.iptc.org/newscodes/digitalsourcetype/${type}`,
  ].join('\n');
}

class ProgressAnnouncer {
  readonly #channel = new BroadcastChannel(PROGRESS_CHANNEL);
  readonly #started = performance.now();
  #last = -Infinity;

  constructor(private readonly jobId: string) {}

  announce(framesDone: number, framesTotal: number): void {
    const now = performance.now();
    if (now - this.#last < ANNOUNCE_MS && framesDone < framesTotal) return;
    this.#last = now;
    const elapsedMs = Math.round(now - this.#started);
    this.#channel.postMessage({
      jobId: this.jobId,
      framesDone,
      framesTotal,
      elapsedMs,
    } satisfies RenderProgress);
  }

  close(): void {
    this.#channel.close();
  }
}
