export { readableCanvas } from './canvas';
export { encodeFrames } from './encode';
export type { EncodeResult, FrameSource } from './types';
