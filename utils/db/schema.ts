import type { DBSchema } from 'idb';
import type { Clip, Draft, Job } from '@/utils/domain';

export const DB_NAME = 'pagereel';

/** Names of the pieces a Job's work leaves behind until it is committed as a Clip. */
export type PieceName = 'file' | 'poster';

/** Bytes stand apart from records: a list of clips must never read a video. */
export interface Schema extends DBSchema {
  /** One row per window, keyed by `windowId`. */
  drafts: { key: number; value: Draft; indexes: { at: number } };
  /** Picture bytes of Sources, keyed by `SourceImage.id`. */
  images: { key: string; value: Blob };
  jobs: { key: string; value: Job; indexes: { createdAt: number } };
  /** Keyed by [jobId, name]. */
  pieces: { key: [string, string]; value: Blob };
  clips: { key: string; value: Clip; indexes: { createdAt: number } };
  clipBytes: { key: string; value: Blob };
  posters: { key: string; value: Blob };
}
