import * as v from 'valibot';
import type { Attempt, ServiceRequest } from '@/utils/domain';
import type { Recovered } from '../port';
import { msOf, serverNow, type Heard, type Wire } from '../service';
import { likenessOf, matchOf, type Likeness } from './match';
import { listOrder, PAGE } from './orders';
import { videoIn, type VideoBody } from './video';

const MAX_PAGES = 50;
/** Around the time of the call: clocks that differ by seconds, a second that was cut off. */
const BEFORE_MS = 120_000;
const AFTER_MS = 5000;

const ListBody = v.object({
  data: v.pipe(v.array(v.unknown()), v.maxLength(10 * PAGE)),
  has_more: v.fallback(v.nullable(v.boolean()), null),
});

interface Found {
  handles: { id: string; at: number }[];
  /** Something may be ours, and cannot be told apart. */
  unclear: boolean;
}

/**
 * Looks for an order in the server's own list. What matches exactly is ours; that nothing does is believed only if the
 * list was read to the end of the time in question and everything in it could be told apart.
 */
export async function recover(wire: Wire, attempt: Attempt, request: ServiceRequest): Promise<Recovered> {
  const found: Found = { handles: [], unclear: false };
  const end = await readAll(wire, attempt, await likenessOf(wire, request), found);
  // The newest first in the list; of two in the same second the later one stays behind.
  const handles = found.handles
    .toReversed()
    .toSorted((a, b) => a.at - b.at)
    .map(({ id }) => id);
  if (handles.length > 0) return { kind: 'listed', handles };
  if (end === 'unreachable') return { kind: 'unreachable' };
  return end === 'whole' && !found.unclear ? { kind: 'listed', handles } : { kind: 'no-list' };
}

async function readAll(
  wire: Wire,
  attempt: Attempt,
  like: Likeness,
  found: Found,
): Promise<'whole' | 'partly' | 'unreachable'> {
  const seen = new Set<string>();
  const order = new Descent();
  let after = '';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const heard = await wire.ask(listOrder(PAGE, after));
    const list = listIn(heard);
    if (typeof list === 'string') return list;
    if (list.data.length === 0) return list.has_more === true ? 'partly' : 'whole';
    const videos = list.data.map(videoIn);
    const fresh = videos.filter((video) => video !== null && video.id !== '' && !seen.has(video.id));
    // Entries that cannot be read, or a page that was read before: no such list proves anything.
    if (fresh.length < videos.length) found.unclear = true;
    if (fresh.length === 0) return 'partly';
    const skew = heard.kind === 'answer' ? serverNow(heard.headers, wire.now()) - wire.now() : 0;
    const from = attempt.startedAt + skew - BEFORE_MS;
    const to = wire.now() + skew + AFTER_MS;
    for (const video of fresh) {
      if (!video) continue;
      seen.add(video.id);
      order.follow(msOf(video.created_at));
      sort(video, like, { from, to }, found);
      after = video.id;
    }
    if (list.has_more === false) return 'whole';
    if (order.isBelow(from)) return 'whole';
  }
  return 'partly';
}

function listIn(heard: Heard): v.InferOutput<typeof ListBody> | 'partly' | 'unreachable' {
  if (heard.kind === 'silence') return 'unreachable';
  const { status, form } = heard;
  // 501 is "there is none"; keys that are missing, quotas and troubles pass.
  if ((status >= 500 && status !== 501) || [401, 403, 408, 425, 429].includes(status)) return 'unreachable';
  if (status < 200 || status >= 300) return 'partly';
  if (form === 'broken') return 'unreachable';
  const parsed = v.safeParse(ListBody, heard.json);
  return parsed.success ? parsed.output : 'partly';
}

/** Puts a video to what is ours, or notes that it could be. */
function sort(video: VideoBody, like: Likeness, time: { from: number; to: number }, found: Found): void {
  const at = msOf(video.created_at);
  if (at !== null && (at < time.from || at > time.to)) return;
  const match = matchOf(video, like);
  if (match === 'other') return;
  if (match === 'unclear' || at === null) found.unclear = true;
  else found.handles.push({ id: video.id, at });
}

/** Watches whether a list goes back in time, as it was asked to: then what is older need not be read. */
class Descent {
  #last: number | null = null;
  #falls = false;
  #broken = false;

  follow(at: number | null): void {
    if (at === null || (this.#last !== null && at > this.#last)) this.#broken = true;
    if (at !== null && this.#last !== null && at < this.#last) this.#falls = true;
    this.#last = at;
  }

  isBelow(time: number): boolean {
    return this.#falls && !this.#broken && this.#last !== null && this.#last < time;
  }
}
