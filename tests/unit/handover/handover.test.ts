import { beforeEach, describe, expect, it, vi } from 'vitest';
import { StorageTrouble } from '@/utils/db';
import type { Draft } from '@/utils/domain';
import { readPicture, settleInterrupted, takeGesture, type HandoverPorts } from '@/utils/handover';
import type { Gesture, SourcePorts } from '@/utils/source';
import { aSource } from '../samples';

const GESTURE: Gesture = {
  kind: 'selection',
  windowId: 7,
  tabId: 3,
  frameId: 0,
  pageUrl: 'https://garden.example/lighthouse',
  pageTitle: 'The keeper’s garden',
  selectionText: 'One ladybird eats 5,000 aphids a summer.',
  srcUrl: '',
  offLimits: false,
};

/** A page that cannot be read, and a world without permissions; a test changes what it is about. */
function sourcePorts(change: Partial<SourcePorts> = {}): SourcePorts {
  let ids = 0;
  return {
    inject: vi.fn(() => Promise.resolve({ ok: false as const, reason: 'not-allowed' as const })),
    fetchImage: () => Promise.resolve({ ok: false, reason: 'unreachable' }),
    storeImage: () => Promise.resolve(),
    decode: () => Promise.resolve({ width: 10, height: 10 }),
    cropVisible: () => Promise.resolve({ ok: false, reason: 'not-allowed' }),
    hasPermission: () => Promise.resolve(false),
    detectLanguage: () => Promise.resolve('en'),
    now: () => 1000,
    newId: () => `id-${(ids += 1)}`,
    ...change,
  };
}

let rows: Draft[];
let ports: HandoverPorts;
let clock: number;

beforeEach(() => {
  rows = [];
  clock = 100;
  ports = {
    drafts: {
      get: (windowId) => Promise.resolve(rows.findLast((row) => row.windowId === windowId)),
      all: () => Promise.resolve(rows),
      put: (draft) => Promise.resolve(void rows.push(draft)),
      update: (windowId, change) => {
        const next = change(rows.findLast((row) => row.windowId === windowId));
        if (next) rows.push(next);
        return Promise.resolve(next !== undefined);
      },
    },
    source: sourcePorts(),
    now: () => clock,
  };
});

describe('a gesture', () => {
  it('hands the menu’s words over at once, and the page’s answer after', async () => {
    await takeGesture(GESTURE, ports);
    expect(rows.map((row) => row.state.kind)).toEqual(['reading', 'ready']);
    expect(rows[0]).toMatchObject({
      windowId: 7,
      tabId: 3,
      state: { source: { text: GESTURE.selectionText } },
    });
  });

  it('still makes a Source of the menu’s words where the page may not be read, and says so', async () => {
    await takeGesture(GESTURE, ports);
    expect(rows[1]?.state).toMatchObject({
      kind: 'ready',
      source: { text: GESTURE.selectionText, notices: [{ code: 'page-unreadable' }] },
    });
  });

  it('of a private window reads nothing and keeps nothing of the page', async () => {
    await takeGesture({ ...GESTURE, offLimits: true }, ports);
    expect(rows.map((row) => row.state)).toEqual([{ kind: 'failed', problem: 'private-window' }]);
    expect(ports.source.inject).not.toHaveBeenCalled();
  });

  it('with nothing but white space says so', async () => {
    await takeGesture({ ...GESTURE, selectionText: ' \n\t ' }, ports);
    expect(rows.map((row) => row.state)).toEqual([{ kind: 'failed', problem: 'empty-selection' }]);
  });

  it('does not write over a newer one of the same window', async () => {
    const newer: Draft = { windowId: 7, at: 500, state: { kind: 'ready', source: aSource() } };
    ports.source = sourcePorts({
      inject: () => {
        rows.push(newer);
        return Promise.resolve({ ok: false, reason: 'tab-gone' });
      },
    });
    await takeGesture(GESTURE, ports);
    expect(rows.at(-1)).toBe(newer);
  });

  it('does not come back onto a bench that was cleared while the page was being read', async () => {
    ports.source = sourcePorts({
      inject: () => {
        rows = [];
        return Promise.resolve({ ok: false, reason: 'not-allowed' });
      },
    });
    await takeGesture(GESTURE, ports);
    expect(rows).toEqual([]);
  });

  it('says that storage is full when its words do not fit, and does not ask the page', async () => {
    const { put } = ports.drafts;
    ports.drafts.put = (draft) =>
      draft.state.kind === 'failed' ? put(draft) : Promise.reject(new StorageTrouble('full', undefined));
    await takeGesture(GESTURE, ports);
    expect(rows.map((row) => row.state)).toEqual([{ kind: 'failed', problem: 'storage' }]);
    expect(ports.source.inject).not.toHaveBeenCalled();
  });

  it('says that storage is full when the page’s answer does not fit', async () => {
    const { update } = ports.drafts;
    ports.drafts.update = (windowId, change) =>
      change(rows.at(-1))?.state.kind === 'ready'
        ? Promise.reject(new StorageTrouble('full', undefined))
        : update(windowId, change);
    await takeGesture(GESTURE, ports);
    expect(rows.at(-1)?.state).toEqual({ kind: 'failed', problem: 'storage' });
  });
});

