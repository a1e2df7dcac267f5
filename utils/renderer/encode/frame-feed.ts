import { readableCanvas, type ReadableCanvas } from './canvas';
import { i420Converter, type I420Converter } from './i420';
import { PixelReader } from './pixels';
import { DrawError, describe, type FrameSource } from './types';

/** BT.709, limited range: what players expect of HD video, and what the converter writes. */
export const BT709_LIMITED: VideoColorSpaceInit = {
  primaries: 'bt709',
  transfer: 'bt709',
  matrix: 'bt709',
  fullRange: false,
};

/** Draws frames one after the other and gives each as an I420 VideoFrame. All buffers are used again. */
export class FrameFeed {
  readonly #frames: FrameSource;
  readonly #surface: ReadableCanvas;
  readonly #reader: PixelReader;
  readonly #converter: I420Converter;

  constructor(frames: FrameSource) {
    this.#frames = frames;
    this.#surface = readableCanvas(frames.width, frames.height);
    this.#reader = new PixelReader(this.#surface);
    this.#converter = i420Converter(frames.width, frames.height);
  }

  /** Frame number `index`; the caller closes it. Throws DrawError when it cannot be drawn. */
  async frame(index: number): Promise<VideoFrame> {
    const { width, height, fps } = this.#frames;
    try {
      this.#frames.draw(this.#surface.ctx, index / fps);
    } catch (error) {
      throw new DrawError(describe(error), { cause: error });
    }
    this.#converter.convert(await this.#reader.read(this.#converter.pixels));
    const timestamp = Math.round((index * 1e6) / fps);
    return new VideoFrame(this.#converter.planes, {
      format: 'I420',
      codedWidth: width,
      codedHeight: height,
      timestamp,
      duration: Math.round(((index + 1) * 1e6) / fps) - timestamp,
      colorSpace: BT709_LIMITED,
    });
  }
}
