/**
 * What a request is for. `result`: what a finished job left, before its bytes; `delete`: a job is cancelled or removed,
 * whatever the method; `account`: whose key it is, and what it has left.
 */
export const PHASES = [
  'create',
  'poll',
  'result',
  'list',
  'content',
  'delete',
  'models',
  'account',
  'other',
] as const;
export type Phase = (typeof PHASES)[number];
