/** A planted bug, and the tests that must notice it. */
export interface Mutant {
  name: string;
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  replace: string;
  tests: string[];
  /** Only tests of that name, to be quick. */
  only?: string;
}

const JOBS = 'tests/unit/jobs';
const VIDEOS = 'tests/unit/providers/openai-videos';
const DB = 'tests/unit/db';

/** Money: what would be sent, or paid, twice. */
const SENDING: Mutant[] = [
  {
    name: 'the intent is written after the call',
    file: 'utils/jobs/steps.ts',
    find: `    const written = await store.jobs.intend({ ...next, epoch: this.epoch() }, capsCheck);
    if (written === 'stale') return undefined;
    if (written !== 'written') return event({ type: 'paused', problem: written });
    await at?.('C09');
    return this.#written(next.job, await this.#submit(next.job, provider));`,
    replace: `    const answer = await this.#submit(next.job, provider);
    const written = await store.jobs.intend({ ...next, epoch: this.epoch() }, capsCheck);
    if (written === 'stale') return undefined;
    if (written !== 'written') return event({ type: 'paused', problem: written });
    return this.#written(next.job, answer);`,
    tests: [`${JOBS}/books.test.ts`],
  },
  {
    name: 'a 502 is tried again',
    file: 'utils/providers/service/submit.ts',
    find: 'return verdictOn(heard, wire.now(), reading);',
    replace: `if (heard.kind === 'answer' && heard.status === 502) return submitOnce(wire, order, attemptId, reading);
  return verdictOn(heard, wire.now(), reading);`,
    tests: [`${VIDEOS}/submit.test.ts`],
  },
  {
    name: 'a doubtful answer is taken as a refusal',
    file: 'utils/providers/service/submit.ts',
    find: `if (!words || !REFUSALS.has(status)) return { kind: 'doubtful' };`,
    replace: `if (!words) return { kind: 'refused', ...refusal(status, { code: '', message: '' } as never) };`,
    tests: [`${VIDEOS}/submit.test.ts`],
  },
  {
    name: 'a line that broke is taken as never sent',
    file: 'utils/providers/service/submit.ts',
    find: `return heard.sent ? { kind: 'doubtful' } : { kind: 'blocked', problem: 'no-connection' };`,
    replace: `return { kind: 'blocked', problem: 'no-connection' };`,
    tests: [`${VIDEOS}/submit.test.ts`],
  },
  {
    name: 'what is in doubt is sent again by itself',
    file: 'utils/jobs/machine.ts',
    find: ': { looks: job.looks + 1, nextAt: event.nextAt };',
    replace: `: { state: 'queued', nextAt: 0 };`,
    tests: [`${JOBS}/books.test.ts`],
    only: 'however often answers are lost',
  },
  {
    name: 'a redirect is followed',
    file: 'utils/platform/fetch-body.ts',
    find: `redirect: 'error',`,
    replace: `redirect: 'follow',`,
    tests: ['tests/unit/platform/service-fetch.test.ts'],
  },
  {
    name: 'a key goes to another origin',
    file: 'utils/providers/service/wire.ts',
    find: `key.kind === 'key' && this.isOwn(url) ?`,
    replace: `key.kind === 'key' ?`,
    tests: [`${VIDEOS}/download.test.ts`],
  },
  {
    name: 'the caps are looked at before the transaction',
    file: 'utils/db/jobs.ts',
    find: `      const answer = await access.write(storesOf(write), async (tx) => {
        const row = await fresh(tx, write);
        if (!row) return 'stale';
        const problem = await overCaps(tx, write.job, check);`,
    replace: `      const problem = await access.write(storesOf(write), (tx) => overCaps(tx, write.job, check));
      const answer = await access.write(storesOf(write), async (tx) => {
        const row = await fresh(tx, write);
        if (!row) return 'stale';`,
    tests: [`${DB}/contract.test.ts`],
    only: 'caps',
  },
];

