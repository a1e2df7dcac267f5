/** The writer: Source -> Storyboard by built-in rules. Pure and deterministic; runs anywhere. */
export { editShot, rewrite, toggleHighlight } from './edit';
export { readingSeconds } from './pace';
export { promptOf } from './prompt';
export { possibleTemplates, suggestTemplate } from './templates';
export { wordRanges } from './words';
export { writeStoryboard, type WriterOptions } from './write';
