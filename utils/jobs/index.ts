/** Jobs: the state machine (pure) and the runner. Stands above the other rooms; they come in as ports. */
export { effectFor, newJob, transition, twinJob, type JobEvent, type UserEvent } from './machine';
export * from './patience';
export type { CapsCheck, JobStore } from './ports';
export { Memory } from './memory';
export { rebuilt } from './rebuild';
export { Runner } from './runner';
export { deliver } from './courier';
