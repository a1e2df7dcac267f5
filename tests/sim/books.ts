import { END_STATES, type Job, type LedgerRow } from '@/utils/domain';
import { Breach } from './audit';
import { sha256 } from './bytes';
import { orderOf, type Work } from './service';
import type { Simulation } from './simulation';
import type { Shelves } from './store';

/** The daily look is due by then, even by a clock that was set back meanwhile. */
const NEXT_DAY_MS = 30 * 3600_000;
const LISTED_MS = 48 * 3600_000;

/** Ends in which no video was made or kept, and the user was told so, or wanted it so. */
const TOLD = new Set<Job['state']>(['canceled', 'failed', 'expired', 'damaged', 'ask-user', 'paused']);

/** Faults and deaths stop; whatever is open goes its way to the end, and the daily look is over. */
export async function comeToRest(sim: Simulation): Promise<void> {
  sim.service.calm = true;
  await sim.store.setQueuePaused(false);
  sim.look();
  await sim.run();
  await anotherDay(sim);
}

/** The browser is started on the next day: a fresh background, and the daily look through the lists. */
async function anotherDay(sim: Simulation): Promise<void> {
  for (const life of sim.lives.slice()) sim.world.kill(life);
  await sim.world.passTo(sim.world.time + NEXT_DAY_MS);
  sim.look();
  await sim.run();
}

/** The books at the end of a run: clips, works, money and words must be in balance. Throws where they are not. */
export async function balance(sim: Simulation): Promise<void> {
  const shelves = await sim.store.look();
  for (const job of shelves.jobs) {
    settled(job, sim);
    if (job.state === 'failed') failedIndeed(job, sim);
  }
  clipsAreWhole(shelves, sim);
  handlesHaveOneOwner(shelves);
  for (const work of sim.service.works) {
    becameSomething(work, shelves, sim);
    if (work.charged) isInTheLedger(work, shelves, sim);
  }
  for (const row of shelves.ledger) claimsNothingUntold(row, sim);
  if (sim.beats) throw new Breach('nothing is left to do, and the alarm still rings');
}

/** Once more from the same rows: nothing may change (recovery twice is recovery once). */
export async function staysAsItIs(sim: Simulation): Promise<void> {
  const before = await sim.store.look();
  const posts = sim.service.posts.length;
  await anotherDay(sim);
  const after = await sim.store.look();
  const same = JSON.stringify(before) === JSON.stringify(after) && posts === sim.service.posts.length;
  if (!same) throw new Breach(`a second recovery changes things: ${differences(before, after)}`);
}

function differences(before: Shelves, after: Shelves): string {
  const was = new Map(before.jobs.map((job) => [job.id, job]));
  const moved = after.jobs.filter((job) => was.get(job.id)?.rev !== job.rev);
  return moved.map((job) => `${job.id} ${was.get(job.id)?.state ?? 'nothing'} -> ${job.state}`).join(', ');
}

function settled(job: Job, sim: Simulation): void {
  const rests = END_STATES.includes(job.state) || job.state === 'ask-user' || job.state === 'paused';
  if (!rests) throw new Breach(`${job.id} is left in ${job.state}`);
  const kind = {
    saved: 'saved',
    failed: 'stopped',
    expired: 'stopped',
    damaged: 'stopped',
    'ask-user': 'asks',
  };
  const notice = kind[job.state as keyof typeof kind];
  const told = sim.told.some((it) => it.jobId === job.id && it.notice === notice);
  if (notice && !told) throw new Breach(`nobody was told that ${job.id} is ${job.state}`);
  if (job.twinOf !== null && !sim.told.some((it) => it.jobId === job.id && it.notice === 'twin')) {
    throw new Breach(`nobody was told of the twin ${job.id}`);
  }
  const pending = job.attempts.slice(0, -1).some(({ outcome }) => outcome === 'open');
  if (pending) throw new Breach(`${job.id} has an old attempt that is still open`);
}

/** "Failed" is the service's word: work that may still be charged is not given up by itself. */
function failedIndeed(job: Job, { service }: Simulation): void {
  const last = job.attempts.at(-1);
  const work = service.works.find(({ handle }) => handle === last?.handle);
  const refused = service.posts.some(({ attemptId, disproved }) => attemptId === last?.id && disproved);
  const failed = work && (work.canceled || work.fate.end.startsWith('fails'));
  if (!refused && !failed) throw new Breach(`nobody said that ${job.id} failed`);
}

