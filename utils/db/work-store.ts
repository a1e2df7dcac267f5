import { Access } from './access';
import { Changes, type Change } from './changes';
import { Drafts } from './drafts';
import { healthOf } from './health';
import { jobRepository } from './jobs';
import { takeLease, takeTurn } from './lease';
import { outboxRepository } from './outbox';
import { pieceRepository } from './pieces';
import { capsRepository, connectionRepository, modelRepository, queueRepository } from './settings';
import { stillRepository } from './stills';
import { sweep } from './sweep';

/**
 * What the background works with. Every method throws StorageTrouble and nothing else; every write that a view cares
 * about is announced after it is committed.
 */
export class WorkStore {
  protected readonly access = new Access();
  readonly #changes = new Changes();
  protected readonly announce = (change: Change): void => this.#changes.announce(change);

  readonly drafts = new Drafts(this.access, this.announce);
  readonly jobs = jobRepository(this.access, this.announce);
  readonly pieces = pieceRepository(this.access, this.announce);
  readonly outbox = outboxRepository(this.access);
  readonly connections = connectionRepository(this.access, this.announce);
  readonly models = modelRepository(this.access, this.announce);
  readonly stills = stillRepository(this.access, this.announce);
  readonly caps = capsRepository(this.access, this.announce);
  readonly queue = queueRepository(this.access, this.announce);

  readonly images = {
    get: (id: string): Promise<Blob | undefined> => this.access.read((db) => db.get('images', id)),
    put: async (id: string, blob: Blob): Promise<void> => {
      await this.access.write(['images'], (tx) => tx.objectStore('images').put(blob, id), 'relaxed');
    },
  };

  /** Whether all that was stored is still there; see health.ts. */
  readonly health = healthOf(this.access).check;
  /** The user knows of the loss. */
  readonly acknowledgeLoss = healthOf(this.access).acknowledge;

  /** Made with the database: another one than before means that the first was lost. */
  generation(): Promise<string> {
    return this.access.read(async (db) => String((await db.get('meta', 'generation')) ?? ''));
  }

  /** Tells every view to ask how the keys stand. */
  keysChanged(): void {
    this.announce({ kind: 'keys' });
  }

  onChange(listener: (change: Change) => void): () => void {
    return this.#changes.listen(listener);
  }

  /** Takes the lease: a number greater than any before. */
  lease(): Promise<number> {
    return takeLease(this.access);
  }

  /** True at most once in so many milliseconds, whoever asks and however often they die: the asker takes the turn. */
  takeTurn(name: 'twins' | 'health' | `models ${string}`, everyMs: number, now: number): Promise<boolean> {
    return takeTurn(this.access, name, everyMs, now);
  }

  queuePaused(): Promise<boolean> {
    return this.queue.paused();
  }

  /** Removes what nobody can reach any more; see sweep.ts. */
  sweep(now: number): Promise<void> {
    return sweep(this.access, now);
  }

  close(): Promise<void> {
    return this.access.close();
  }
}
