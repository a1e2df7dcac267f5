import { describe, expect, it } from 'vitest';
import { ASPECTS, durationOf, frameSize, RESOLUTIONS } from '@/utils/domain';
import { aRequest } from '../samples';

describe('a frame', () => {
  it('has even sides and the wanted short side in every shape', () => {
    for (const aspect of ASPECTS) {
      for (const resolution of RESOLUTIONS) {
        const { width, height } = frameSize(aspect, resolution);
        expect([width % 2, height % 2]).toEqual([0, 0]);
        expect(Math.min(width, height)).toBe(resolution === '720p' ? 720 : 1080);
      }
    }
    expect(frameSize('16:9', '1080p')).toEqual({ width: 1920, height: 1080 });
    expect(frameSize('9:16', '720p')).toEqual({ width: 720, height: 1280 });
    expect(frameSize('4:5', '720p')).toEqual({ width: 720, height: 900 });
  });
});

describe('a storyboard', () => {
  it('lasts as long as its shots together', () => {
    const { storyboard } = aRequest();
    const shot = storyboard.shots[0]!;
    expect(durationOf({ ...storyboard, shots: [shot, { ...shot, seconds: 2.5 }] })).toBe(7.5);
  });
});
