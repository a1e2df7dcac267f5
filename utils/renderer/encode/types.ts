import type { MediaFacts } from '@/utils/domain';
import type { Frames } from '../draw';

/** What the encoder needs of a clip's frames; whoever prepared them disposes of them. */
export type FrameSource = Readonly<Omit<Frames, 'dispose'>>;

export interface EncodeOptions {
  soundtrack: boolean;
  /** Same seed, same soundtrack. */
  seed: number;
  /** Written into the file's tags. */
  title: string;
  comment: string;
  signal: AbortSignal;
  /** Called after every frame that was handed over. */
  onProgress(done: number, total: number): void;
}

export interface Encoded {
  ok: true;
  file: Blob;
  mime: string;
  container: MediaFacts['container'];
  codec: MediaFacts['codec'];
  audioCodec: string | null;
  /** Frames in the file; fewer than were asked for only in an animated WebP. */
  frames: number;
  renderMs: number;
  posterBlob: Blob;
}

export interface NotEncoded {
  ok: false;
  problem: 'no-encoder' | 'render-error' | 'canceled';
  detail: string;
}

export type EncodeResult = Encoded | NotEncoded;

/** A frame could not be drawn: no other codec would help. */
export class DrawError extends Error {
  override name = 'DrawError';
}

/** Something thrown, as one short line. */
export function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, 300);
}
