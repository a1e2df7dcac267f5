// @vitest-environment happy-dom
import './english';
import { act } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Edit } from '@/components/create/edit';
import { Still } from '@/components/create/Still';
import { nearestAspect } from '@/components/create/still-drawing';
import { WATCH_MS } from '@/components/create/use-still-watch';
import type { Connection, OnDeviceRequest, Still as StillRow } from '@/utils/domain';
import type { StillWish } from '@/utils/messaging';
import { aConnection, aSource, aStill } from '../samples';
import { find, press, show, useScreen, words } from './screen';
import { aCard, anEdit, anOrder, aStillStore, Bench, SETTINGS } from './still-bench';

useScreen();

const MAKER = aConnection({ id: 'maker', name: 'Pictures', imageModel: 'flux-2' });
const settled = () => act(async () => undefined);
const plain = () => words().replaceAll(/[\u2068\u2069]/g, '');

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => ({ drawImage: () => undefined });
      convertToBlob = async ({ type }: ImageEncodeOptions) => new Blob(['drawn'], { type: type ?? '' });
    },
  );
});

interface Around {
  stills?: StillRow[];
  connections?: Connection[];
  start?: Edit;
  services?: object;
  firstFrame?: 'no' | 'optional';
}

async function bench({ stills = [], connections = [MAKER], start, services = {}, firstFrame }: Around = {}) {
  const rows = aStillStore(stills, connections);
  const seen: { edit?: Edit } = {};
  const wishes: StillWish[] = [];
  const drawn: OnDeviceRequest[] = [];
  const askOrigin = vi.fn(async () => true);
  const fetchStill = vi.fn(async () => undefined);
  const card = aCard(firstFrame && { firstFrame });
  await show(
    <Bench onEdit={(edit) => (seen.edit = edit)} {...(start && { start })}>
      {(edit, change) => (
        <Still
          sourceId="source-1"
          order={anOrder(edit, card)}
          edit={edit}
          change={change}
          settings={SETTINGS}
        />
      )}
    </Bench>,
    {
      privacy: 'ordinary',
      store: rows.store,
      onChange: rows.onChange,
      askOrigin,
      fetchStill,
      makeStill: async (wish: StillWish) => void wishes.push(wish),
      previewer: {
        preview: async (request: OnDeviceRequest) => {
          drawn.push(request);
          return { bitmap: { width: 1080, height: 1920, close: () => undefined } };
        },
      },
      ...services,
    },
  );
  await settled();
  return { rows, seen, wishes, drawn, askOrigin, fetchStill };
}

describe('a still drawn here', () => {
  it('is a frame of the clip in its shape without labels, free, and shown before it is used', async () => {
    const { rows, drawn, seen } = await bench();
    await press('Draw it here · free');
    await settled();
    expect(drawn).toMatchObject([
      { settings: { aspect: '9:16', resolution: '1080p' }, labels: { site: '', made: '' } },
    ]);
    const [still] = rows.stills;
    expect(still).toMatchObject({ state: 'ready', order: null, money: { verdict: 'free' }, askedBy: '' });
    // Pages of Chromium put off every other kind until they have nothing else to do.
    expect(rows.pictures.get(still?.imageId ?? '')?.type).toBe('image/webp');
    expect(words()).toContain('Drawn on this device');
    expect(seen.edit?.order.still).toBeNull();
    await press('Use as first frame');
    expect(seen.edit?.order.still).toBe(still?.imageId);
    expect(rows.stills[0]?.settledAt).toBeGreaterThan(0);
  });

  it('says so where it cannot be drawn, and can be tried again', async () => {
    const preview = vi.fn(() => Promise.reject(new Error('no worker')));
    await bench({ services: { previewer: { preview } } });
    await press('Draw it here · free');
    expect(words()).toContain('could not be drawn here');
    await press('Draw it here · free');
    expect(preview).toHaveBeenCalledTimes(2);
  });

  it('has the shape nearest to the clip’s', () => {
    const wished = ['16:9', '21:9', '4:3', '1:1', '3:4', '2:3', '9:16', '', 'auto'];
    expect(wished.map(nearestAspect)).toEqual([
      '16:9',
      '16:9',
      '1:1',
      '1:1',
      '4:5',
      '9:16',
      '9:16',
      '16:9',
      '16:9',
    ]);
  });
});

