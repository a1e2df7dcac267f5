/**
 * The writer: Source -> Storyboard and Plan by built-in rules, Plan -> prompt, sentences -> changes of a Plan. Pure and
 * deterministic; runs anywhere. Only the browser's own model is somebody else's work.
 */
export {
  briefForEdit,
  briefForPlan,
  withPassagesOf,
  type Brief,
  type EditWish,
  type PlanWish,
} from './asked/brief';
export { planFromAnswer } from './asked/read';
export { planJsonSchema, type JsonSchema } from './asked/schema';
export {
  browserWriter,
  type BrowserAnswer,
  type BrowserModelState,
  type BrowserModelTrouble,
} from './browser-model/browser-writer';
export { withContext, withoutContext } from './context';
export { editShot, rewrite, toggleHighlight } from './edit';
export { editPlan } from './edits/edit-plan';
export { readingSeconds } from './pace';
export { planOf, type PlanOptions } from './plan/plan';
export { PROMPT_PARTS, type PromptPart } from './profiles/drops';
export { renderPrompt, type PromptTask, type RenderedPrompt } from './profiles/render';
export { possibleTemplates, suggestTemplate } from './templates';
export { wordRanges } from './words';
export { writeStoryboard, type WriterOptions } from './write';
