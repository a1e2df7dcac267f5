/** Answers that no service should give, each with the card that its user has to see then. */

/** Bytes as they come over the line; a function that throws is a line that breaks. */
export type Lie = () => Response;

const text = (body: BodyInit | null, status = 200, headers: Record<string, string> = {}): Lie => {
  return () => new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } });
};
const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Lie =>
  text(JSON.stringify(body), status, headers);
const broken: Lie = () => {
  throw new TypeError('Failed to fetch');
};
const breaksOff: Lie = () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
};
const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const PAGE = '<!doctype html><title>Sign in</title><p>Your session has ended.';

/** After the order: nobody knows whether it was taken on. */
const DOUBT = 'ask-user answer-lost';

/** [what it is, the answer, the card]: answers to the order itself. */
export const TO_ORDERS: readonly (readonly [string, Lie, string])[] = [
  ['the line breaks', broken, DOUBT],
  ['the body breaks off', breaksOff, DOUBT],
  ['nothing', text(''), DOUBT],
  ['blanks', text(' \n\t '), DOUBT],
  ['null', text('null'), DOUBT],
  ['true', text('true'), DOUBT],
  ['a number', text('42'), DOUBT],
  ['a text', text('"accepted"'), DOUBT],
  ['a list', json([]), DOUBT],
  ['a list of a job', json([{ id: 'work_1', request_id: 'work_1' }]), DOUBT],
  ['an empty object', json({}), DOUBT],
  ['ids that are numbers', json({ id: 7, request_id: 7 }), DOUBT],
  ['ids that are null', json({ id: null, request_id: null }), DOUBT],
  ['ids that are objects', json({ id: { id: 'x' }, request_id: ['x'] }), DOUBT],
  ['ids that are empty', json({ id: '', request_id: '', response_url: '' }), DOUBT],
  ['ids that are blank', json({ id: '  ', request_id: '\t' }), DOUBT],
  ['ids without end', json({ id: 'x'.repeat(5000), request_id: 'x'.repeat(5000) }), DOUBT],
  ['ids that are paths upwards', json({ id: '..', request_id: '..' }), DOUBT],
  ['__proto__ with an id', text('{"__proto__":{"id":"w","request_id":"w"}}'), DOUBT],
  ['constructor with an id', json({ constructor: { prototype: { id: 'w' } } }), DOUBT],
  ['half of the JSON', text('{"id":"work_1","sta'), DOUBT],
  ['two JSONs', text('{"id":"a"}{"id":"b"}'), DOUBT],
  ['JSON with a comment', text('// ok\n{"id":"a"}'), DOUBT],
  ['lists within lists', text(deep(30_000)), DOUBT],
  ['five megabytes of blanks', text(' '.repeat(5 * 1024 * 1024)), DOUBT],
  ['five megabytes of JSON', json({ pad: 'x'.repeat(5 * 1024 * 1024) }), DOUBT],
  ['UTF-16', text(new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0])), DOUBT],
  ['bytes that are no text', text(new Uint8Array([0, 1, 2, 0xc3, 0x28, 0xff])), DOUBT],
  ['a sign-in page with 200', text(PAGE, 200, { 'content-type': 'text/html' }), DOUBT],
  ['a sign-in page that claims to be JSON', text(PAGE), DOUBT],
  ['204', text(null, 204), DOUBT],
  ['202 and nothing', text('', 202), DOUBT],
  ['an error under 200', json({ error: { message: 'overloaded', code: 503 } }), DOUBT],
  ['300 with a list', json({ choices: [] }, 300), DOUBT],
  ['304', text(null, 304), DOUBT],
  ['400 and nothing', text('', 400), DOUBT],
  ['400 with a page', text(PAGE, 400, { 'content-type': 'text/html' }), DOUBT],
  ['400 with an empty error', json({ error: {} }, 400), DOUBT],
  ['400 with an error that is a list of lists', json({ error: [[['no']]] }, 400), DOUBT],
  ['404 with a page', text(PAGE, 404, { 'content-type': 'text/html' }), DOUBT],
  ['408', json({ error: { message: 'Request timed out' } }, 408), DOUBT],
  ['409', json({ error: { message: 'Conflict' } }, 409), DOUBT],
  ['418', json({ error: { message: 'I am a teapot' } }, 418), DOUBT],
  ['425', json({ error: { message: 'Too early' } }, 425), DOUBT],
  ['500', json({ error: { message: 'Internal error' } }, 500), DOUBT],
  [
    '500 that says “refused”',
    json({ error: { message: 'refused', code: 'moderation_blocked' } }, 500),
    DOUBT,
  ],
  ['502 with a page', text(PAGE, 502, { 'content-type': 'text/html' }), DOUBT],
  ['503 with Retry-After', json({ error: { message: 'Busy' } }, 503, { 'retry-after': '5' }), DOUBT],
  ['504', text('upstream timed out', 504, { 'content-type': 'text/plain' }), DOUBT],
  ['520, nobody’s', text('', 520), DOUBT],
  ['599', json({ error: 'network' }, 599), DOUBT],
  ['401 with nothing', text('', 401), 'paused needs-key'],
  ['401 with a page', text(PAGE, 401, { 'content-type': 'text/html' }), 'paused needs-key'],
  ['405', json({ error: { message: 'Method not allowed' } }, 405), 'failed request-refused'],
  ['406', json({ error: { message: 'Not acceptable' } }, 406), 'failed request-refused'],
  ['410', json({ error: { message: 'This model was retired' } }, 410), 'failed model-retired'],
  ['410 and nothing', text('', 410), DOUBT],
  ['451', json({ error: { message: 'Not for this country' } }, 451), 'failed request-refused'],
  ['402 with words', json({ error: { message: 'Insufficient credits' } }, 402), 'paused no-credit'],
  ['403 about the key', json({ error: { message: 'API key has no permission' } }, 403), 'paused needs-key'],
  ['429', json({ error: { message: 'Too many requests' } }, 429), 'waiting'],
  ['429 with nothing', text('', 429), 'waiting'],
  [
    '429, Retry-After: soon',
    json({ error: { message: 'Slow down' } }, 429, { 'retry-after': 'soon' }),
    'waiting',
  ],
  [
    '429, Retry-After: -5',
    json({ error: { message: 'Slow down' } }, 429, { 'retry-after': '-5' }),
    'waiting',
  ],
  [
    '429, Retry-After: 1e99',
    json({ error: { message: 'Slow' } }, 429, { 'retry-after': '9'.repeat(99) }),
    'waiting',
  ],
  [
    '429, Retry-After: a day of 1970',
    json({ error: { message: 'Slow' } }, 429, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }),
    'waiting',
  ],
  [
    '400 with words',
    json({ error: { message: 'seconds must be 4, 8 or 12' } }, 400),
    'failed request-refused',
  ],
  [
    '422 with a list',
    json({ detail: [{ msg: 'value is not a valid integer' }] }, 422),
    'failed request-refused',
  ],
  [
    '400 with words without end',
    json({ error: { message: 'no '.repeat(15_000) } }, 400),
    'failed request-refused',
  ],
  [
    '400 with markup',
    json({ error: { message: '<img src=x onerror=alert(1)>' } }, 400),
    'failed request-refused',
  ],
];

