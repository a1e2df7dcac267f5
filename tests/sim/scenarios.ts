import fc from 'fast-check';
import type { UserEvent } from '@/utils/jobs';
import { dish, WISHES, type Deed, type Scenario } from './scenario';
import { anOrder, type Fate, type ListFault, type Manners, type SubmitFault } from './service';

const id = fc.nat(2);
const words = fc.constantFrom(0, 0, 0, 1, 1, 2, 3);
const edited = words.map((words): UserEvent => ({ type: 'edit', request: anOrder(...dish(words)) }));

/** Deeds by name, so that a theme can say how often each happens. */
const DEEDS = {
  order: fc.record({ do: fc.constant('order'), id, words }),
  tell: fc.record({ do: fc.constant('tell'), id, wish: fc.constantFrom(...WISHES) }),
  edit: fc.record({ do: fc.constant('tell'), id, wish: edited }),
  claim: fc.record({ do: fc.constant('claim'), id }),
  choose: fc.record({ do: fc.constant('choose'), which: fc.nat(3), choice: fc.nat(6) }),
  die: fc.constant({ do: 'die' }),
  zombie: fc.record({ do: fc.constant('zombie'), steps: fc.integer({ min: 1, max: 12 }) }),
  boot: fc.constant({ do: 'boot' }),
  update: fc.constant({ do: 'update' }),
  wait: fc.record({ do: fc.constant('wait'), seconds: fc.constantFrom(5, 31, 61, 400, 1500) }),
  /** Until all looks through a list have been in vain. */
  waitOut: fc.constant({ do: 'wait', seconds: 1500 }),
  clock: fc.record({ do: fc.constant('clock'), seconds: fc.constantFrom(-7200, -90, 90, 9000) }),
  full: fc.record({ do: fc.constant('full'), what: fc.constantFrom('nothing', 'bytes', 'everything') }),
  caps: fc.record({ do: fc.constant('caps'), day: fc.constantFrom(null, 0, 0.8, 1.7) }),
  queue: fc.record({ do: fc.constant('queue'), paused: fc.boolean() }),
};

function deeds(weights: Partial<Record<keyof typeof DEEDS, number>>, longest: number) {
  const names = Object.keys(weights) as (keyof typeof DEEDS)[];
  const deed = fc.oneof(
    ...names.map((name) => ({ weight: weights[name] ?? 1, arbitrary: DEEDS[name] as fc.Arbitrary<Deed> })),
  );
  return fc.array(fc.record({ steps: fc.nat(24), deed }), { maxLength: longest, size: 'max' });
}

const fate: fc.Arbitrary<Fate> = fc.record({
  seconds: fc.constantFrom(0, 12, 45),
  end: fc.constantFrom(
    'done',
    'done',
    'done',
    'done',
    'fails-charged',
    'fails-free',
    'fails-untold',
    'never',
  ),
  tellsPrice: fc.boolean(),
  file: fc.constantFrom('good', 'good', 'good', 'html', 'empty', 'truncated'),
  changes: fc.boolean(),
  keeps: fc.constantFrom(null, null, 5, 600),
  forgotten: fc.constantFrom(false, false, false, true),
});

const LOST: SubmitFault[] = [
  'answer-lost',
  'never-arrived',
  'hangs-taken',
  'hangs-not-taken',
  'twice-answer-lost',
];
const SUBMITS: SubmitFault[] = ['ok', 'ok', 'twice', 'refused', 'later', 'blocked', ...LOST];

const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 4 });

const manners: fc.Arbitrary<Manners> = fc.record({
  list: fc.oneof(
    { weight: 1, arbitrary: fc.constant({ kind: 'none' } as const) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(0, 0, 40, 600, 4000).map((seconds) => ({ kind: 'lags', seconds }) as const),
    },
  ),
  ranges: fc.boolean(),
  submits: few(fc.constantFrom(...SUBMITS)),
  polls: few(fc.constantFrom('ok', 'ok', 'unreachable', 'gone', 'blocked')),
  lists: fc.oneof(
    { weight: 3, arbitrary: few(fc.constantFrom<ListFault>('ok', 'unreachable')) },
    // Out of order for a whole run, until faults stop.
    { weight: 1, arbitrary: fc.constant(Array.from({ length: 100 }, (): ListFault => 'unreachable')) },
  ),
  cancels: few(fc.constantFrom('ok', 'too-late', 'unsupported', 'unreachable')),
  downloads: few(fc.constantFrom('ok', 'cut', 'cut', 'expired')),
  fates: few(fate),
});

const scenarioOf = (manners: fc.Arbitrary<Manners>, deeds: fc.Arbitrary<Scenario['deeds']>) =>
  fc.record({ seed: fc.nat(0xffffff), manners, deeds });

/** Anything at all, in any order. */
export const anything: fc.Arbitrary<Scenario> = scenarioOf(
  manners,
  deeds(
    {
      order: 3,
      tell: 3,
      edit: 1,
      claim: 1,
      choose: 5,
      die: 4,
      zombie: 2,
      boot: 3,
      update: 1,
      wait: 3,
      clock: 1,
      full: 1,
      caps: 1,
      queue: 1,
    },
    12,
  ),
);

/** Answers get lost again and again, and a user decides what becomes of them. */
export const doubt: fc.Arbitrary<Scenario> = scenarioOf(
  fc
    .tuple(manners, fc.array(fc.constantFrom(...LOST, 'twice' as const), { minLength: 1, maxLength: 4 }))
    .map(([manners, submits]) => ({ ...manners, submits, polls: [] })),
  deeds({ order: 2, choose: 6, claim: 1, edit: 2, die: 1, zombie: 1, boot: 1, wait: 2, waitOut: 5 }, 12),
);

/** Results that arrive in pieces, change, or are not what they should be, while lives end and the disk fills up. */
export const delivery: fc.Arbitrary<Scenario> = scenarioOf(
  fc
    .tuple(
      manners,
      fc.array(fate, { minLength: 1, maxLength: 3 }),
      fc.array(fc.constantFrom('cut', 'ok'), { maxLength: 12 }),
    )
    .map(([manners, fates, downloads]) => ({
      ...manners,
      submits: [],
      fates: fates.map((fate) => ({ ...fate, seconds: 0, end: 'done' as const, forgotten: false })),
      downloads: downloads as Manners['downloads'],
    })),
  deeds({ order: 1, choose: 1, die: 5, zombie: 4, boot: 3, wait: 3, full: 3 }, 12),
);
