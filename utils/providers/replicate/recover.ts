import * as v from 'valibot';
import type { Attempt, ServiceRequest } from '@/utils/domain';
import type { Recovered } from '../port';
import { inputsOf, serverNow, type Heard, type Wire } from '../service';
import { predictionIn, type Prediction } from './prediction';

const MAX_PAGES = 50;
const MAX_ENTRIES = 1000;
/** Around the time of the call: clocks that differ by seconds. */
const BEFORE_MS = 120_000;
const AFTER_MS = 5000;

const ListBody = v.object({
  results: v.pipe(v.array(v.unknown()), v.maxLength(MAX_ENTRIES)),
  /** The address of the page after this one; null: there is none. */
  next: v.fallback(v.nullable(v.string()), ''),
});

interface Found {
  handles: { id: string; at: number }[];
  /** Something may be ours, and cannot be told apart. */
  unclear: boolean;
}

/**
 * Looks for an order in the list of the account's predictions, the newest first, with all that went in. An hour after
 * its end nothing of that is left: then an entry of the time in question proves nothing.
 */
export async function recover(wire: Wire, attempt: Attempt, request: ServiceRequest): Promise<Recovered> {
  const found: Found = { handles: [], unclear: false };
  const end = await readAll(wire, attempt, request, found);
  const handles = found.handles.toSorted((a, b) => a.at - b.at).map(({ id }) => id);
  if (handles.length > 0) return { kind: 'listed', handles };
  if (end === 'unreachable') return { kind: 'unreachable' };
  return end === 'whole' && !found.unclear ? { kind: 'listed', handles } : { kind: 'no-list' };
}

async function readAll(
  wire: Wire,
  attempt: Attempt,
  request: ServiceRequest,
  found: Found,
): Promise<'whole' | 'partly' | 'unreachable'> {
  const sent = textOf(request);
  const seen = new Set<string>();
  let path = '/predictions';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const heard = await wire.ask({ method: 'GET', path });
    const list = listIn(heard);
    if (typeof list === 'string') return list;
    const skew = heard.kind === 'answer' ? serverNow(heard.headers, wire.now()) - wire.now() : 0;
    const time = { from: attempt.startedAt + skew - BEFORE_MS, to: wire.now() + skew + AFTER_MS };
    const entries = list.results.map(predictionIn);
    const fresh = entries.filter((entry) => entry !== null && entry.id !== '' && !seen.has(entry.id));
    // Entries that cannot be read, or a page that was read before: no such list proves anything.
    if (fresh.length < entries.length) found.unclear = true;
    if (fresh.length === 0 && entries.length > 0) return 'partly';
    for (const entry of fresh) {
      if (!entry) continue;
      seen.add(entry.id);
      sort(entry, { model: request.model, sent, time }, found);
    }
    if (list.next === null) return 'whole';
    if (isBefore(entries, time.from)) return 'whole';
    if (!/^https?:\/\//.test(list.next)) return 'partly';
    path = list.next;
  }
  return 'partly';
}

function listIn(heard: Heard): v.InferOutput<typeof ListBody> | 'partly' | 'unreachable' {
  if (heard.kind === 'silence') return 'unreachable';
  const { status, form, json } = heard;
  if (status >= 500 || [401, 403, 408, 425, 429].includes(status)) return 'unreachable';
  if (status < 200 || status >= 300) return 'partly';
  if (form === 'broken') return 'unreachable';
  const parsed = v.safeParse(ListBody, json);
  return parsed.success ? parsed.output : 'partly';
}

/** Puts an entry to what is ours, or notes that it could be. */
function sort(
  { id, created_at: at, model, input, data_removed: wiped }: Prediction,
  ours: { model: string; sent: Record<string, unknown>; time: { from: number; to: number } },
  found: Found,
): void {
  const { sent, time } = ours;
  if (at !== null && (at < time.from || at > time.to)) return;
  if (model !== '' && model !== ours.model) return;
  if (wiped || Object.keys(input).length === 0) {
    found.unclear = true;
    return;
  }
  const same = Object.entries(sent).every(
    ([name, value]) => canonical(input[name] ?? '') === canonical(value),
  );
  if (!same) return;
  if (at === null || model === '') found.unclear = true;
  else found.handles.push({ id, at });
}

/** Everything that was sent but the pictures: their addresses are others when they come back. */
function textOf(request: ServiceRequest): Record<string, unknown> {
  const roles = request.images.map(({ role }) => ({ role, url: '' }));
  const pictures = new Set(
    (['first-frame', 'last-frame', 'references'] as const).map((role) => request.inputs[role]?.name),
  );
  return Object.fromEntries(Object.entries(inputsOf(request, roles)).filter(([name]) => !pictures.has(name)));
}

function canonical(value: unknown): string {
  return typeof value === 'string'
    ? value.replace(/\r\n?/g, '\n').normalize('NFC').trim()
    : `${String(value)}`;
}

/** The list goes back in time: a page of it that lies wholly before ends the search. */
function isBefore(entries: readonly (Prediction | null)[], time: number): boolean {
  const times = entries.map((entry) => entry?.created_at ?? Infinity);
  return times.length > 0 && times.every((at, i) => at < time && at <= (times[i - 1] ?? at));
}
