/** What a request is for. */
export const PHASES = ['create', 'poll', 'list', 'content', 'delete', 'models', 'other'] as const;
export type Phase = (typeof PHASES)[number];