/** After the order was taken on: what it says of the work. */
const RUNS = 'running';

/** Answers to the question how the work stands. None of them loses it, sends it again or makes it a clip. */
export const TO_POLLS: readonly (readonly [string, Lie, string])[] = [
  ['the line breaks', broken, RUNS],
  ['the body breaks off', breaksOff, RUNS],
  ['nothing', text(''), RUNS],
  ['null', text('null'), RUNS],
  ['a number', text('0'), RUNS],
  ['a text', text('"done"'), RUNS],
  ['a list', json([{ status: 'completed' }]), RUNS],
  ['an empty object', json({}), RUNS],
  ['half of the JSON', text('{"status":"comp'), RUNS],
  ['lists within lists', text(deep(30_000)), RUNS],
  ['__proto__', text('{"__proto__":{"status":"completed","id":"work_1"}}'), RUNS],
  ['a status that is a number', json({ id: 'work_1', request_id: 'work_1', status: 200 }), RUNS],
  ['a status that is a list', json({ id: 'work_1', request_id: 'work_1', status: ['done'] }), RUNS],
  ['a status nobody knows', json({ id: 'work_1', request_id: 'work_1', status: 'pondering' }), RUNS],
  ['a page', text(PAGE, 200, { 'content-type': 'text/html' }), RUNS],
  ['five megabytes', json({ pad: 'x'.repeat(5 * 1024 * 1024) }), RUNS],
  ['300', json({}, 300), RUNS],
  ['400 and nothing', text('', 400), RUNS],
  ['404 with a page', text(PAGE, 404, { 'content-type': 'text/html' }), RUNS],
  ['404', json({ error: { message: 'not found' } }, 404), RUNS],
  ['408', text('', 408), RUNS],
  ['429', json({ error: { message: 'Slow down' } }, 429, { 'retry-after': '9'.repeat(40) }), RUNS],
  ['500 and nothing', text('', 500), RUNS],
  ['502 with a page', text(PAGE, 502, { 'content-type': 'text/html' }), RUNS],
  ['503', json({ error: { message: 'Busy' } }, 503), RUNS],
  ['401', json({ error: { message: 'Invalid key' } }, 401), 'paused needs-key'],
  // Whoever shows a page stands before the service, and knows nothing of its keys.
  ['401 with a page', text(PAGE, 401, { 'content-type': 'text/html' }), RUNS],
  ['403 with a page', text(PAGE, 403, { 'content-type': 'text/html' }), RUNS],
  ['403 with a page that claims to be JSON', text(PAGE, 403), RUNS],
];

/** Addresses of results that a public service may name, and that are never asked. */
export const ADDRESSES: readonly string[] = [
  'javascript:alert(1)',
  'data:video/mp4;base64,AAAA',
  'file:///etc/passwd',
  'blob:https://service.example/1',
  'ftp://files.example/clip.mp4',
  'chrome-extension://abcdefghijklmnop/clip.mp4',
  'http://files.example/clip.mp4',
  'https://user:secret@files.example/clip.mp4',
  'https://127.0.0.1/clip.mp4',
  'http://localhost:8080/clip.mp4',
  'https://[::1]/clip.mp4',
  'https://192.168.1.1/admin',
  'https://10.0.0.1.nip.io/clip.mp4',
  'https://router.local/reboot',
  'https://intranet/clip.mp4',
  'https://169.254.169.254/latest/meta-data',
];
