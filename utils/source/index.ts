/** Page -> Source. What runs inside the page is in page/ and has doors of its own for the two page scripts. */
export { classifyAddress, isPublicHttps, parsedUrl, permissionPattern } from './address';
export { bytesOfDataUrl } from './data-url';
export { sourceFromMenu, type Gesture, type GestureResult } from './gesture';
export { MAX_IMAGE_BYTES, readImageHeader } from './image-size';
export { leaveTask, type PageTask } from './page/task';
export type { CropResult, InjectResult, PageTarget, SourcePorts } from './ports';
export { RawPage, RawPlace } from './raw-page';
export { readPictureAgain } from './read-again';
export { takeSource } from './take-source';
export { looksLikeSkin, namesPerson } from './person';