function clipsAreWhole({ jobs, clips }: Shelves, sim: Simulation): void {
  for (const job of jobs.filter(({ state }) => state === 'saved')) {
    const it = clips.find(({ clip }) => clip.id === job.clipId);
    if (!it) throw new Breach(`${job.id} is saved and has no clip`);
    if (sha256(it.words) !== it.clip.media.sha256) throw new Breach(`the clip of ${job.id} has other bytes`);
    const work = sim.service.works.find(({ handle }) => handle === job.attempts.at(-1)?.handle);
    const versions = work ? ['a', 'b'].map((version) => sim.service.file(work, version).words) : [];
    if (!versions.includes(it.words))
      throw new Breach(`the clip of ${job.id} is not what was made: ${it.words}`);
  }
  if (clips.length !== jobs.filter(({ state }) => state === 'saved').length) {
    throw new Breach('a clip without a saved job');
  }
}

/** Two jobs that follow one piece of work would save it twice, and count it twice. */
function handlesHaveOneOwner({ jobs }: Shelves): void {
  const owners = new Map<string, string>();
  for (const job of jobs) {
    for (const { handle } of job.attempts) {
      const other = owners.get(handle);
      if (handle && other && other !== job.id)
        throw new Breach(`${handle} belongs to ${other} and ${job.id}`);
      owners.set(handle, job.id);
    }
  }
}

/** Every piece of work becomes a clip, or its owner was told. */
function becameSomething(work: Work, { jobs }: Shelves, sim: Simulation): void {
  const owner = jobs.find((job) => job.attempts.some(({ handle }) => handle === work.handle));
  if (owner) {
    if (owner.state !== 'saved' && !TOLD.has(owner.state)) throw new Breach(`${work.handle} got stuck`);
    return;
  }
  if (canBeFound(work, sim)) throw new Breach(`${work.handle} was paid for, is listed, and nobody has it`);
  const ordered = jobs.find(({ id }) => id === work.jobId);
  const doubted = ordered?.attempts.find(({ id }) => id === work.attemptId);
  // What the browser sent again by itself, at a service without a list, nobody on this side can know of.
  const answered = doubted !== undefined && doubted.handle !== '' && doubted.handle !== work.handle;
  if (!answered && !(ordered && (TOLD.has(ordered.state) || isResent(ordered, work)))) {
    throw new Breach(`${work.handle} was paid for and nobody was told`);
  }
}

/** The user knew when they sent it again that the first might have been charged. */
function isResent(job: Job, { attemptId }: Work): boolean {
  return job.attempts.findIndex(({ id }) => id === attemptId) < job.attempts.length - 1;
}

function canBeFound(work: Work, { service, world }: Simulation): boolean {
  const since = world.time - LISTED_MS;
  return (service.list(work.request, since) ?? []).some(({ handle }) => handle === work.handle);
}

/** What was charged stands in the ledger as charged, or as what it is for us: not known. Never as free. */
function isInTheLedger(work: Work, { ledger }: Shelves, sim: Simulation): void {
  const rows = ledger.filter(({ handle }) => handle === work.handle);
  const silent = ledger.filter(({ id, handle }) => id === work.attemptId && handle === '');
  const [row] = rows.length > 0 ? rows : silent;
  if (!row) {
    // Told by the answer to the other of the two; see above.
    const answered = ledger.some(({ id, handle }) => id === work.attemptId && handle !== '');
    if (answered && !canBeFound(work, sim)) return;
    throw new Breach(`${work.handle} was charged and is not in the ledger`);
  }
  // Called free by its owner, and the word to the contrary never came.
  if (row.verdict === 'free' && row.estimate.usd === 0 && work.told !== 'charged') return;
  const free = row.verdict === 'free' || row.verdict === 'not-charged';
  if (free)
    throw new Breach(`${work.handle} was charged and is told as ${row.verdict} (${orderOf(work.request)})`);
}

/** "Charged" and "not charged" are the service's words, never a guess. */
function claimsNothingUntold(row: LedgerRow, sim: Simulation): void {
  const work = sim.service.works.find(({ handle }) => handle === row.handle);
  if (row.verdict === 'charged' && work?.told !== 'charged')
    throw new Breach(`nobody said that ${row.id} was charged`);
  const disproved = sim.service.posts.find(({ attemptId }) => attemptId === row.id)?.disproved;
  const saidFree = work?.told === 'not-charged' || disproved === true;
  if (row.verdict === 'not-charged' && !saidFree)
    throw new Breach(`nobody said that ${row.id} was not charged`);
}
