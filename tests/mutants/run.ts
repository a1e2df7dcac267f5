/**
 * `npm run mutants`: bugs that would cost somebody money or a clip are planted one at a time, and the tests named
 * with each must fail. One that survives, or that finds its place no more, fails the run. `-- <words>`: only those
 * with these words in their name.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { MUTANTS, type Mutant } from './mutants';

const AT_A_TIME = 2;
/** Enough for the simulator to come by each of these bugs. */
const SIM_RUNS = '600';
const MINUTE = 60_000;
const root = path.resolve(import.meta.dirname, '../..');

const Report = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numFailedTestSuites: v.number(),
});

type End = 'caught' | 'SURVIVED' | 'NOT PLANTED' | 'BROKEN';
interface Row {
  name: string;
  end: End;
  seconds: number;
  tests: string;
}

/** Runs tests with or without a bug; undefined: they came to no result. */
async function results(
  tests: readonly string[],
  mutant?: Mutant,
): Promise<v.InferOutput<typeof Report> | undefined> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mutants-'));
  const file = path.join(folder, 'report.json');
  const only = mutant?.only === undefined ? [] : ['-t', mutant.only];
  const args = [
    'run',
    '--config',
    'tests/mutants/vitest.config.ts',
    '--reporter=json',
    `--outputFile=${file}`,
  ];
  const env = { ...process.env, MUTANT: mutant?.name ?? '', SIM_RUNS, SIM_BRIEF: '1' };
  try {
    await new Promise<void>((resolve) => {
      const command = path.join(root, 'node_modules/vitest/vitest.mjs');
      const options = { cwd: root, env, timeout: MINUTE };
      // That it ends badly is the point; what it found is in its report.
      execFile(process.execPath, [command, ...args, ...only, ...tests], options, () => resolve());
    });
    const report = v.safeParse(Report, JSON.parse(await readFile(file, 'utf8').catch(() => 'null')));
    return report.success ? report.output : undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function tried(mutant: Mutant): Promise<Row> {
  const begin = performance.now();
  const end = await endOf(mutant);
  const seconds = (performance.now() - begin) / 1000;
  const tests = mutant.tests.map((file) => path.basename(file, '.test.ts')).join(', ');
  return { name: mutant.name, end, seconds, tests: mutant.only ? `${tests} (${mutant.only})` : tests };
}

async function endOf(mutant: Mutant): Promise<End> {
  const code = await readFile(path.join(root, mutant.file), 'utf8');
  if (code.split(mutant.find).length !== 2) return 'NOT PLANTED';
  const report = await results(mutant.tests, mutant);
  // A file that could not even be loaded has tested nothing.
  if (!report || report.numFailedTests + report.numPassedTests === 0) return 'BROKEN';
  return report.numFailedTests > 0 ? 'caught' : 'SURVIVED';
}

async function main(): Promise<void> {
  const words = process.argv.slice(2).join(' ');
  const mutants = MUTANTS.filter(({ name }) => name.includes(words));
  const files = [...new Set(mutants.flatMap(({ tests }) => tests))];
  const sound = await results(files);
  if (!sound || sound.numFailedTests + sound.numFailedTestSuites > 0) {
    console.error('The tests fail without any bug planted; nothing can be said of them.');
    process.exitCode = 1;
    return;
  }
  const rows: Row[] = [];
  const queue = mutants.slice();
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const row = await tried(next);
      rows.push(row);
      console.log(
        `${row.end.padEnd(11)}  ${row.seconds.toFixed(1).padStart(5)} s  ${row.name}  [${row.tests}]`,
      );
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  const caught = rows.filter(({ end }) => end === 'caught').length;
  console.log(`\n${caught} of ${rows.length} planted bugs caught.`);
  if (caught < rows.length) process.exitCode = 1;
}

void main();
