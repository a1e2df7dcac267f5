import type { DBSchema } from 'idb';
import type { Clip, Draft, Job } from '@/utils/domain';

export const DB_NAME = 'pagereel';

/** Names of the pieces a Job's work leaves behind until it is committed as a Clip. */
export type PieceName = 'file' | 'poster';

/** A Draft as it is stored. */
export interface DraftRow extends Draft {
  /** What was on the bench before a gesture that has not come to anything yet. */
  before?: Draft;
  /** When the user removed it; it can be put back until it is swept. */
  removedAt?: number;
}

/** All that a row holds, what is shown first. */
export function standing({ before, removedAt: _removedAt, ...draft }: DraftRow): Draft[] {
  return before ? [draft, before] : [draft];
}

/** Bytes stand apart from records: a list of clips must never read a video. */
export interface Schema extends DBSchema {
  /** One row per window, keyed by `windowId`. */
  drafts: { key: number; value: DraftRow; indexes: { at: number } };
  /** Picture bytes of Sources, keyed by `SourceImage.id`. */
  images: { key: string; value: Blob };
  jobs: { key: string; value: Job; indexes: { createdAt: number } };
  /** Keyed by [jobId, name]. */
  pieces: { key: [string, string]; value: Blob };
  clips: { key: string; value: Clip; indexes: { createdAt: number } };
  clipBytes: { key: string; value: Blob };
  posters: { key: string; value: Blob };
}
