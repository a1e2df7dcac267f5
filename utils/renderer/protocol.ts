import type { JobProblem, MediaFacts, OnDeviceRequest } from '@/utils/domain';

/** Messages to the render worker. `id` pairs an answer with its question. Video bytes never travel: see `db.pieces`. */
export type ToWorker =
  | { id: number; type: 'preview'; request: OnDeviceRequest; at: number | 'poster'; width: number }
  | { id: number; type: 'render'; jobId: string; request: OnDeviceRequest }
  /** `outline`: no demuxer and no decoder, for a file that has already ended one worker. */
  | { id: number; type: 'verify'; jobId: string; outline: boolean }
  | { id: number; type: 'poster'; clipId: string }
  | { id: number; type: 'cancel'; jobId: string };

export type FromWorker =
  | { id: number; type: 'preview'; bitmap: ImageBitmap; at: number; seconds: number; posterTime: number }
  | { id: number; type: 'rendered'; renderMs: number; frames: number }
  | { id: number; type: 'verified'; media: MediaFacts }
  | { id: number; type: 'postered'; drawn: boolean }
  | { id: number; type: 'canceled' }
  | { id: number; type: 'failed'; problem: JobProblem; detail: string };

/** Announced on the channel "pagereel-progress" by the worker itself, at most four times a second; never stored. */
export interface RenderProgress {
  jobId: string;
  framesDone: number;
  framesTotal: number;
  elapsedMs: number;
}
export const PROGRESS_CHANNEL = 'pagereel-progress';
