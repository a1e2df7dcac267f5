import type { Job } from '@/utils/domain';
import { balance, staysAsItIs } from './books';
import { freshStore } from './real-store';
import { GOOD, type Fate, type Manners } from './service';
import { Simulation } from './simulation';
import { MemoryStore, type SimStore } from './store';

export const JOB = 'job';
const WORDS = 'a fox';

/** A service without a fault, but for what is said. */
export function manners(change: Partial<Manners> = {}): Manners {
  return {
    list: { kind: 'lags', seconds: 0 },
    ranges: true,
    submits: [],
    polls: [],
    lists: [],
    cancels: [],
    downloads: [],
    fates: [],
    ...change,
  };
}

export const fate = (change: Partial<Fate>): Fate => ({ ...GOOD, ...change });

/** One job at a service, in a browser that dies where a test says so. */
export class Case {
  private constructor(readonly sim: Simulation) {}

  /** Over the real store and the IndexedDB of the unit tests. */
  static async real(change: Partial<Manners> = {}): Promise<Case> {
    return Case.over((await freshStore()).sim, change);
  }

  /** Over one in memory, which can be full or shut. */
  static inMemory(change: Partial<Manners> = {}): { it: Case; store: MemoryStore } {
    const store = new MemoryStore();
    return { it: Case.over(store, change), store };
  }

  static over(store: SimStore, change: Partial<Manners> = {}): Case {
    return new Case(new Simulation(1, manners(change), store));
  }

  click(): Promise<'added' | 'exists'> {
    return this.sim.order(JOB, WORDS);
  }

  /** The life that comes by there for the `nth` time dies there, and only it. */
  dieAt(label: string, nth = 1): void {
    let times = 0;
    this.sim.world.dieAt = (at) => {
      if (at !== label || (times += 1) !== nth) return false;
      this.sim.world.dieAt = undefined;
      return true;
    };
  }

  /** Clicks, and lets everything go on until somebody died there. What is on the disk then. */
  async diesAt(label: string, nth = 1): Promise<Job> {
    this.dieAt(label, nth);
    await this.click();
    return this.untilDeath();
  }

  async untilDeath(): Promise<Job> {
    const { world } = this.sim;
    while (world.dieAt) {
      if (await world.go()) continue;
      if (world.nextTimer === undefined) throw new Error('nobody came by there');
      await world.passTo(world.nextTimer);
    }
    return this.job();
  }

  /** A new background looks at what is there; until there is nothing left to do. */
  async recovers(): Promise<Job> {
    this.sim.look();
    await this.sim.run();
    return this.job();
  }

  /** A wish of the user, and all that follows from it. */
  async wishes(event: Parameters<Simulation['tell']>[1]): Promise<Job> {
    this.sim.tell(JOB, event);
    await this.sim.run();
    return this.job();
  }

  async job(id = JOB): Promise<Job> {
    const job = await this.sim.store.jobs.get(id);
    if (!job) throw new Error(`there is no ${id}`);
    return job;
  }

  get posts(): number {
    return this.sim.service.posts.length;
  }

  /** Clips, works, money and words are in balance, and stay so when all is looked at once more. */
  async balances(): Promise<void> {
    await balance(this.sim);
    await staysAsItIs(this.sim);
  }
}
