/** Answers to who looks for a lost order, or takes one back. */
import type { ServiceId } from '@/utils/domain';
import { body, DOUBT, KEPT, PROMPT, type Lie } from './lie';

const LISTS: readonly ServiceId[] = ['openai-videos', 'replicate'];
const CANCELS: readonly ServiceId[] = ['openai-videos', 'gemini-omni', 'fal', 'runway', 'replicate'];

/** Entries that could be the one that is looked for, and are not proved to be. */
const ENTRIES: readonly (readonly [string, unknown])[] = [
  ['numbers', 7],
  ['nothing', null],
  ['without words', { id: 'work_9', object: 'video', status: 'completed' }],
  ['with a number for its number', { id: 9, object: 'video', status: 'completed', prompt: 'A lighthouse' }],
  [
    'of no time',
    {
      id: 'work_9',
      object: 'video',
      status: 'queued',
      created_at: 'today',
      prompt: PROMPT,
      input: { prompt: PROMPT },
    },
  ],
];

export const OF_THE_LIST: readonly Lie[] = [
  ...ENTRIES.map(([name, entry]): Lie => ({
    name: `a list of entries ${name}`,
    at: 'list',
    of: LISTS,
    lost: true,
    tell: (tongue) => body(tongue.listed?.([entry])),
    ...DOUBT,
  })),
  {
    name: 'a list that is a page',
    at: 'list',
    of: LISTS,
    lost: true,
    tell: () => body('<html>Sign in</html>'),
    ...DOUBT,
  },
  {
    name: 'a list that is none',
    at: 'list',
    of: LISTS,
    lost: true,
    tell: () => body({ data: {}, results: 'none' }),
    ...DOUBT,
  },
  {
    name: 'a list that is a bomb',
    at: 'list',
    of: LISTS,
    lost: true,
    tell: () => ({ line: 'bomb' }),
    ...DOUBT,
  },
  {
    name: 'an empty list that has more',
    at: 'list',
    of: LISTS,
    lost: true,
    tell: (tongue) =>
      body(tongue.listed?.([], { has_more: true, next: 'https://other.example/v1/predictions' })),
    ...DOUBT,
  },
  {
    name: 'a list whose next page is somewhere else',
    at: 'list',
    of: LISTS,
    lost: true,
    tell: (tongue) =>
      body(
        tongue.listed?.([{ id: 'a', status: 'queued' }], {
          has_more: true,
          next: 'https://other.example/v1/predictions',
        }),
      ),
    ...DOUBT,
  },
  {
    name: 'a list of a hundred thousand',
    at: 'list',
    of: LISTS,
    lost: true,
    tell: (tongue) => body(tongue.listed?.(Array.from({ length: 100_000 }, () => 0))),
    ...DOUBT,
  },
  {
    name: 'a list that is gone',
    at: 'list',
    of: LISTS,
    lost: true,
    tell: () => body({ error: { message: 'Not found' } }, { status: 404 }),
    ...DOUBT,
  },
];

/** To the word to stop. None of them is a yes, so that the clip comes. */
export const TO_A_CANCEL: readonly Lie[] = (
  [
    ['a sign-in page', body('<html>Sign in</html>')],
    ['a page with 503', body('<html>Busy</html>', { status: 503 })],
    ['429', body({ error: { message: 'Slow down' } }, { status: 429 })],
    ['a cut', { line: 'cut' }],
    ['silence', { line: 'silent' }],
    ['a redirect', { status: 302, headers: { location: 'https://other.example/' } }],
    ['404 that knows nothing of cancelling', body({ error: { message: 'No such route' } }, { status: 404 })],
    ['409', body({ error: { message: 'Conflict' } }, { status: 409 })],
  ] as const
).map(([name, answer]) => ({
  name: `to a cancel: ${name}`,
  at: 'cancel',
  of: CANCELS,
  canceling: true,
  times: 2,
  tell: () => answer,
  ...KEPT,
}));
