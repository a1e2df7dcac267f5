import type { DBSchema } from 'idb';
import type {
  Clip,
  Connection,
  Draft,
  Job,
  JobPhase,
  LedgerRow,
  ListedModels,
  OutboxRow,
  ChargeVerdict,
  Still,
} from '@/utils/domain';

export const DB_NAME = 'pagereel';

/** Whole pieces a Job's work leaves behind until it is committed as a Clip. */
export type PieceName = 'file' | 'poster';

/** A piece: one of the above, or bytes of a download from this offset on. */
type PieceKey = [jobId: string, name: PieceName | number];

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

/** What a Job is found by; follows from the Job, written with it. A field that is missing is in no index. */
export interface JobIndex {
  phase?: JobPhase;
  lane: string;
  /** `claimOf` of every attempt with a handle. */
  claims: string[];
  /** When its last attempt was sent. */
  sentAt?: number;
  /** When it came to its end. */
  endedAt?: number;
  /** Pictures it may still need. */
  images: string[];
}

export interface JobRow extends Job {
  ix: JobIndex;
}

export interface ClipRow extends Clip {
  /** Missing for clips without pictures. */
  ix?: { images: string[] };
}

/** Rows of `meta`, by key. */
export interface Meta {
  /** Made with the database: another one means that the first was lost. */
  generation: string;
  /** The number of the last lease a runner took. */
  lease: number;
  /** When something that is done once in a while was last taken on, by its name. */
  turns: Record<string, number>;
  caps: unknown;
  queuePaused: boolean;
  /** What should be there; fewer rows mean that some were lost. */
  counts: Counts;
  /** A loss the user has not acknowledged yet. */
  loss: Loss;
  swept: Swept;
}

export interface Counts extends Record<JobPhase, number> {
  clips: number;
  jobs: number;
}

export interface Loss {
  lost: 'everything' | 'some';
  /** Rows that should be there and are not; 0 where nobody knows. */
  clips: number;
  jobs: number;
  /** When it was noticed. */
  at: number;
}

/** How far the daily look at every picture has come. */
export interface Swept {
  /** When the last one was over. */
  at: number;
  /** The last picture looked at by the one under way; empty: none is. */
  cursor: string;
}

/** Bytes stand apart from records: a list of clips must never read a video. */
export interface Schema extends DBSchema {
  /** One row per window, keyed by `windowId`. */
  drafts: { key: number; value: DraftRow; indexes: { at: number } };
  /** Picture bytes of Sources, keyed by `SourceImage.id`. */
  images: { key: string; value: Blob };
  /** Pictures that somebody let go of, and when; swept a little later unless somebody else has them. */
  loose: { key: string; value: number };
  jobs: {
    key: string;
    value: JobRow;
    indexes: {
      createdAt: number;
      phase: [JobPhase, number];
      lane: [JobPhase, string, number];
      claims: string;
      sentAt: number;
      endedAt: number;
      images: string;
    };
  };
  pieces: { key: PieceKey; value: Blob };
  clips: {
    key: string;
    value: ClipRow;
    indexes: {
      createdAt: number;
      deletedAt: number;
      model: [string, number];
      images: string;
      /** Clips made from another one, by that one's id. */
      parent: string;
    };
  };
  clipBytes: { key: string; value: Blob };
  posters: { key: string; value: Blob };
  ledger: { key: string; value: LedgerRow; indexes: { at: number; verdict: [ChargeVerdict, number] } };
  outbox: { key: string; value: OutboxRow };
  connections: { key: string; value: Connection };
  /** What each service lists, keyed by the connection. */
  models: { key: string; value: ListedModels };
  /** Pictures made to be first frames; their bytes are in `images`. */
  stills: {
    key: string;
    value: Still;
    indexes: { source: [string, number]; state: Still['state']; at: number; image: string };
  };
  meta: { key: string; value: Meta[keyof Meta] };
}
