import type { Job } from '@/utils/domain';
import type { DownloadSink } from '@/utils/providers';
import { at } from './faults';
import { transition } from './machine';
import type { RunnerPorts } from './ports';

/** Where a download's bytes go; what must be known of the file to go on after a death is in the job's row. */
export class Sink implements DownloadSink {
  have = 0;
  /** The job was moved on by somebody else; what comes now belongs to nobody. */
  superseded = false;

  constructor(
    public job: Job,
    private readonly ports: RunnerPorts,
    private readonly epoch: number,
  ) {}

  get etag(): string {
    return this.job.download?.etag ?? '';
  }

  get total(): number {
    return this.job.download?.total ?? 0;
  }

  async begin(file: { etag: string; total: number }): Promise<void> {
    const next = transition(this.job, { type: 'resource', ...file }, this.ports.now());
    const written =
      next.ok && (await this.ports.store.jobs.move({ ...next, epoch: this.epoch, dropPieces: true }));
    if (!written) this.#stop();
    if (next.ok) this.job = next.job;
    this.have = 0;
  }

  async append(start: number, bytes: Blob): Promise<void> {
    const { id, rev } = this.job;
    if (!(await this.ports.store.pieces.append(id, start, bytes, rev))) this.#stop();
    this.have = start + bytes.size;
    await at?.('C25');
  }

  #stop(): never {
    this.superseded = true;
    throw new Error('the job was moved on meanwhile');
  }
}
