import { transition, type UserEvent } from '@/utils/jobs';
import type { Manners } from './service';
import { Simulation } from './simulation';
import { Full, MemoryStore } from './store';

/** What happens to the browser and what its user does, and after how many steps of whoever is at work. */
export type Deed =
  | { do: 'order'; id: number; words: number }
  | { do: 'tell'; id: number; wish: UserEvent }
  | { do: 'claim'; id: number }
  /** One of the things that the views offer for one of the jobs just then. */
  | { do: 'choose'; which: number; choice: number }
  | { do: 'die' }
  | { do: 'zombie'; steps: number }
  | { do: 'boot' }
  | { do: 'update' }
  | { do: 'wait'; seconds: number }
  | { do: 'clock'; seconds: number }
  | { do: 'full'; what: 'nothing' | 'bytes' | 'everything' }
  | { do: 'caps'; day: number | null }
  | { do: 'queue'; paused: boolean };

export interface Scenario {
  seed: number;
  manners: Manners;
  deeds: { steps: number; deed: Deed }[];
}

/** What can be ordered, and what its owner says a second of it costs; the first two are the usual ones. */
const MENU: readonly [words: string, usdPerSecond: number | null][] = [
  ['a fox', 0.1],
  ['a boat', 0.2],
  ['a lake, at home', 0],
  ['a hill, at a friend', null],
];
export const WISHES: readonly UserEvent[] = [
  { type: 'cancel' },
  { type: 'pause' },
  { type: 'resume' },
  { type: 'give-up' },
  { type: 'check-again' },
  { type: 'send-again' },
  { type: 'reorder', order: 1 },
];

export const dish = (words: number): readonly [string, number | null] => MENU[words] ?? ['a fox', 0.1];
const MAX_LIVES = 3;
const idOf = (id: number): string => `job-${id}`;

/** Plays a scenario up to its last deed. */
export async function play({ seed, manners, deeds }: Scenario): Promise<Simulation> {
  const sim = new Simulation(seed, structuredClone(manners));
  // A fifth of how often it rings in a browser: nothing may depend on that, and most of the time goes there.
  sim.beatMs = 300_000;
  await sim.order(idOf(0), ...dish(0));
  for (const { steps, deed } of deeds) {
    for (let i = 0; i < steps && !sim.breach; i += 1) if (!(await sim.world.go())) break;
    if (sim.breach) throw sim.breach;
    await carryOut(sim, deed);
  }
  if (sim.store instanceof MemoryStore) sim.store.full = 'nothing';
  await sim.setCaps({ clip: null, day: null, month: null });
  return sim;
}

async function carryOut(sim: Simulation, deed: Deed): Promise<void> {
  const life = sim.world.random.pick(sim.lives);
  switch (deed.do) {
    case 'order':
      await sim.order(idOf(deed.id), ...dish(deed.words)).catch(unlessFull);
      return;
    case 'tell':
      sim.tell(idOf(deed.id), deed.wish);
      return;
    case 'claim':
      await claim(sim, idOf(deed.id));
      return;
    case 'choose':
      await choose(sim, deed);
      return;
    case 'die':
      if (life) sim.world.kill(life);
      return;
    case 'zombie':
      if (life) sim.world.kill(life, deed.steps);
      return;
    case 'boot':
      if (sim.lives.length < MAX_LIVES) sim.boot();
      return;
    case 'update':
      // All lives end, the alarms are gone, and the new version looks at once.
      for (const each of sim.lives.slice()) sim.world.kill(each);
      sim.beats = false;
      sim.boot();
      return;
    case 'wait':
      await sim.run(deed.seconds * 1000);
      return;
    case 'clock':
      sim.world.skew = deed.seconds * 1000;
      return;
    case 'full':
      if (sim.store instanceof MemoryStore) sim.store.full = deed.what;
      sim.diskSpace = deed.what === 'nothing';
      return;
    case 'caps':
      await sim.setCaps({ clip: null, day: deed.day, month: null });
      return;
    case 'queue':
      await sim.store.setQueuePaused(deed.paused);
      sim.look();
      return;
    default:
      deed satisfies never;
  }
}

/** The user found it in the service's own pages, or mistyped it. */
async function claim(sim: Simulation, id: string): Promise<void> {
  const { jobs } = await sim.store.look();
  const claimed = new Set(jobs.flatMap(({ attempts }) => attempts.map(({ handle }) => handle)));
  const work = sim.service.works.find(({ jobId, handle }) => jobId === id && !claimed.has(handle));
  sim.tell(id, { type: 'claim', handle: work?.handle ?? `nothing for ${id}` });
}

async function choose(sim: Simulation, { which, choice }: { which: number; choice: number }): Promise<void> {
  const { jobs } = await sim.store.look();
  const job = jobs[which % jobs.length];
  if (!job) return;
  const fitting = WISHES.filter((wish) => transition(job, wish, sim.world.now).ok);
  const wish = fitting[choice % Math.max(fitting.length, 1)];
  if (wish) sim.tell(job.id, wish);
}

/** What a view says when the disk is full; nothing has happened then. */
function unlessFull(error: unknown): void {
  if (!(error instanceof Full)) throw error;
}
