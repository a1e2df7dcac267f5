/** What was seen that should not have been. */
import type { ChargeVerdict } from '@/utils/domain';
import { follow, KEY, type Outcome } from './rig';
import type { Subject } from './subjects';

/** State and problem as the user's card has them. */
export type Card = `${Outcome['job']['state']}${'' | ` ${NonNullable<Outcome['job']['problem']>}`}`;

/** Throws, or answers with what is wrong; null: as it should be. */
export type Trial = (subject: Subject) => Promise<string | null>;

const cardOf = ({ job: { state, problem } }: Outcome): string => (problem ? `${state} ${problem}` : state);

export function wrong(outcome: Outcome, wanted: Card | readonly Card[], posts = 1): string | null {
  const { server, job } = outcome;
  const card = cardOf(outcome);
  if (![wanted].flat().includes(card as Card))
    return `shows "${card}" instead of "${[wanted].flat().join('" or "')}"`;
  if (server.journal.posts() !== posts)
    return `${server.journal.posts()} orders were sent instead of ${posts}`;
  if (server.journal.entries.some(({ keyLeaked }) => keyLeaked))
    return 'the key stands in an address or a body';
  if (JSON.stringify(job).includes(KEY)) return 'the key is kept with the job';
  const home = new URL(server.baseUrl).host;
  if (server.journal.entries.some(({ host, authorized }) => host !== home && authorized)) {
    return 'the key went to another origin';
  }
  return null;
}

/** What the ledger says of the last order, where it should say something else. */
export function unpaid(outcome: Outcome, verdicts: readonly ChargeVerdict[]): string | null {
  const verdict = outcome.job.attempts.at(-1)?.money.verdict;
  return verdict && verdicts.includes(verdict)
    ? null
    : `the ledger says "${verdict}" instead of "${verdicts.join('" or "')}"`;
}

/** The whole file is here, byte for byte. */
export function whole(outcome: Outcome, posts = 1): string | null {
  const [made] = outcome.server.journal.jobs();
  return (
    wrong(outcome, 'saved', posts) ?? (outcome.sha256 === made?.sha256 ? null : 'the file is another one')
  );
}

/** Ends like this for an order with this mark, and, where it is said, with this word on its money. */
export const ends = (
  mark: string,
  wanted: Card | readonly Card[],
  { posts = 1, money = [] }: { posts?: number; money?: readonly ChargeVerdict[] } = {},
): Trial => {
  return async (subject) => {
    const outcome = await follow(subject, { prompt: `A lighthouse ${mark}` });
    return wrong(outcome, wanted, posts) ?? (money.length === 0 ? null : unpaid(outcome, money));
  };
};

/** Becomes a clip all the same. */
export const survives = (mark: string, posts?: number): Trial => {
  return async (subject) => whole(await follow(subject, { prompt: `A lighthouse ${mark}` }), posts);
};

/** As `ends`, and says which gate it was and whether it was charged. */
export const refused = (mark: string, gates: readonly string[], money: readonly ChargeVerdict[]): Trial => {
  return async (subject) => {
    const outcome = await follow(subject, { prompt: `A lighthouse ${mark}` });
    const gate = outcome.job.failure?.gate ?? 'none';
    return (
      wrong(outcome, 'failed content-refused') ??
      (gates.includes(gate) ? null : `the gate is told as "${gate}"`) ??
      unpaid(outcome, money)
    );
  };
};
