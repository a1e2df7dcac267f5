import type { JobProblem, MediaFacts, Request } from '@/utils/domain';

export interface HostState {
  status: 'idle' | 'working' | 'done' | 'failed';
  renderMs: number;
  problem: JobProblem;
}

/** It knows nothing of the job. */
export const IDLE: HostState = { status: 'idle', renderMs: 0, problem: 'renderer-stops' };

export type HostVerdict = { ok: true; media: MediaFacts } | { ok: false; problem: JobProblem };

/** Where the render worker lives: this very context (Firefox, the offscreen page), or the offscreen page (Chrome). */
export interface RenderHost {
  /** False when the job was not taken. Throws where the renderer cannot be started. */
  render(jobId: string, request: Request): Promise<boolean>;
  state(jobId: string): Promise<HostState>;
  verify(jobId: string): Promise<HostVerdict>;
  cancel(jobId: string): Promise<void>;
  close(): Promise<void>;
}
