/**
 * A gesture becomes a Draft: first what the menu itself carried, so that the opening panel has something to show
 * at once; then the whole Source, when the page has answered. Through the store, never through a delay.
 */
import type { Draft, Source, SourceImage } from '@/utils/domain';
import {
  readPictureAgain,
  sourceFromMenu,
  takeSource,
  type Gesture,
  type GestureResult,
  type SourcePorts,
} from '@/utils/source';

interface DraftStore {
  get(windowId: number): Promise<Draft | undefined>;
  all(): Promise<Draft[]>;
  put(draft: Draft): Promise<void>;
  /** Reads and writes without anyone in between; nothing is written when `change` gives nothing. */
  update(windowId: number, change: (draft: Draft | undefined) => Draft | undefined): Promise<boolean>;
}

export interface HandoverPorts {
  drafts: DraftStore;
  source: SourcePorts;
  now(): number;
}

/** Reads what the user pointed at into the Draft of their window. A newer gesture of that window wins. */
export async function takeGesture(gesture: Gesture, ports: HandoverPorts): Promise<void> {
  const { drafts, source, now } = ports;
  const { windowId, tabId } = gesture;
  const base = { windowId, at: now(), ...(tabId === undefined ? {} : { tabId }) };
  const noRoom: Draft = { ...base, state: { kind: 'failed', problem: 'storage' } };
  const fromMenu = sourceFromMenu(gesture, source);
  if (!fromMenu.ok && fromMenu.problem === 'private-window') {
    await drafts.put({ ...base, state: { kind: 'failed', problem: fromMenu.problem } });
    return;
  }
  // An empty menu text may still be an article or a selection inside a field: the page decides.
  if (fromMenu.ok) {
    const reading: Draft = { ...base, state: { kind: 'reading', source: fromMenu.source } };
    // Where the words do not fit any more, the few bytes that say so may.
    const fits = await drafts.put(reading).then(
      () => true,
      () => drafts.put(noRoom).then(() => false),
    );
    if (!fits) return;
  }
  // Only the store throws: there was no room for a picture.
  const taken = await takeSource(gesture, source).catch((): GestureResult => ({
    ok: false,
    problem: 'storage',
  }));
  const state: Draft['state'] = taken.ok
    ? { kind: 'ready', source: taken.source }
    : { kind: 'failed', problem: taken.problem };
  // Not over a newer gesture, and not back onto a bench that the user has cleared meanwhile.
  const isOurs = (row: Draft | undefined): boolean =>
    fromMenu.ok ? row?.at === base.at : row === undefined || row.at <= base.at;
  const write = (draft: Draft): Promise<boolean> =>
    drafts.update(windowId, (row) => (isOurs(row) ? draft : undefined));
  await write({ ...base, state }).catch(() => write(noRoom));
}

/** Tries one picture of a window's Draft again and writes what came of it, into whatever the Draft is by then. */
export async function readPicture(
  wish: { windowId: number; imageId: string; how: 'fetch' | 'crop' },
  ports: HandoverPorts,
): Promise<void> {
  const draft = await ports.drafts.get(wish.windowId);
  const image = draft && pictureOf(draft, wish.imageId);
  if (!image) return;
  // No room for it: the picture stays as it was, and so does everything else.
  const read = await readPictureAgain(image, wish.how, draft, ports.source).catch(() => image);
  await ports.drafts.update(wish.windowId, (row) => row && withPicture(row, read));
}

/**
 * Ends the reading that a killed background left behind: with the menu's words where there are any. To be called once,
 * when the background starts; whatever says "reading" from before that is read by nobody.
 */
export async function settleInterrupted({ drafts, now }: Omit<HandoverPorts, 'source'>): Promise<void> {
  const started = now();
  const left = (row: Draft): boolean => row.state.kind === 'reading' && row.at < started;
  for (const { windowId } of (await drafts.all()).filter(left)) {
    await drafts.update(windowId, (row) => (row && left(row) ? settled(row) : undefined));
  }
}

function settled(draft: Draft): Draft {
  if (draft.state.kind !== 'reading') return draft;
  const { source } = draft.state;
  if (source.text === '' && source.images.length === 0) {
    return { ...draft, state: { kind: 'failed', problem: 'nothing-readable' } };
  }
  const notices: Source['notices'] = [{ code: 'page-unreadable' }, ...source.notices];
  return { ...draft, state: { kind: 'ready', source: { ...source, notices } } };
}

function pictureOf({ state }: Draft, id: string): SourceImage | undefined {
  return state.kind === 'failed' ? undefined : state.source.images.find((image) => image.id === id);
}

/** Undefined when the Draft no longer has such a picture. */
function withPicture(draft: Draft, read: SourceImage): Draft | undefined {
  const { state } = draft;
  if (state.kind === 'failed' || !pictureOf(draft, read.id)) return undefined;
  const images = state.source.images.map((old) => (old.id === read.id ? read : old));
  return { ...draft, state: { ...state, source: { ...state.source, images } } };
}
