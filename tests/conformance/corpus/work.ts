/** Answers to the question how the work stands. */
import type { ServiceId } from '@/utils/domain';
import { body, FAILED, KEPT, OVERDUE, type Lie } from './lie';
import type { Answer } from '../liar';
import { FILE, HOME, type Tongue } from '../tongues';

const WITH_ERRORS: readonly ServiceId[] = ['openai-videos', 'openrouter', 'gemini-omni', 'xai', 'replicate'];

/** Told twice, then the truth: nothing is lost by them, and nothing is believed that was not said. */
export const OF_WORK_AT_HAND: readonly Lie[] = (
  [
    [
      'percents that are not',
      (tongue: Tongue) => body(JSON.stringify(tongue.running({ progress: 7 })).replace('7', 'NaN')),
    ],
    [
      'percents without end',
      (tongue: Tongue) => body(JSON.stringify(tongue.running({ progress: 7 })).replace('7', '1e999')),
    ],
    ['percents below none', (tongue: Tongue) => body(tongue.running({ progress: -40 }))],
    ['four hundred percent', (tongue: Tongue) => body(tongue.running({ progress: 400 }))],
    ['percents as a text', (tongue: Tongue) => body(tongue.running({ progress: '40%' }))],
    ['percents as a list', (tongue: Tongue) => body(tongue.running({ progress: [40] }))],
    [
      'begun in the year 3000',
      (tongue: Tongue) => body(tongue.running({ created_at: 32_503_680_000, createdAt: '3000-01-01' })),
    ],
    [
      'begun before there were clocks',
      (tongue: Tongue) => body(tongue.running({ created_at: -1e300, createdAt: '-1' })),
    ],
    [
      'begun at a text',
      (tongue: Tongue) => body(tongue.running({ created_at: '2026-11-23T10:00:00Z', expires_at: 'soon' })),
    ],
    [
      'a result while it runs',
      (tongue: Tongue) => body(tongue.running({ output: [FILE], url: FILE, unsigned_urls: [FILE] })),
    ],
    [
      'an error while it runs',
      (tongue: Tongue) => body(tongue.running({ error: { code: 'warning', message: 'slow' } })),
    ],
    [
      'a Retry-After of a century',
      (tongue: Tongue) => body(tongue.running({}), { headers: { 'retry-after': '3155760000' } }),
    ],
    [
      'a Retry-After of nothing',
      (tongue: Tongue) => body(tongue.running({}), { headers: { 'retry-after': '0' } }),
    ],
    [
      'a Retry-After below nothing',
      (tongue: Tongue) =>
        body(tongue.running({}), { headers: { 'retry-after': '-1', 'openai-poll-after-ms': '-1' } }),
    ],
    [
      'a clock of another year',
      (tongue: Tongue) => body(tongue.running({}), { headers: { date: 'Thu, 01 Jan 1970 00:00:00 GMT' } }),
    ],
    ['silence', (): Answer => ({ line: 'silent' })],
    ['an answer that never ends', (tongue: Tongue) => body(tongue.running({}), { line: 'endless' })],
    ['a bomb', (): Answer => ({ line: 'bomb' })],
    ['a redirect', (): Answer => ({ status: 302, headers: { location: 'https://other.example/login' } })],
    ['a redirect to where it is', (): Answer => ({ status: 307, headers: { location: HOME } })],
    ['nothing, with 204', (): Answer => ({ status: 204 })],
    [
      '500 that says it failed',
      (): Answer => body({ error: { message: 'moderation failed to load' } }, { status: 500 }),
    ],
  ] as const
).map(([name, tell]) => ({ name, at: 'poll', tell, times: 2, ...KEPT }));

const errors: readonly (readonly [string, unknown])[] = [
  ['none', undefined],
  ['null', null],
  ['a number', 13],
  ['a text', 'out of memory'],
  ['a text of a million letters', 'no '.repeat(350_000)],
  ['a list', ['out of memory', 'again']],
  ['a list of lists', [[['out of memory']]]],
  ['true', true],
  ['a tree of objects', { message: { message: { message: 'out of memory' } }, code: ['x'] }],
  ['markup', { message: '<script>alert(1)</script>\u202e\u0000', code: '<b>' }],
];

export const OF_FAILURES: readonly Lie[] = errors.map(([name, error]) => ({
  name: `failed, and the error is ${name}`,
  at: 'poll',
  tell: (tongue) => body(tongue.failed(error)),
  // fal's would come in an error's body, of which no more than 64 kB are read.
  card: { fal: name.endsWith('letters') ? OVERDUE.card : FAILED.card, else: FAILED.card },
  money: ['unknown', 'pending'],
}));