describe('a still by a service', () => {
  it('is asked for only after all that goes was seen, with its host and what is known of the price', async () => {
    const { wishes, askOrigin } = await bench();
    await press('Have it made by \u2068Pictures\u2069');
    await settled();
    expect(wishes).toEqual([]);
    expect(plain()).toContain('Ask 127.0.0.1:8091 for a picture?');
    expect(plain()).toContain('Model flux-2');
    expect(plain()).toContain('price not known');
    expect(document.activeElement?.textContent).toContain('Send');
    await act(async () => (document.activeElement as HTMLButtonElement).click());
    expect(askOrigin).toHaveBeenCalledWith(MAKER.baseUrl);
    expect(wishes).toMatchObject([{ sourceId: 'source-1', connectionId: 'maker', aspect: '9:16' }]);
    expect(wishes[0]?.prompt).toContain('ladybird');
    expect(wishes[0]?.prompt).not.toMatch(/dolly|camera|sound/i);
  });

  it('is asked for in the user’s own words where they wrote some', async () => {
    const { wishes } = await bench({ start: { ...anEdit(), prompt: '  A fox, at dusk. ' } });
    await press('Have it made by \u2068Pictures\u2069');
    await settled();
    await act(async () => (document.activeElement as HTMLButtonElement).click());
    expect(wishes[0]?.prompt).toBe('A fox, at dusk.');
  });

  it('goes nowhere when one goes back, or the host is not allowed', async () => {
    const { wishes } = await bench({ services: { askOrigin: async () => false } });
    await press('Have it made by \u2068Pictures\u2069');
    await press('Back');
    expect(document.querySelector('dialog')).toBeNull();
    await press('Have it made by \u2068Pictures\u2069');
    await settled();
    await act(async () => (document.activeElement as HTMLButtonElement).click());
    expect(wishes).toEqual([]);
    expect(words()).toContain('nothing was sent');
  });

  it('cannot be sent where a limit is set: nobody tells its price', async () => {
    const rows = aStillStore();
    const caps = { get: async () => ({ clip: null, day: 5, month: null }) };
    const connections = { all: async () => [MAKER] };
    const { wishes } = await bench({ services: { store: { ...rows.store, caps, connections } } });
    await press('Have it made by \u2068Pictures\u2069');
    await settled();
    expect(words()).toContain('You have set a limit');
    await act(async () => find<HTMLButtonElement>('dialog .button-accent').click());
    expect(wishes).toEqual([]);
  });

  it.each([
    ['under', 0.04, true],
    ['over', 9, false],
  ])('is sent %s a limit by the price the user entered, and not over it', async (_, usdPerStill, goes) => {
    const maker = { ...MAKER, usdPerStill };
    const rows = aStillStore([], [maker]);
    const caps = { get: async () => ({ clip: null, day: 5, month: null }) };
    const { wishes } = await bench({ services: { store: { ...rows.store, caps } } });
    await press('Have it made by \u2068Pictures\u2069');
    await settled();
    expect(words().includes('Over your limit')).toBe(!goes);
    expect(words()).toContain(`≈ $${usdPerStill.toFixed(2)}`);
    await act(async () => find<HTMLButtonElement>('dialog .button-accent').click());
    expect(wishes.map(({ usd }) => usd)).toEqual(goes ? [usdPerStill] : []);
  });

  it('is waited for, and then shown', async () => {
    const asking = aStill({
      state: 'asking',
      imageId: null,
      money: { ...aStill().money, verdict: 'pending' },
    });
    const { rows, seen } = await bench({ stills: [asking] });
    expect(plain()).toContain('127.0.0.1:8091 is making the picture');
    await act(async () => rows.put(aStill()));
    expect(plain()).toContain('Made by 127.0.0.1:8091 · flux-2');
    await press('Use as first frame');
    expect(seen.edit?.order.still).toBe('still-1');
  });

  it('is found out about when whoever waited for it has died, for as long as it is waited for', async () => {
    vi.useFakeTimers();
    try {
      const asking = aStill({ state: 'asking', imageId: null });
      const wake = vi.fn(() => Promise.reject(new Error('nobody there')));
      const { rows } = await bench({ stills: [asking], services: { wake } });
      await act(() => vi.advanceTimersByTimeAsync(2 * WATCH_MS));
      expect(wake).toHaveBeenCalledTimes(2);
      await act(async () => rows.put({ ...asking, state: 'unknown', problem: 'answer-lost' }));
      await act(() => vi.advanceTimersByTimeAsync(2 * WATCH_MS));
      expect(wake).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that is left can be taken back', async () => {
    const { rows, seen } = await bench({ stills: [aStill()] });
    await press('Leave it');
    expect(rows.stills[0]?.settledAt).toBeGreaterThan(0);
    await press('Undo');
    expect(rows.stills[0]?.settledAt).toBe(0);
    expect(seen.edit?.order.still).toBeNull();
  });

  it('is not offered in a private window, nor by a connection without such a model', async () => {
    await bench({ services: { privacy: 'memory' } });
    expect(words()).not.toContain('Have it made');
    await bench({ connections: [aConnection()] });
    expect(words()).not.toContain('Have it made');
  });
});

describe('a still that did not come', () => {
  it('of which nobody knows says that it may have been charged, and is not asked for again by itself', async () => {
    const { wishes } = await bench({
      stills: [aStill({ state: 'unknown', problem: 'answer-lost', imageId: null })],
    });
    expect(plain()).toContain('Did 127.0.0.1:8091 make the picture? Nobody knows.');
    expect(words()).toContain('the picture did not arrive');
    expect(words()).toContain('It may have been charged');
    await press('OK');
    expect(wishes).toEqual([]);
    expect(words()).toContain('Draw it here');
  });

  it('names the gate, their words, and that nothing was charged', async () => {
    const failure = { gate: 'input', code: 'x', message: 'Not this one.', charged: 'no' } as const;
    const money = { ...aStill().money, verdict: 'not-charged' } as const;
    await bench({
      stills: [aStill({ state: 'failed', problem: 'content-refused', imageId: null, failure, money })],
    });
    expect(words()).toContain('The words, before anything was made.');
    expect(words()).toContain('Not this one.');
    expect(words()).toContain('Nothing was charged.');
  });

  it('that was never asked for cost nothing', async () => {
    await bench({ stills: [aStill({ state: 'failed', problem: 'key-locked', imageId: null, askedBy: '' })] });
    expect(words()).toContain('Nothing was sent, so nothing was charged.');
  });

  it('and lies elsewhere is fetched once its host is allowed', async () => {
    const pictureUrl = 'https://pictures.example/0.png';
    const lies = aStill({ state: 'failed', problem: 'picture-elsewhere', imageId: null, pictureUrl });
    const { askOrigin, fetchStill } = await bench({ stills: [lies] });
    expect(plain()).toContain('The picture lies at pictures.example');
    await press('Allow access to \u2068pictures.example\u2069');
    expect(askOrigin).toHaveBeenCalledWith(pictureUrl);
    expect(fetchStill).toHaveBeenCalledWith('still-1');
  });
});

describe('a first frame that was made', () => {
  it('is part of the order, and of no other role; taking it out can be undone', async () => {
    const { seen } = await bench({ start: anEdit({ still: 'still-9' }) });
    expect(anOrder(seen.edit!).request?.images).toEqual([{ imageId: 'still-9', role: 'first-frame' }]);
    await press('Take it out');
    expect(anOrder(seen.edit!).request?.images).toEqual([]);
    await press('Undo');
    expect(seen.edit?.order.still).toBe('still-9');
  });

  it('is not offered to a model that takes none, and not sent to it', async () => {
    const { seen } = await bench({ start: anEdit({ still: 'still-9' }), firstFrame: 'no' });
    expect(words()).toBe('');
    expect(anOrder(seen.edit!, aCard({ firstFrame: 'no' })).request?.images).toEqual([]);
    expect(anOrder(seen.edit!, aCard({ firstFrame: 'no' }), aSource()).prompt).toContain('ladybird');
  });
});
