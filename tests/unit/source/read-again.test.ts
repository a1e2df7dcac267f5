import { describe, expect, it } from 'vitest';
import type { SourceImage } from '@/utils/domain';
import { readPictureAgain } from '@/utils/source';
import { fakePorts, framesAnswer } from './fakes';
import { png } from './image-bytes';

const IMAGE: SourceImage = {
  id: 'picture-1',
  url: 'https://cdn.example/rain.jpg',
  alt: 'Rain',
  caption: '',
  width: 640,
  height: 400,
  origin: 'element',
  state: { kind: 'unread', problem: 'needs-permission' },
};
const READY: SourceImage = {
  ...IMAGE,
  state: { kind: 'ready', sha256: 'a'.repeat(64), mime: 'image/png', bytes: 9 },
};
const PLACE = { x: 10, y: 20, width: 300, height: 200, viewportWidth: 1280, viewportHeight: 720 };
const TAB = { windowId: 1, tabId: 5 };

describe('a picture read again', () => {
  it('is fetched after the user has allowed its host', async () => {
    const ports = fakePorts({
      hasPermission: () => Promise.resolve(true),
      fetchImage: async () => ({ ok: true, bytes: png(640, 400) }),
    });
    const again = await readPictureAgain(IMAGE, 'fetch', TAB, ports);
    expect(again).toMatchObject({
      url: IMAGE.url,
      origin: 'element',
      state: { kind: 'ready', mime: 'image/png' },
    });
    expect(ports.stored.has('picture-1')).toBe(true);
  });

  it('stays unread when the user has not', async () => {
    expect(await readPictureAgain(IMAGE, 'fetch', TAB, fakePorts())).toEqual(IMAGE);
  });

  it('keeps its size when the server refuses', async () => {
    const ports = fakePorts({
      hasPermission: () => Promise.resolve(true),
      fetchImage: async () => ({ ok: false, reason: 'status' }),
    });
    expect(await readPictureAgain(IMAGE, 'fetch', TAB, ports)).toEqual({
      ...IMAGE,
      state: { kind: 'unread', problem: 'unreachable' },
    });
  });

  it('is cut out of the visible tab, from whichever frame it stands in', async () => {
    const ports = fakePorts({
      inject: framesAnswer({ 0: null, 4: PLACE }),
      cropVisible: async (windowId, tabId, place) => {
        expect([windowId, tabId, place]).toEqual([1, 5, PLACE]);
        return { ok: true, blob: new Blob([png(600, 400)]) };
      },
    });
    const again = await readPictureAgain(IMAGE, 'crop', TAB, ports);
    expect(again).toMatchObject({ url: IMAGE.url, origin: 'screen-crop', state: { kind: 'ready' } });
    expect(ports.asked[0]?.task).toMatchObject({
      kind: 'locate',
      imageIds: ['picture-1'],
      srcUrl: IMAGE.url,
    });
  });

  it.each([
    ['its tab is unknown', { windowId: 1 }, fakePorts()],
    ['its tab is closed', TAB, fakePorts({ inject: async () => ({ ok: false, reason: 'tab-gone' }) })],
    ['no frame has it any more', TAB, fakePorts({ inject: framesAnswer({ 0: null }) })],
    [
      'its place is nonsense',
      TAB,
      fakePorts({ inject: framesAnswer({ 0: { ...PLACE, width: Number.NaN } }) }),
    ],
    [
      'another tab is in front',
      TAB,
      fakePorts({
        inject: framesAnswer({ 0: PLACE }),
        cropVisible: async () => ({ ok: false, reason: 'tab-hidden' }),
      }),
    ],
  ] as const)('is gone when %s', async (_, where, ports) => {
    expect((await readPictureAgain(IMAGE, 'crop', where, ports)).state).toEqual({
      kind: 'unread',
      problem: 'gone',
    });
  });

  it('is never lost when it was ready before', async () => {
    expect(await readPictureAgain(READY, 'crop', { windowId: 1 }, fakePorts())).toEqual(READY);
  });
});
