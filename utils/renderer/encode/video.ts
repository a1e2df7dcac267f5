import type { VideoChoice } from './codecs';
import { EncoderQueue } from './encoder-queue';
import type { FrameFeed } from './frame-feed';
import { ClipFile, audioCodecFor } from './mux';
import { synthesise } from './soundtrack';
import type { EncodeOptions, FrameSource } from './types';

/** A player seeks to key frames: at most this far from where it wants to be. */
const KEY_FRAME_SECONDS = 2;

export interface VideoFile {
  file: Blob;
  mime: string;
  audioCodec: string | null;
}

/**
 * Encodes all frames with one codec. While the encoder works on a frame, the next ones are drawn.
 * Throws what the encoder throws, DrawError when a frame cannot be drawn, and the signal's reason when canceled.
 */
export async function encodeVideo(
  frames: FrameSource,
  feed: FrameFeed,
  choice: VideoChoice,
  options: EncodeOptions,
): Promise<VideoFile> {
  const audioCodec = options.soundtrack ? await audioCodecFor(choice.container) : null;
  const clip = new ClipFile(choice, frames.fps, audioCodec, {
    title: options.title,
    comment: options.comment,
  });
  await clip.start();
  const queue = new EncoderQueue(choice.config, (chunk, meta) => clip.addVideo(chunk, meta));
  try {
    await feedAll(frames, feed, queue, options);
    // The encoder still works on its last frames: the time the soundtrack takes is free.
    const flushed = queue.flush();
    const sound = audioCodec ? clip.addSound(synthesise({ ...frames, seed: options.seed })) : undefined;
    await Promise.all([flushed, sound]);
    options.signal.throwIfAborted();
    if (clip.packets !== frames.frameCount) {
      throw new Error(`the encoder gave ${clip.packets} of ${frames.frameCount} frames`);
    }
    return { file: await clip.finish(), mime: clip.mime, audioCodec };
  } catch (error) {
    await clip.cancel().catch(() => undefined);
    throw error;
  } finally {
    queue.close();
  }
}

async function feedAll(
  frames: FrameSource,
  feed: FrameFeed,
  queue: EncoderQueue,
  { signal, onProgress }: EncodeOptions,
): Promise<void> {
  const keyFrameEvery = Math.round(frames.fps * KEY_FRAME_SECONDS);
  const turn = new Turn();
  try {
    for (let index = 0; index < frames.frameCount; index += 1) {
      const frame = await feed.frame(index);
      await queue.room().catch((error: unknown) => {
        frame.close();
        throw error;
      });
      queue.encode(frame, index % keyFrameEvery === 0);
      onProgress(index + 1, frames.frameCount);
      // Without a turn of the event loop neither a chunk nor a cancel message would ever arrive.
      await turn.next();
      signal.throwIfAborted();
    }
  } finally {
    turn.end();
  }
}

/** One turn of the event loop, without the 4 ms that nested timers are held back. */
class Turn {
  readonly #channel = new MessageChannel();
  #resolve: (() => void) | undefined;

  constructor() {
    this.#channel.port1.onmessage = () => this.#resolve?.();
  }

  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
      this.#channel.port2.postMessage(null);
    });
  }

  end(): void {
    this.#channel.port1.close();
  }
}
