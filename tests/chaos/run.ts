/**
 * `npm run chaos -- [--rounds N] [--browser chromium|firefox] [--seed S]`: see chaos.ts. Prints a line a round, the
 * account at the end, and ends with 1 when the books do not balance. The seed repeats the orders, the faults and the
 * deaths; what each death meets is the machine's own affair.
 */
import { parseArgs } from 'node:util';
import { chaos, type Round } from './chaos';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    browser: { type: 'string', default: 'chromium' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const kind = values.browser;
const rounds = Number(values.rounds);
const seed = Number(values.seed);
if ((kind !== 'chromium' && kind !== 'firefox') || !(rounds > 0) || !Number.isInteger(seed)) {
  console.error('npm run chaos -- [--rounds N] [--browser chromium|firefox] [--seed S]');
  process.exit(2);
}

const COLUMNS = [
  'jobs',
  'twins',
  'intents',
  'posts',
  'unsent',
  'resent',
  'paid',
  'clips',
  'stopped',
  'givenUp',
] as const;
const cells = (words: readonly (string | number)[]): string =>
  words.map((word) => String(word).padStart(8)).join('');

console.log(`${rounds} rounds in ${kind}, --seed ${seed}; each line is the account of all rounds so far\n`);
console.log(`${cells(['round', 's', ...COLUMNS])}  died`);
/** The account is that of all rounds: what was wrong once stays in it. */
const said = new Set<string>();
const told = ({ number, seconds, balance, deaths, wrong }: Round): void => {
  const figures = COLUMNS.map((column) => balance[column]);
  console.log(`${cells([number, seconds.toFixed(1), ...figures])}  ${deaths.join(', ')}`);
  for (const words of wrong) if (!said.has(words)) console.log(`  WRONG: ${words}`);
  for (const words of wrong) said.add(words);
};
const played = await chaos({ kind, rounds, seed, told });
const wrong = played.at(-1)?.wrong ?? [];
console.log(
  wrong.length === 0
    ? '\nThe books balance: every POST has its intent, everything paid for is a clip or has its end.'
    : `\n${wrong.length} things do not add up.`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
