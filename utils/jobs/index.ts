/** Jobs: the state machine (pure) and the runner. Stands above the other rooms; they come in as ports. */
export { effectFor, newJob, transition, type JobEvent } from './machine';
export { Runner, type JobStore } from './runner';
