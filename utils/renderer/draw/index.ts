export { loadFonts } from './fonts';
export { prepareFrames, type Frames, type Prepared } from './frames';