/** What would be lost, or mixed up. */
const KEEPING: Mutant[] = [
  {
    name: 'a write does not look at the revision',
    file: 'utils/db/write-job.ts',
    find: 'if (row?.rev !== job.rev - 1) return undefined;',
    replace: 'if (!row) return undefined;',
    tests: [`${DB}/contract.test.ts`],
  },
  {
    name: 'a write does not look at the lease',
    file: 'utils/db/write-job.ts',
    find: `if (epoch !== undefined && (await tx.objectStore('meta').get('lease')) !== epoch) return undefined;`,
    replace: '',
    tests: [`${DB}/contract.test.ts`],
  },
  {
    name: 'a write does not look whose handle it brings',
    file: 'utils/db/write-job.ts',
    find: 'return (await isClaimed(tx, jobRow(job).ix.claims, known)) ? undefined : row;',
    replace: 'return known ? row : undefined;',
    tests: [`${JOBS}/several-lives.test.ts`],
  },
  {
    name: 'the bytes are written outside the commit',
    file: 'utils/db/jobs.ts',
    find: '      const done = await access.write(names, async (tx) => {',
    replace: `      const bytes = await access.read((db) => db.get('pieces', [job.id, 'file']));
      if (bytes) await access.write(names, (tx) => writeClip(tx, clip, bytes));
      const done = await access.write(names, async (tx) => {`,
    tests: [`${DB}/contract.test.ts`, `${DB}/writes.test.ts`],
  },
  {
    name: 'the handle is not stored with the acceptance',
    file: 'utils/jobs/attempts.ts',
    find: '{ ...last, handle }',
    replace: `{ ...last, handle: handle && '' }`,
    tests: [`${JOBS}/machine.test.ts`],
  },
  {
    name: 'a second delivery is ignored',
    file: 'utils/jobs/doubt.ts',
    find: 'if (!inDoubt) await store.jobs.addTwins',
    replace: 'if (inDoubt) await store.jobs.addTwins',
    tests: [`${JOBS}/crash-points.test.ts`],
    only: 'C18',
  },
  {
    name: 'only the last try is looked for',
    file: 'utils/jobs/doubt.ts',
    find: 'return job.attempts.find(mayBeTaken);',
    replace: 'return job.attempts.findLast(mayBeTaken);',
    tests: [`${JOBS}/several-lives.test.ts`],
  },
  {
    name: 'a part of another file is put behind the first',
    file: 'utils/providers/service/ranges.ts',
    find: `{ 'If-Range': mark.etag };`,
    replace: '{};',
    tests: [`${VIDEOS}/download.test.ts`],
  },
  {
    name: 'a late piece of an old file is taken',
    file: 'utils/db/pieces.ts',
    find: 'if (rev !== undefined && (await',
    replace: 'if (rev === -1 && (await',
    tests: [`${JOBS}/several-lives.test.ts`],
  },
  {
    name: 'pieces of an open job are swept',
    file: 'utils/db/sweep.ts',
    find: `if (!job || !(isOpen(job) || job.state === 'damaged'))`,
    replace: `if (!job || !(isOpen(job) && job.state === 'damaged'))`,
    tests: [`${DB}/sweep.test.ts`],
  },
];

/** What would never come to an end, or to a wrong one. */
const ENDING: Mutant[] = [
  {
    name: 'the heartbeat stops while jobs are open',
    file: 'utils/jobs/runner.ts',
    find: `    if (open.length > 0 || (await this.#canStart())) return;
    await heartbeat.stop();
    // A job added after the look above must not be left without a heartbeat.
    if ((await store.jobs.active()).length > 0 || (await this.#canStart())) {
      await heartbeat.start();
      return;
    }`,
    replace: '    await heartbeat.stop();',
    tests: [`${JOBS}/crash-points.test.ts`],
    only: 'C10',
  },
  {
    name: 'a refused write is tried again at once',
    file: 'utils/jobs/runner.ts',
    find: 'return changed || (await store.jobs.get(id))?.rev !== job.rev;',
    replace: 'return true;',
    tests: [`${JOBS}/several-lives.test.ts`],
  },
  {
    name: 'work that takes too long has failed',
    file: 'utils/jobs/steps.ts',
    find: `{ type: 'ask', problem: 'overdue' }`,
    replace: `{ type: 'failed', problem: 'overdue' }`,
    tests: [`${JOBS}/crash-points.test.ts`],
    only: 'C48',
  },
  {
    name: 'a charge that nobody tells of is told as free',
    file: 'utils/jobs/attempts.ts',
    find: `return money.verdict === 'pending' ? { ...money, verdict: 'unknown' } : money;`,
    replace: `return money.verdict === 'pending' ? { ...money, verdict: 'free' } : money;`,
    tests: [`${JOBS}/machine.test.ts`],
  },
  {
    name: 'a charge is not heard by whoever was overtaken',
    file: 'utils/jobs/runner.ts',
    find: '        await bookCharge(this.ports, job, outcome.event);\n',
    replace: '',
    tests: [`${JOBS}/several-lives.test.ts`],
    only: 'gave up in that very moment',
  },
  {
    name: 'a mistyped number is followed to the end',
    file: 'utils/jobs/changes.ts',
    find: '  if (isOnlyClaimed(job)) {',
    replace: '  if (!job) {',
    tests: [`${JOBS}/several-lives.test.ts`],
    only: 'may be given again',
  },
  {
    name: 'two days are looked through, however long the browser was off',
    file: 'utils/jobs/doubt.ts',
    find: 'backMs: 30 * DAY_MS',
    replace: 'backMs: 2 * DAY_MS',
    tests: [`${JOBS}/several-lives.test.ts`],
    only: 'reaches back',
  },
];

export const MUTANTS: readonly Mutant[] = [...SENDING, ...KEEPING, ...ENDING];
