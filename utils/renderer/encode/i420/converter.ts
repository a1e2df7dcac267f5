import { i420Size, type ChannelOrder } from './coefficients';
import { toI420 } from './plain';
import { SIMD_STEP, simdModule } from './simd';

/** Turns pictures of one size into I420, BT.709, limited range; its buffers are used again for every picture. */
export interface I420Converter {
  /** Four bytes a pixel, to be filled before `convert`. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** The planes of the last picture. */
  readonly planes: Uint8Array<ArrayBuffer>;
  convert(order: ChannelOrder): void;
}

const PAGE = 65_536;

/**
 * Why by hand: an encoder that is given a canvas chooses the conversion itself. Chromium writes full range,
 * Firefox uses the BT.601 matrix and labels it BT.709 (up to 19/255 off). I420 with its colour space named is exact
 * in both. Vector instructions where they are allowed (CSP 'wasm-unsafe-eval'), plain JavaScript elsewhere.
 */
export function i420Converter(width: number, height: number): I420Converter {
  return (
    (width % SIMD_STEP === 0 ? simdConverter(width, height) : undefined) ?? plainConverter(width, height)
  );
}

export function plainConverter(width: number, height: number): I420Converter {
  const pixels = new Uint8Array(width * height * 4);
  const words = new Uint32Array(pixels.buffer);
  const planes = new Uint8Array(i420Size(width, height));
  return { pixels, planes, convert: (order) => toI420(words, order, width, height, planes) };
}

/** Undefined where WebAssembly, or its vector instructions, are not to be had. */
export function simdConverter(width: number, height: number): I420Converter | undefined {
  const source = width * height * 4;
  const target = i420Size(width, height);
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil((source + target) / PAGE) });
    const runners = { rgb: instantiate('rgb', memory), bgr: instantiate('bgr', memory) };
    return {
      pixels: new Uint8Array(memory.buffer, 0, source),
      planes: new Uint8Array(memory.buffer, source, target),
      convert: (order) => runners[order](0, source, width, height),
    };
  } catch {
    return undefined;
  }
}

type Run = (source: number, target: number, width: number, height: number) => void;

function instantiate(order: ChannelOrder, memory: WebAssembly.Memory): Run {
  const module = new WebAssembly.Module(simdModule(order));
  return new WebAssembly.Instance(module, { env: { memory } }).exports['run'] as Run;
}
