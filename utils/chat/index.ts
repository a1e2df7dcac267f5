/** The chat writer: a Plan from a chat model, over any endpoint that speaks OpenAI's chat completions. */
export { askForEdit, askForPlan, testChat, type ChatAnswer } from './ask';
export type { ChatPlace, ChatPorts } from './ports';