/** Under a 200, where nobody looks for refusals. */
const KEYS: readonly (readonly [string, unknown])[] = [
  ['as it is', 'upstream said: bad key key-CANARY-000000042'],
  ['percent-encoded', 'GET https://a.example/?key=key%2DCANARY%2D000000042 failed'],
  ['in JSON within its words', JSON.stringify({ said: JSON.stringify('bad key key-CANARY-000000042') })],
  ['at the end of long words', `${'x'.repeat(290)}key-CANARY-000000042`],
  [
    'in its parts',
    { code: 'key-CANARY-000000042', message: 'key-CANARY-000000042', detail: 'key-CANARY-000000042' },
  ],
];

export const OF_THE_END: readonly Lie[] = [
  ...KEYS.map(([name, error]): Lie => ({
    name: `failed, and the error repeats the key ${name}`,
    at: 'poll',
    tell: (tongue) => body(tongue.failed(error)),
    ...FAILED,
  })),
  {
    name: 'done, in capitals',
    at: 'poll',
    of: ['openai-videos', 'openrouter', 'gemini-omni', 'xai', 'replicate'],
    tell: (tongue) =>
      body(
        JSON.stringify(tongue.done(FILE)).replace(/"(completed|done|succeeded)"/, (word) =>
          word.toUpperCase(),
        ),
      ),
    ...KEPT,
  },
  {
    name: 'done, under somebody else’s number',
    at: 'poll',
    // LiteLLM calls one piece of work by two numbers: the one that was asked for counts.
    tell: (tongue) => body(tongue.done(FILE, { id: 'work_of_another', request_id: 'work_of_another' })),
    ...KEPT,
  },
  {
    name: 'done, and an error with it',
    at: 'poll',
    of: WITH_ERRORS,
    tell: (tongue) => body(tongue.done(FILE, { error: { code: 'internal', message: 'went wrong' } })),
    card: { 'openai-videos': FAILED.card, openrouter: FAILED.card, else: 'saved' },
    money: ['unknown', 'charged'],
  },
  {
    name: 'done, and moderated with it',
    at: 'poll',
    of: ['openai-videos', 'openrouter'],
    tell: (tongue) => body(tongue.done('', { error: { code: 'moderation_blocked', message: 'Blocked.' } })),
    card: 'failed content-refused',
    money: ['unknown', 'charged'],
  },
  {
    name: 'done, and gone before it was there',
    at: 'poll',
    tell: (tongue) => body(tongue.done(FILE, { expires_at: 1, completed_at: '1970-01-01T00:00:00Z' })),
    ...KEPT,
  },
  {
    name: 'done, and there until after the end of time',
    at: 'poll',
    tell: (tongue) => body(tongue.done(FILE, { expires_at: 1e300, completed_at: '+275760-09-14T00:00:00Z' })),
    ...KEPT,
  },
  ...([-5, '0.5', 1e300, null, [1], { usd: 1 }, true] as const).map((cost): Lie => ({
    name: `done, for ${JSON.stringify(cost)} dollars`,
    at: 'poll',
    tell: (tongue) =>
      body(
        tongue.done(FILE, {
          usage: { cost, cost_in_usd_ticks: cost },
          cost: typeof cost === 'object' ? cost : { credits: cost },
        }),
      ),
    card: 'saved',
    money: ['unknown'],
  })),
  {
    name: 'work that nobody knows',
    at: 'poll',
    tell: () => body({ error: { message: 'Not found' } }, { status: 404 }),
    card: 'expired provider-forgot',
    money: ['unknown'],
  },
  {
    name: 'work that is gone',
    at: 'poll',
    tell: () => body({ error: { message: 'Gone' } }, { status: 410 }),
    card: 'expired provider-forgot',
    money: ['unknown'],
  },
  {
    name: 'a key that is good no longer',
    at: 'poll',
    tell: () => ({ status: 401 }),
    card: 'paused needs-key',
    money: ['pending', 'unknown'],
  },
  {
    name: 'a word that nobody knows, for ever',
    at: 'poll',
    tell: (tongue) => body(tongue.running({ status: 'DREAMING' })),
    ...OVERDUE,
  },
  { name: 'nothing, for ever', at: 'poll', tell: () => ({ line: 'cut' }), ...OVERDUE },
];
