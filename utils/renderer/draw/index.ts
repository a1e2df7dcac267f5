export { fontsFor, loadFonts } from './fonts';
export type { PhraseModel } from './phrases';
export { prepareFrames, type Frames, type Prepared } from './frames';
