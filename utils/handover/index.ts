/**
 * A gesture becomes a Draft: first what the menu itself carried, so that the opening panel has something to show
 * at once; then the whole Source, when the page has answered. Through the store, never through a delay.
 */
import type { Draft, SourceImage } from '@/utils/domain';
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
  put(draft: Draft): Promise<void>;
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
  const fromMenu = sourceFromMenu(gesture, source);
  // An empty menu text may still be an article or a selection inside a field: the page decides.
  if (fromMenu.ok) await drafts.put({ ...base, state: { kind: 'reading', source: fromMenu.source } });
  else if (fromMenu.problem === 'private-window') {
    await drafts.put({ ...base, state: { kind: 'failed', problem: fromMenu.problem } });
    return;
  }
  // Only the store throws: there was no room for a picture.
  const taken = await takeSource(gesture, source).catch((): GestureResult => ({
    ok: false,
    problem: 'storage',
  }));
  const current = await drafts.get(windowId);
  if (current && current.at > base.at) return;
  const state: Draft['state'] = taken.ok
    ? { kind: 'ready', source: taken.source }
    : { kind: 'failed', problem: taken.problem };
  await drafts.put({ ...base, state });
}

/** Tries one picture of a window's Draft again and writes what came of it. */
export async function readPicture(
  wish: { windowId: number; imageId: string; how: 'fetch' | 'crop' },
  ports: HandoverPorts,
): Promise<void> {
  const draft = await ports.drafts.get(wish.windowId);
  if (!draft || draft.state.kind === 'failed') return;
  const { source } = draft.state;
  const image = source.images.find(({ id }) => id === wish.imageId);
  if (!image) return;
  // No room for it: the picture stays as it was, and so does everything else.
  const read = await readPictureAgain(image, wish.how, draft, ports.source).catch(() => image);
  const images = source.images.map((old): SourceImage => (old.id === image.id ? read : old));
  await ports.drafts.put({ ...draft, state: { kind: 'ready', source: { ...source, images } } });
}
