/** Where a result is said to lie, and what comes from there. */
import { gzipSync } from 'node:zlib';
import type { ServiceId } from '@/utils/domain';
import { CLIP } from '../../servers/videos/clip';
import { body, KEPT, type Lie } from './lie';
import { THE_CLIP } from '../liar';
import { FILE, HOME } from '../tongues';

/** Services whose work lies in a file of its own, at an address that the answer names. */
const NAMED: readonly ServiceId[] = ['xai', 'fal', 'runway', 'replicate'];
/** Addresses of results that are never asked, or never with the key. */
export const OF_ADDRESSES: readonly Lie[] = (
  [
    ['of another port', `${HOME}:8443/clip.mp4`, null],
    ['with a key of its own', `${FILE}?key=AIza-of-another&sig=1`, KEPT],
    ['without a scheme', '//files.example/clip.mp4', KEPT],
    ['with a name and password', 'https://user:secret@files.example/clip.mp4', null],
    ['of this computer', 'http://127.0.0.1:9/clip.mp4', null],
    ['of nowhere', 'https://', null],
    ['that is none', 'clip', null],
    ['that is empty', '', null],
    ['that is a number', 7, null],
    ['that is an object', { href: FILE }, null],
    ['without end', `https://files.example/${'x'.repeat(9000)}.mp4`, null],
  ] as const
).map(([name, url, kept]) => ({
  name: `a result at an address ${name}`,
  at: 'poll',
  of: NAMED,
  tell: (tongue) => body(tongue.done(url)),
  card: kept
    ? { replicate: url.startsWith('//') ? 'damaged file-empty' : kept.card, else: kept.card }
    : { else: '!saved' },
  money: ['unknown', 'charged'],
}));

const BAD = { money: ['unknown', 'charged'] } as const;
export const OF_THE_FILE: readonly Lie[] = [
  {
    name: 'a sign-in page',
    at: 'file',
    tell: () => body('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'video/mp4' } }),
    card: 'damaged not-a-video',
    ...BAD,
  },
  {
    name: 'JSON',
    at: 'file',
    tell: () => body({ status: 'processing' }),
    card: 'damaged not-a-video',
    ...BAD,
  },
  { name: 'an empty file', at: 'file', tell: () => body(''), card: 'damaged file-empty', ...BAD },
  { name: '204', at: 'file', tell: () => ({ status: 204 }), card: 'damaged file-empty', ...BAD },
  {
    name: 'a file that is said to be a page',
    at: 'file',
    tell: () => body(CLIP, { headers: { 'content-type': 'text/html' } }),
    ...KEPT,
  },
  {
    name: 'a file that is said to be longer, for a while',
    at: 'file',
    times: 2,
    tell: () => ({ ...THE_CLIP, line: 'short' }),
    ...KEPT,
  },
  {
    name: 'half of the file, for a while',
    at: 'file',
    times: 3,
    tell: () => ({ ...THE_CLIP, line: 'half' }),
    ...KEPT,
  },
  {
    name: 'half of the file, for ever',
    at: 'file',
    tell: () => ({ ...THE_CLIP, line: 'half' }),
    card: 'paused download-failed',
    ...BAD,
  },
  {
    name: 'half of the file, and the line stays open',
    at: 'file',
    times: 1,
    tell: () => ({ ...THE_CLIP, line: 'stuck' }),
    ...KEPT,
  },
  {
    name: 'a file that ends too soon',
    at: 'file',
    tell: () => body(CLIP.subarray(0, 9000)),
    card: 'damaged file-invalid',
    ...BAD,
  },
  { name: 'a file that is packed', at: 'file', tell: () => ({ ...THE_CLIP, line: 'packed' }), ...KEPT },
  {
    name: 'a file that is packed twice',
    at: 'file',
    tell: () => ({ headers: { 'content-type': 'video/mp4' }, body: gzipSync(CLIP) }),
    card: 'damaged not-a-video',
    ...BAD,
  },
  { name: 'a bomb', at: 'file', tell: () => ({ line: 'bomb' }), card: 'damaged not-a-video', ...BAD },
  {
    name: 'a part of a file that nobody asked for',
    at: 'file',
    times: 1,
    tell: () => ({
      status: 206,
      headers: { 'content-range': 'bytes 500-599/600' },
      body: CLIP.subarray(500, 600),
    }),
    ...KEPT,
  },
  {
    name: 'a length of more than 512 MB',
    at: 'file',
    tell: () => ({ ...THE_CLIP, headers: { 'content-length': '600000000' } }),
    card: 'damaged file-too-large',
    ...BAD,
  },
  {
    name: '416',
    at: 'file',
    times: 2,
    tell: () => ({ status: 416, headers: { 'content-range': 'bytes */7' } }),
    ...KEPT,
  },
  {
    name: '404, and then it is there',
    at: 'file',
    times: 1,
    tell: () => body({ error: { message: 'Not found' } }, { status: 404 }),
    ...KEPT,
  },
  {
    name: '503 and a Retry-After of garbage',
    at: 'file',
    times: 2,
    tell: () => ({ status: 503, headers: { 'retry-after': 'later' } }),
    ...KEPT,
  },
  {
    name: 'a redirect to another host',
    at: 'file',
    tell: () => ({ status: 302, headers: { location: 'https://other.example/clip.mp4' } }),
    card: 'paused download-failed',
    ...BAD,
  },
  { name: 'silence, for a while', at: 'file', times: 2, tell: () => ({ line: 'silent' }), ...KEPT },
];
