import type { JobProblem, MediaFacts, OnDeviceRequest } from '@/utils/domain';

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
  render(jobId: string, request: OnDeviceRequest): Promise<boolean>;
  state(jobId: string): Promise<HostState>;
  /** `own`: made by this very renderer, so that it needs no worker of its own to be looked at. */
  verify(jobId: string, own: boolean): Promise<HostVerdict>;
  /** Draws the first frame of a saved clip and stores it; false when it cannot be drawn. */
  poster(clipId: string): Promise<boolean>;
  cancel(jobId: string): Promise<void>;
  close(): Promise<void>;
}
