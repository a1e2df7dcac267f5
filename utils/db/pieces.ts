import type { JobWrite } from '@/utils/domain';
import type { Access } from './access';
import type { Announce } from './changes';
import type { Database } from './connection';
import type { PieceName, Schema } from './schema';
import { fresh, JOB_STORES, writeJob } from './write-job';
import type { IDBPObjectStore } from 'idb';

interface Piece {
  start: number;
  blob: Blob;
}

/**
 * Bytes on their way to a clip. A download lies here piece by piece under [job, offset]; how far it has come follows
 * from these keys and the pieces' sizes alone, so that nothing can disagree with the bytes.
 */
export function pieceRepository(access: Access, announce: Announce) {
  return {
    get: (jobId: string, name: PieceName): Promise<Blob | undefined> =>
      access.read((db) => db.get('pieces', [jobId, name])),

    put: async (jobId: string, name: PieceName, blob: Blob): Promise<void> => {
      await access.write(['pieces'], (tx) => tx.objectStore('pieces').put(blob, [jobId, name]), 'relaxed');
    },

    /** Contiguous bytes of the download from the start, as far as they can be read. */
    have: async (jobId: string): Promise<number> => {
      const readable: Piece[] = [];
      for (const piece of await access.read((db) => piecesIn(db, jobId))) {
        if (!(await isReadable(piece.blob))) break;
        readable.push(piece);
      }
      return contiguous(readable).bytes;
    },

    /** With a revision: only while the job's row has it, so that nobody mixes what comes late into another file. */
    append: (jobId: string, start: number, bytes: Blob, rev?: number): Promise<boolean> =>
      access.write(
        rev === undefined ? ['pieces'] : ['jobs', 'pieces'],
        async (tx) => {
          if (rev !== undefined && (await tx.objectStore('jobs').get(jobId))?.rev !== rev) return false;
          await tx.objectStore('pieces').put(bytes, [jobId, start]);
          return true;
        },
        'relaxed',
      ),

    /**
     * Joins the pieces to the file and moves the job, in one transaction. False as for `jobs.move`, or when bytes
     * are missing: the download goes on from `have`.
     */
    assemble: async (write: JobWrite): Promise<boolean> => {
      const { job } = write;
      const moved = await access.write([...JOB_STORES, 'pieces'], async (tx) => {
        const row = await fresh(tx, write);
        if (!row) return false;
        const store = tx.objectStore('pieces');
        const { parts, bytes } = contiguous(await piecesOf(store, job.id));
        if (bytes < (row.download?.total ?? 0)) return false;
        await store.delete(downloadOf(job.id));
        await store.put(new Blob(parts), [job.id, 'file']);
        await writeJob(tx, { ...write, dropPieces: false }, row);
        return true;
      });
      if (moved) announce({ kind: 'job', id: job.id });
      return moved;
    },
  };
}

/** The pieces of a job's download; names come after all numbers. */
const downloadOf = (jobId: string): IDBKeyRange => IDBKeyRange.bound([jobId, 0], [jobId, Infinity]);

async function piecesIn(db: Database, jobId: string): Promise<Piece[]> {
  return piecesOf(db.transaction('pieces').store, jobId);
}

type PieceStore = Pick<IDBPObjectStore<Schema, ['pieces'], 'pieces', 'readonly'>, 'getAll' | 'getAllKeys'>;

async function piecesOf(store: PieceStore, jobId: string): Promise<Piece[]> {
  const range = downloadOf(jobId);
  const [keys, blobs] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
  return blobs.map((blob, i) => ({ start: Number(keys[i]?.[1]), blob }));
}

/** From the start up to the first gap. Where pieces overlap, the one that begins first counts. */
function contiguous(pieces: readonly Piece[]): { parts: Blob[]; bytes: number } {
  const parts: Blob[] = [];
  let bytes = 0;
  for (const { start, blob } of pieces) {
    if (start > bytes) break;
    const rest = start === bytes ? blob : blob.slice(bytes - start);
    if (start + blob.size <= bytes) continue;
    parts.push(rest);
    bytes += rest.size;
  }
  return { parts, bytes };
}

/**
 * Whether the bytes behind a record are all there, which shows only when the last one is read. As a stream: where the
 * file was cut short, Chromium (seen with 156) goes down as a whole when a slice past its end is read at once.
 */
export async function isReadable(blob: Blob): Promise<boolean> {
  if (blob.size === 0) return true;
  const reader = blob
    .slice(blob.size - 1)
    .stream()
    .getReader();
  try {
    const { value } = await reader.read();
    return value?.byteLength === 1;
  } catch {
    return false;
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
