export { readableCanvas } from './canvas';
export { encodeFrames } from './encode';
export type { EncodeOptions, EncodeResult, Encoded, FrameSource, NotEncoded } from './types';
