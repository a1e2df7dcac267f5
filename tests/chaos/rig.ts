import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Job, JobState } from '@/utils/domain';
import { openDesk, type Desk } from '../e2e/drivers/desk';
import { launchBrowser, type Driver, type LaunchOptions } from '../e2e/drivers/extension';
import { faultBuild } from '../e2e/drivers/fault-build';

/** How long a job may take to where it is expected; waits are short in this build, machines are slow. */
const PATIENCE = 30_000;

export type Death = 'worker' | 'browser';

/** A browser that can die, with the fault build in it and a desk to order from; what it knows outlives it. */
export class Rig {
  private constructor(
    public driver: Driver,
    public desk: Desk,
    readonly baseUrl: string,
    private readonly cleanUp: () => void,
  ) {}

  /** Orders will go to the server at `baseUrl`, "http://127.0.0.1:8091/v1". */
  static async start(
    kind: Driver['kind'],
    baseUrl: string,
    { connect = true, ...options }: Partial<LaunchOptions> & { connect?: boolean } = {},
  ): Promise<Rig> {
    const own = options.profile === undefined ? mkdtempSync(path.join(tmpdir(), 'pagereel-rig-')) : '';
    const extension = await faultBuild(kind);
    const driver = await launchBrowser(kind, {
      extension,
      profile: own,
      // So that it is still there after a restart.
      permanent: true,
      ...options,
    });
    const cleanUp = (): void => {
      if (own) rmSync(own, { recursive: true, force: true, maxRetries: 5 });
    };
    const rig = new Rig(driver, await openDesk(driver), baseUrl, cleanUp);
    if (connect) await rig.desk.connect(baseUrl);
    return rig;
  }

  /** Places an order with these words as a view does; answers with the job's id. */
  async order(prompt: string): Promise<string> {
    const id = randomUUID();
    await this.desk.place({ id, prompt, baseUrl: this.baseUrl });
    return id;
  }

  /** The job in one of these states. Rejects with what it is instead when it does not come there. */
  async reaches(id: string, ...states: JobState[]): Promise<Job> {
    const job = await this.desk.reaches(id, states, PATIENCE);
    if (job && states.includes(job.state)) return job;
    throw new Error(`a job should have become ${states.join(' or ')}, and is ${told(job)}`);
  }

  /** Kills, and brings back as a user would notice it: by opening a page of the extension. */
  async die(how: Death): Promise<void> {
    if (how === 'worker') await this.driver.killBackground();
    else {
      await this.driver.kill9();
      await this.revive();
    }
    await this.desk.wake();
  }

  /** Starts the browser again after its end. */
  async revive(): Promise<void> {
    this.driver = await this.driver.relaunch();
    this.desk = await openDesk(this.driver);
  }

  async close(): Promise<void> {
    await this.driver.close();
    this.cleanUp();
  }
}

function told(job: Job | undefined): string {
  if (!job) return 'not there';
  const { state, problem, looks, misses, nextAt, rev, download, attempts } = job;
  const due = nextAt === 0 ? 'at once' : `in ${nextAt - Date.now()} ms`;
  const outcomes = attempts.map(({ outcome }) => outcome);
  return JSON.stringify({ state, problem, looks, misses, due, rev, download, outcomes });
}
