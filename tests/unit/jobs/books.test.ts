import fc from 'fast-check';
import { describe, it } from 'vitest';
import { balance, comeToRest, staysAsItIs } from '../../sim/books';
import { play, type Scenario } from '../../sim/scenario';
import { anything, delivery, doubt } from '../../sim/scenarios';

/** Of each kind; three kinds. */
const RUNS = Number(process.env['SIM_RUNS'] ?? 4000);
/** The same worlds at every check, so that a red one can be trusted; a soak takes others (SIM_SEED, or "any"). */
const SEED = process.env['SIM_SEED'] ?? '20261123';
const seed = SEED === 'any' ? {} : { seed: Number(SEED) };
/** The first run that goes wrong is enough: its shortest form is not looked for. */
const endOnFailure = process.env['SIM_BRIEF'] === '1';

async function ends(scenario: Scenario): Promise<void> {
  const sim = await play(scenario);
  await comeToRest(sim);
  await balance(sim);
  await staysAsItIs(sim);
}

const always = (scenarios: fc.Arbitrary<Scenario>) =>
  fc.assert(fc.asyncProperty(scenarios, ends), { ...seed, numRuns: RUNS, endOnFailure });

describe(
  'nothing is paid twice, nothing that was paid for is lost, and the books balance',
  { timeout: 600_000 },
  () => {
    it('whatever the user, the service and the browser do', () => always(anything));
    it('however often answers are lost, and whatever the user decides then', () => always(doubt));
    it('whatever happens to the files on their way', () => always(delivery));
  },
);
