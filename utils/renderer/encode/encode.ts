import { encodeAnimatedWebp } from './animated-webp';
import { videoChoices } from './codecs';
import { FrameFeed } from './frame-feed';
import { poster } from './poster';
import {
  DrawError,
  describe,
  type EncodeOptions,
  type EncodeResult,
  type Encoded,
  type FrameSource,
  type NotEncoded,
} from './types';
import { encodeVideo } from './video';

/**
 * Makes the clip's file and its poster. Codecs are tried best first; one whose encoder fails, at the start or in
 * the middle, is followed by the next, from the first frame again. Without any, an animated WebP.
 */
export async function encodeFrames(frames: FrameSource, options: EncodeOptions): Promise<EncodeResult> {
  const started = performance.now();
  const failures: string[] = [];
  try {
    options.signal.throwIfAborted();
    const made = (await asVideo(frames, options, failures)) ?? (await asWebp(frames, options));
    if (!made) return notEncoded('no-encoder', failures.join('; ') || 'no encoder in this browser');
    const posterBlob = await poster(frames);
    return { ok: true, ...made, posterBlob, renderMs: performance.now() - started };
  } catch (error) {
    if (options.signal.aborted) return notEncoded('canceled', '');
    return notEncoded('render-error', describe(error));
  }
}

type Made = Omit<Encoded, 'ok' | 'posterBlob' | 'renderMs'>;

async function asVideo(
  frames: FrameSource,
  options: EncodeOptions,
  failures: string[],
): Promise<Made | undefined> {
  let feed: FrameFeed | undefined;
  for await (const choice of videoChoices(frames)) {
    try {
      feed ??= new FrameFeed(frames);
      const { file, mime, audioCodec } = await encodeVideo(frames, feed, choice, options);
      const { codec, container } = choice;
      return { file, mime, container, codec, audioCodec, frames: frames.frameCount };
    } catch (error) {
      if (options.signal.aborted || error instanceof DrawError) throw error;
      failures.push(`${choice.codec}: ${describe(error)}`);
    }
  }
  return undefined;
}

async function asWebp(frames: FrameSource, options: EncodeOptions): Promise<Made | undefined> {
  const made = await encodeAnimatedWebp(frames, options);
  if (!made) return undefined;
  return { ...made, mime: 'image/webp', container: 'webp', codec: 'webp', audioCodec: null };
}

function notEncoded(problem: NotEncoded['problem'], detail: string): NotEncoded {
  return { ok: false, problem, detail };
}
