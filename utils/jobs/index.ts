/** Jobs: the state machine (pure) and the runner. Stands above the other rooms; they come in as ports. */
export type { JobEvent, UserEvent } from './events';
export { effectFor, transition } from './machine';
export { newJob, twinJob } from './new-job';
export * from './patience';
export type { CapsCheck, JobStore } from './ports';
export { Memory } from './memory';
export { rebuilt } from './rebuild';
export { Runner } from './runner';
export { deliver } from './courier';
