import { BlobSource, Input, MP4, VideoSampleSink, WEBM } from 'mediabunny';
import { encodeFrames, type EncodeResult, type FrameSource } from '@/utils/renderer/encode';
import { fromBase64, toBase64 } from '../bytes';
import { exposeToLab } from '../expose';
import { movingFrames, type ClipShape } from '../frames/moving';
import { SWATCHES, swatchAt, swatchBox, swatchFrames } from '../frames/swatches';

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

async function encode(
  frames: FrameSource,
  wishes: EncodeWishes,
): Promise<EncodeReport & { progress: number[] }> {
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
        if (wishes.failAt !== undefined && Math.round(seconds * shape.fps) === wishes.failAt)
          throw new Error('no ink');
        draw(ctx, seconds);
      },
    },
    wishes,
  );
}

/** What came back of the swatches: how a player is told to read the colours, and how far off each one is. */
export interface SwatchReport {
  codec: string;
  matrix: string | null;
  fullRange: boolean | null;
  /** Largest error over the channels of each swatch, 0 to 255. */
  errors: number[];
}

/** Encodes the swatches with one codec (all others are denied) and decodes a frame of the middle of the clip. */
async function swatches(codec: string): Promise<SwatchReport> {
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
  const frame = await decodedFrame(result.file, 0.25);
  try {
    const colourAt = await colourReader(frame);
    const errors = SWATCHES.map((wanted, i) => {
      const { x, y, w, h } = swatchBox(i, width, height);
      const found = colourAt(Math.round(x + w / 2), Math.round(y + h / 2));
      return Math.max(...wanted.map((value, channel) => Math.abs(value - (found[channel] as number))));
    });
    const { matrix, fullRange } = frame.colorSpace;
    return { codec: result.codec, matrix, fullRange, errors };
  } finally {
    frame.close();
  }
}

async function decodedFrame(file: Blob, seconds: number): Promise<VideoFrame> {
  const input = new Input({ source: new BlobSource(file), formats: [MP4, WEBM] });
  const track = await input.getPrimaryVideoTrack();
  const sample = track && (await new VideoSampleSink(track).getSample(seconds));
  if (!sample) throw new Error('nothing to decode');
  const frame = sample.toVideoFrame();
  sample.close();
  return frame;
}

type Colour = [number, number, number];

/**
 * Reads colours out of a decoded frame: its planes, with BT.709 in floating point. Firefox without a GPU gives pixels
 * that it has converted with 6-bit factors, up to 12/255 off for saturated colours of any video; from those, the
 * error of the same conversion of a perfect frame is taken away.
 */
async function colourReader(frame: VideoFrame): Promise<(x: number, y: number) => Colour> {
  if (frame.format !== 'I420' && frame.format !== 'NV12') return relativeReader(frame);
  const bytes = new Uint8Array(frame.allocationSize());
  const planes = await frame.copyTo(bytes);
  const at = (plane: number, x: number, y: number): number => {
    const layout = planes[plane] as PlaneLayout;
    return bytes[layout.offset + y * layout.stride + x] as number;
  };
  const chroma = (x: number, y: number): [number, number] =>
    frame.format === 'NV12'
      ? [at(1, x & ~1, y >> 1), at(1, x | 1, y >> 1)]
      : [at(1, x >> 1, y >> 1), at(2, x >> 1, y >> 1)];
  return (x, y) => {
    const luma = (at(0, x, y) - 16) / 219;
    const [cb, cr] = chroma(x, y).map((value) => (value - 128) / 224) as [number, number];
    const red = luma + 1.5748 * cr;
    const blue = luma + 1.8556 * cb;
    const green = (luma - 0.2126 * red - 0.0722 * blue) / 0.7152;
    return [red, green, blue].map((value) => Math.round(255 * Math.min(1, Math.max(0, value)))) as Colour;
  };
}

function relativeReader(frame: VideoFrame): (x: number, y: number) => Colour {
  const width = frame.displayWidth;
  const height = frame.displayHeight;
  const found = pixelsOf(frame, width, height);
  const ideal = perfectFrame(width, height);
  const shown = pixelsOf(ideal, width, height);
  ideal.close();
  return (x, y) => {
    const at = (y * width + x) * 4;
    const wanted = SWATCHES[swatchAt(x, y, width, height)] as Colour;
    return [0, 1, 2].map(
      (c) => (found[at + c] as number) - (shown[at + c] as number) + (wanted[c] as number),
    ) as Colour;
  };
}

/** The swatches as I420 by the definition of BT.709 in floating point, rounded once. */
function perfectFrame(width: number, height: number): VideoFrame {
  const planes = new Uint8Array((width * height * 3) / 2);
  const plane = width * height;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue] = (SWATCHES[swatchAt(x, y, width, height)] as Colour).map(
        (value) => value / 255,
      ) as Colour;
      const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      planes[y * width + x] = Math.round(16 + 219 * luma);
      const at = plane + (y >> 1) * (width >> 1) + (x >> 1);
      planes[at] = Math.round(128 + (224 * (blue - luma)) / 1.8556);
      planes[at + plane / 4] = Math.round(128 + (224 * (red - luma)) / 1.5748);
    }
  }
  const colorSpace = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;
  return new VideoFrame(planes, {
    format: 'I420',
    codedWidth: width,
    codedHeight: height,
    timestamp: 0,
    colorSpace,
  });
}

function pixelsOf(frame: VideoFrame, width: number, height: number): Uint8ClampedArray {
  const ctx = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!ctx) throw new Error('no canvas');
  ctx.drawImage(frame, 0, 0, width, height);
  return ctx.getImageData(0, 0, width, height).data;
}

/** Whether the browser itself has an H.264 encoder: Firefox borrows the system's, which may have none. */
async function hasAvc(): Promise<boolean> {
  const config = { codec: 'avc1.42e01f', width: 1280, height: 720, bitrate: 2e6, framerate: 30 };
  return (await VideoEncoder.isConfigSupported(config)).supported === true;
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

/** Seconds the browser's own player finds in a clip, once it has shown a frame of the middle. */
async function playedSeconds(base64: string, mime: string): Promise<number> {
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(new Blob([fromBase64(base64)], { type: mime }));
  try {
    await new Promise<void>((done, fail) => {
      video.onseeked = () => done();
      video.onerror = () => fail(new Error(video.error?.message ?? 'the player refuses the clip'));
      video.currentTime = 0.25;
    });
    return video.duration;
  } finally {
    URL.revokeObjectURL(video.src);
  }
}

/** Runs one of the calls above in a browser whose VideoEncoder is gone, or lies, or fails at some frame. */
async function crippled(
  how: 'none' | 'none-and-no-webp' | 'lying' | 'failing',
  shape: ClipShape,
): Promise<unknown> {
  const honest = globalThis.VideoEncoder;
  const convert = OffscreenCanvas.prototype.convertToBlob;
  try {
    if (how === 'none' || how === 'none-and-no-webp') Reflect.deleteProperty(globalThis, 'VideoEncoder');
    if (how === 'none-and-no-webp') {
      OffscreenCanvas.prototype.convertToBlob = function (options) {
        return convert.call(this, options?.type === 'image/webp' ? {} : options);
      };
    }
    if (how === 'lying' || how === 'failing')
      globalThis.VideoEncoder = crippledEncoder(honest, how === 'lying' ? 0 : 9);
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

exposeToLab({ encodeMoving, hasAvc, swatches, playedSeconds, crippled });