describe('a picture that was not read', () => {
  const image = {
    id: 'picture',
    url: 'https://cdn.example/a.png',
    alt: '',
    caption: '',
    width: 0,
    height: 0,
    origin: 'element' as const,
    state: { kind: 'unread' as const, problem: 'needs-permission' as const },
  };

  it('keeps its place and gets the new reason when it still cannot be read', async () => {
    rows.push({ windowId: 7, at: 1, state: { kind: 'ready', source: aSource({ images: [image] }) } });
    ports.source = sourcePorts({ hasPermission: () => Promise.resolve(true) });
    await readPicture({ windowId: 7, imageId: 'picture', how: 'fetch' }, ports);
    expect(rows.at(-1)?.state).toMatchObject({
      source: { images: [{ id: 'picture', state: { kind: 'unread', problem: 'unreachable' } }] },
    });
  });

  it('is written into the gesture that came meanwhile only if that has it too', async () => {
    const newer: Draft = {
      windowId: 7,
      at: 500,
      state: { kind: 'ready', source: aSource({ text: 'New.' }) },
    };
    rows.push({ windowId: 7, at: 1, state: { kind: 'ready', source: aSource({ images: [image] }) } });
    ports.source = sourcePorts({ hasPermission: () => Promise.resolve(rows.push(newer) > 0) });
    await readPicture({ windowId: 7, imageId: 'picture', how: 'fetch' }, ports);
    expect(rows.at(-1)).toBe(newer);
  });

  it('leaves another one alone that was read at the same time', async () => {
    const other = { ...image, id: 'other', url: 'https://cdn.example/b.png' };
    rows.push({ windowId: 7, at: 1, state: { kind: 'ready', source: aSource({ images: [image, other] }) } });
    ports.source = sourcePorts({ hasPermission: () => Promise.resolve(true) });
    await Promise.all(
      ['picture', 'other'].map((imageId) => readPicture({ windowId: 7, imageId, how: 'fetch' }, ports)),
    );
    const { state } = rows.at(-1)!;
    expect(state.kind === 'ready' && state.source.images.map((read) => read.state)).toEqual([
      { kind: 'unread', problem: 'unreachable' },
      { kind: 'unread', problem: 'unreachable' },
    ]);
  });

  it('of a draft that is gone is nobody’s business any more', async () => {
    await readPicture({ windowId: 9, imageId: 'picture', how: 'crop' }, ports);
    expect(rows).toEqual([]);
  });
});

describe('a reading that a killed background left behind', () => {
  const reading = (source: ReturnType<typeof aSource>): Draft => ({
    windowId: 7,
    at: 50,
    state: { kind: 'reading', source },
  });

  it('ends with the words of the menu, and says that the page was not read', async () => {
    rows.push(reading(aSource({ text: 'One ladybird.' })));
    await settleInterrupted(ports);
    expect(rows.at(-1)?.state).toMatchObject({
      kind: 'ready',
      source: { text: 'One ladybird.', notices: [{ code: 'page-unreadable' }] },
    });
  });

  it('ends as failed where the menu had nothing', async () => {
    rows.push(reading(aSource({ kind: 'article', text: '' })));
    await settleInterrupted(ports);
    expect(rows.at(-1)?.state).toEqual({ kind: 'failed', problem: 'nothing-readable' });
  });

  it('is told apart from one that has just begun', async () => {
    rows.push({ ...reading(aSource()), at: clock });
    await settleInterrupted(ports);
    expect(rows).toHaveLength(1);
  });
});
