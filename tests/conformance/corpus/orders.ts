/** Answers to the order itself. */
import { body, DOUBT, KEPT, type Lie } from './lie';
import type { Answer } from '../liar';
import type { Tongue } from '../tongues';

const taken = (more: Omit<Answer, 'body'>) => (tongue: Tongue) => body(tongue.taken('work_1'), more);

export const TO_THE_ORDER: readonly Lie[] = [
  { name: 'the line is cut before any answer', at: 'order', tell: () => ({ line: 'cut' }), ...DOUBT },
  { name: 'nothing comes, and the line stays open', at: 'order', tell: () => ({ line: 'silent' }), ...DOUBT },
  { name: 'half of a good answer', at: 'order', tell: taken({ line: 'half' }), ...DOUBT },
  {
    name: 'half of a good answer, and the line stays open',
    at: 'order',
    tell: taken({ line: 'stuck' }),
    ...DOUBT,
  },
  { name: 'less than its Content-Length says', at: 'order', tell: taken({ line: 'short' }), ...DOUBT },
  { name: 'a good answer that never ends', at: 'order', tell: taken({ line: 'endless' }), ...DOUBT },
  {
    name: 'a few kilobytes that become many megabytes',
    at: 'order',
    tell: () => ({ line: 'bomb' }),
    ...DOUBT,
  },
  {
    name: 'said to be packed, and is not',
    at: 'order',
    tell: taken({ headers: { 'content-encoding': 'gzip' } }),
    ...DOUBT,
  },
  {
    name: 'hints of what is to come, then a good answer',
    at: 'order',
    tell: taken({ line: 'hints' }),
    ...KEPT,
  },
  { name: 'packed, as it may be', at: 'order', tell: taken({ line: 'packed' }), ...KEPT },
  {
    name: 'JSON that is said to be a picture',
    at: 'order',
    tell: taken({ headers: { 'content-type': 'image/png' } }),
    ...KEPT,
  },
  {
    name: 'a byte order mark before the JSON',
    at: 'order',
    tell: (tongue) => body(`\uFEFF${JSON.stringify(tongue.taken('work_1'))}`),
    ...KEPT,
  },
  {
    name: 'JSON in UTF-16',
    at: 'order',
    tell: (tongue) => body(Buffer.from(`\uFEFF${JSON.stringify(tongue.taken('work_1'))}`, 'utf16le')),
    ...DOUBT,
  },
  ...[301, 302, 303, 307, 308].map((status): Lie => ({
    name: `${status} to another host, with a name and password in the address`,
    at: 'order',
    tell: () => ({ status, headers: { location: 'https://user:secret@other.example/v1' } }),
    ...DOUBT,
  })),
  {
    name: 'two numbers under one name',
    at: 'order',
    tell: (tongue) =>
      body(JSON.stringify(tongue.taken('first')).replace('{', '{"id":"zero","request_id":"zero",')),
    ...KEPT,
  },
  ...[
    'a/../../../admin',
    'a?key=1#top',
    'a\u0000b\r\nX-Evil: 1',
    '%2e%2e%2f',
    'ид-работы',
    'x'.repeat(400),
  ].map((id): Lie => ({
    name: `the number ${JSON.stringify(id.slice(0, 20))}`,
    at: 'order',
    tell: (tongue) => body(tongue.taken(id)),
    card: { else: 'saved', fal: id.length === 400 ? DOUBT.card : '*' },
    money: ['unknown', 'charged', 'pending'],
  })),
  {
    name: 'a number of half a character',
    at: 'order',
    tell: (tongue) => body(tongue.taken('work_\ud800')),
    card: { else: DOUBT.card, fal: '*' },
    money: ['unknown', 'charged'],
  },
  {
    name: 'fal: addresses on another host',
    at: 'order',
    of: ['fal'],
    tell: () =>
      body({
        request_id: 'work_1',
        response_url: 'https://evil.example/r',
        status_url: 'https://evil.example/s',
        cancel_url: 'https://evil.example/c',
      }),
    ...KEPT,
  },
  ...[
    '{"error":{"message":"the key key-CANARY\\u002d000000042 may not"}}',
    '{"error":{"message":"https://a.example/?key=key%2DCANARY%2d000000042 may not"}}',
    JSON.stringify({ error: { message: JSON.stringify({ said: 'KEY-CANARY-000000042' }) } }),
  ].map((said, i): Lie => ({
    name: `a refusal that repeats the key in another spelling, the ${i + 1}.`,
    at: 'order',
    tell: () => body(said, { status: 422 }),
    card: 'failed request-refused',
    money: ['not-charged'],
  })),
  {
    name: 'a refusal that repeats the key',
    at: 'order',
    tell: () =>
      body({ error: { message: 'the key key-CANARY-000000042 may not use length 5' } }, { status: 422 }),
    card: 'failed request-refused',
    money: ['not-charged'],
  },
];
