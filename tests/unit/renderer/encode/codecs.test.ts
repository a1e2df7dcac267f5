import { afterEach, describe, expect, it, vi } from 'vitest';
import { ASPECTS, RESOLUTIONS, frameSize } from '@/utils/domain';
import {
  codecStrings,
  videoChoices,
  type VideoChoice,
  type VideoShape,
} from '@/utils/renderer/encode/codecs';

afterEach(() => vi.unstubAllGlobals());

/** A browser that claims the codecs whose string starts so, and throws for what it has never heard of. */
function browserWith(...prefixes: string[]): void {
  vi.stubGlobal('VideoEncoder', {
    isConfigSupported: async (config: VideoEncoderConfig) => {
      if (config.codec.startsWith('av01')) throw new TypeError('unknown codec');
      return { supported: prefixes.some((prefix) => config.codec.startsWith(prefix)), config };
    },
  });
}

async function choicesFor(shape: VideoShape): Promise<VideoChoice[]> {
  const choices: VideoChoice[] = [];
  for await (const choice of videoChoices(shape)) choices.push(choice);
  return choices;
}

const HD = { width: 1280, height: 720, fps: 30 };

describe('codec strings', () => {
  it('name the lowest level that holds the size and the frame rate', () => {
    expect(codecStrings('avc', HD)[0]).toBe('avc1.64001f');
    expect(codecStrings('avc', { width: 720, height: 1280, fps: 30 })[0]).toBe('avc1.64001f');
    expect(codecStrings('avc', { width: 1920, height: 1080, fps: 30 })[0]).toBe('avc1.640028');
    expect(codecStrings('vp9', HD)).toEqual(['vp09.00.31.08']);
    expect(codecStrings('av1', { width: 1920, height: 1080, fps: 30 })).toEqual(['av01.0.08M.08']);
  });

  it('exist for every size a clip can have', () => {
    for (const aspect of ASPECTS) {
      for (const resolution of RESOLUTIONS) {
        const shape = { ...frameSize(aspect, resolution), fps: 30 };
        for (const codec of ['avc', 'vp9', 'av1', 'vp8'] as const) {
          for (const name of codecStrings(codec, shape))
            expect(name).toMatch(/^(avc1\.[0-9a-f]{6}|vp09\.00\.\d\d\.08|av01\.0\.\d\dM\.08|vp8)$/);
        }
      }
    }
  });
});

describe('videoChoices', () => {
  it('is empty without an encoder', async () => {
    vi.stubGlobal('VideoEncoder', undefined);
    expect(await choicesFor(HD)).toEqual([]);
  });

  it('puts H.264 in MP4 first and everything else in WebM', async () => {
    browserWith('avc1', 'vp09', 'vp8');
    const choices = await choicesFor(HD);
    expect(choices.map(({ codec, container }) => `${codec}/${container}`)).toEqual([
      'avc/mp4',
      'vp9/webm',
      'vp8/webm',
    ]);
  });

  it('takes a lower H.264 profile where the best one is not to be had', async () => {
    browserWith('avc1.42e0');
    expect((await choicesFor(HD)).map(({ config }) => config.codec)).toEqual(['avc1.42e01f']);
  });
});
