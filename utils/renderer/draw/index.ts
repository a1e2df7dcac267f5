export { FONT_FILES, type FontFile } from './font-files';
export { loadFonts } from './fonts';
export { prepareFrames, type DrawPorts, type Frames, type Prepared } from './frames';
