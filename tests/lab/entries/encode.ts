import { encodeFrames, type EncodeResult, type FrameSource } from '@/utils/renderer/encode';
import { toBase64 } from '../bytes';
import { exposeToLab } from '../expose';
import { movingFrames, type ClipShape } from '../frames/moving';
import { SWATCHES, swatchBox, swatchFrames } from '../frames/swatches';

/** What a test is told of an EncodeResult; the file's bytes as base64. */
export type EncodeReport =
  | {
      ok: true;
      mime: string;
      container: string;
      codec: string;
      audioCodec: string | null;
      frames: number;
      renderMs: number;
      file: string;
      poster: { type: string; width: number; height: number };
    }
  | { ok: false; problem: string; detail: string };

export interface EncodeWishes {
  soundtrack?: boolean;
  /** Cancel after so many frames. */
  cancelAfter?: number;
  /** Frame that cannot be drawn. */
  failAt?: number;
}

async function encode(frames: FrameSource, wishes: EncodeWishes): Promise<EncodeReport & { progress: number[] }> {
  const abort = new AbortController();
  const progress: number[] = [];
  const result = await encodeFrames(frames, {
    soundtrack: wishes.soundtrack ?? false,
    seed: 7,
    title: 'A clip of the lab',
    comment: 'https://example.org/page',
    signal: abort.signal,
    onProgress(done) {
      progress.push(done);
      if (done === wishes.cancelAfter) abort.abort();
    },
  });
  return { ...(await report(result)), progress };
}

async function report(result: EncodeResult): Promise<EncodeReport> {
  if (!result.ok) return result;
  const { posterBlob, file, ...facts } = result;
  const still = await createImageBitmap(posterBlob);
  return {
    ...facts,
    file: toBase64(new Uint8Array(await file.arrayBuffer())),
    poster: { type: posterBlob.type, width: still.width, height: still.height },
  };
}

function encodeMoving(shape: ClipShape, wishes: EncodeWishes = {}): ReturnType<typeof encode> {
  const frames = movingFrames(shape);
  const draw = frames.draw.bind(frames);
  return encode(
    {
      ...frames,
      draw(ctx, seconds) {
        if (wishes.failAt !== undefined && Math.round(seconds * shape.fps) === wishes.failAt) throw new Error('no ink');
        draw(ctx, seconds);
      },
    },
    wishes,
  );
}

/**
 * Encodes the swatches with one codec (all others are denied) and decodes the clip with the browser's own player.
 * Gives the largest error of each swatch, 0 to 255, and the codec that was used.
 */
async function swatchErrors(codec: string): Promise<{ codec: string; errors: number[]; container:string; file:string }> {
  const width = 1280;
  const height = 720;
  const restore = allowOnly(codec);
  const result = await encodeFrames(swatchFrames(width, height), {
    soundtrack: false,
    seed: 1,
    title: '',
    comment: '',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  }).finally(restore);
  if (!result.ok) throw new Error(`${result.problem} ${result.detail}`);
  const pixels = await playedFrame(result.file, width, height);
  const errors = SWATCHES.map((colour, i) => {
    const { x, y, w, h } = swatchBox(i, width, height);
    const at = (Math.round(y + h / 2) * width + Math.round(x + w / 2)) * 4;
    return Math.max(...colour.map((value, channel) => Math.abs(value - (pixels[at + channel] as number))));
  });
  return { codec: result.codec, errors, container:result.container, file: toBase64(new Uint8Array(await result.file.arrayBuffer())) };
}

/** Lets the browser claim support for one codec only; gives a function that takes this back. */
function allowOnly(codec: string): () => void {
  const honest = VideoEncoder.isConfigSupported.bind(VideoEncoder);
  const prefix = { avc: 'avc1', vp9: 'vp09', av1: 'av01', vp8: 'vp8' }[codec] ?? codec;
  VideoEncoder.isConfigSupported = async (config) => {
    const answer = await honest(config);
    return { ...answer, supported: answer.supported === true && config.codec.startsWith(prefix) };
  };
  return () => {
    VideoEncoder.isConfigSupported = honest;
  };
}

async function playedFrame(file: Blob, width: number, height: number): Promise<Uint8ClampedArray> {
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(file);
  await new Promise<void>((done, fail) => {
    video.onseeked = () => done();
    video.onerror = () => fail(new Error(video.error?.message ?? 'the player refuses the clip'));
    // A frame in the middle: some players show nothing of a clip that never moved.
    video.currentTime = 0.25;
  });
  const canvas = new OffscreenCanvas(width, height);
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  if (!ctx) throw new Error('no canvas');
  ctx.drawImage(video, 0, 0, width, height);
  URL.revokeObjectURL(video.src);
  return ctx.getImageData(0, 0, width, height).data;
}

/** Runs one of the calls above in a browser whose VideoEncoder is gone, or lies, or fails at some frame. */
async function crippled(how: 'none' | 'none-and-no-webp' | 'lying' | 'failing', shape: ClipShape): Promise<unknown> {
  const honest = globalThis.VideoEncoder;
  const convert = OffscreenCanvas.prototype.convertToBlob;
  try {
    if (how === 'none' || how === 'none-and-no-webp') Reflect.deleteProperty(globalThis, 'VideoEncoder');
    if (how === 'none-and-no-webp') {
      OffscreenCanvas.prototype.convertToBlob = function (options) {
        return convert.call(this, options?.type === 'image/webp' ? {} : options);
      };
    }
    if (how === 'lying' || how === 'failing') globalThis.VideoEncoder = crippledEncoder(honest, how === 'lying' ? 0 : 9);
    return await encodeMoving(shape);
  } finally {
    globalThis.VideoEncoder = honest;
    OffscreenCanvas.prototype.convertToBlob = convert;
  }
}

/** An encoder that claims H.264 and reports an error after so many frames of it. */
function crippledEncoder(honest: typeof VideoEncoder, goodFrames: number): typeof VideoEncoder {
  return class extends honest {
    #avc = false;
    #frames = 0;
    readonly #report: WebCodecsErrorCallback;
    constructor(init: VideoEncoderInit) {
      super(init);
      this.#report = init.error;
    }
    override configure(config: VideoEncoderConfig): void {
      this.#avc = config.codec.startsWith('avc1');
      super.configure(config);
    }
    override encode(frame: VideoFrame, options?: VideoEncoderEncodeOptions): void {
      this.#frames += 1;
      if (this.#avc && this.#frames > goodFrames) {
        queueMicrotask(() => this.#report(new DOMException('the encoder gave up', 'EncodingError')));
        return;
      }
      super.encode(frame, options);
    }
  };
}

exposeToLab({ encodeMoving, swatchErrors, crippled });
