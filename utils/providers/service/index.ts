/** What all services share: one order sent once, answers believed only as far as they prove something. */
export type { OrderCall, Picture, ServiceAdapter } from './adapter';
export { msOf, pollAfterMs, serverNow } from './clocks';
export { base64Of, dataUrlOf } from './data-url';
export { breakdown, isAboutCredit, wordsIn, wordsOf, type Words } from './failure';
export { fetchFile, type Fetched } from './file';
export { follow, not, notFrom } from './follow';
export { inputsOf, pathOfModel, sentPictures } from './inputs';
export { leanText, type TakeFile } from './lean';
export { done, failed, noNews, pollOnce, working } from './news';
export type { KeyAnswer, KeyPlace, PictureWish, ServicePorts } from './ports';
export { unreachable } from './probing';
export { serviceProvider } from './provider';
export { obstacleIn, plainReport, reportByModels } from './report';
export { stateWord, told, word } from './shapes';
export { beginningOf, SNIFF_BYTES } from './sniff';
export { numberedBy, submitOnce, verdictOn, workNumber, type Accepted } from './submit';
export { frameWish } from './wish';
export { Wire, type Heard, type Order, type Question } from './wire';
