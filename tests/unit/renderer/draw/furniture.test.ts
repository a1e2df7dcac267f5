import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASPECTS } from '@/utils/domain';
import type { Canvas2D, Stage } from '@/utils/renderer/draw/types';
import { drawFurniture, layFurniture, type FurnitureLayout } from '@/utils/renderer/draw/furniture';
import { safeArea, stageSize } from '@/utils/renderer/draw/stage';
import type { Aspect } from '@/utils/domain';
import { fakeMeasure, latin } from './measurer';

const MADE = 'Motion graphics · made on this device';
const lay = (aspect: Aspect, site: string, made = MADE): FurnitureLayout => {
  const size = stageSize(aspect);
  return layFurniture({ ...size, safe: safeArea(size), type: latin }, { site, made }, fakeMeasure);
};

describe('furniture', () => {
  it('stands in one row where there is room', () => {
    const { site, made } = lay('16:9', 'example.com');
    expect(site.y).toBe(made.y);
    expect(made.text).toBe(MADE);
  });

  it('keeps the end of a domain that is too long, because it says whose it is', () => {
    const { site, made } = lay('9:16', `${'sub.'.repeat(30)}example.com`);
    expect(site.text).toMatch(/^….*example\.com$/);
    expect(site.y).toBeLessThan(made.y);
  });

  it('is not drawn on a still, which has no labels: neither they nor the line of time', () => {
    const size = stageSize('16:9');
    const stage = { ...size, safe: safeArea(size), type: latin } as unknown as Stage;
    const touched = new Proxy({}, { get: () => expect.fail('something was drawn') });
    const colours = {} as Parameters<typeof drawFurniture>[3];
    drawFurniture(touched as Canvas2D, stage, lay('16:9', '', ''), colours, 1, 5);
  });

  it('never lets the labels meet or leave the frame, in any shape and for any names', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ASPECTS),
        fc.string({ maxLength: 120 }),
        fc.string({ minLength: 1, maxLength: 120 }),
        (aspect, site, made) => {
          const { width, height } = stageSize(aspect);
          const layout = lay(aspect, site, made);
          const siteEnd = layout.site.x + 14 + fakeMeasure(layout.site.text, latin.ui) * layout.siteSize;
          const madeEnd = layout.made.x + fakeMeasure(layout.made.text, latin.ui) * layout.madeSize;
          expect(madeEnd).toBeLessThanOrEqual(width - layout.bar.x + 1);
          if (layout.site.text) expect(siteEnd).toBeLessThanOrEqual(width - layout.bar.x + 1);
          if (layout.site.text && layout.site.y === layout.made.y)
            expect(siteEnd).toBeLessThanOrEqual(layout.made.x);
          else if (layout.site.text) expect(layout.made.y - layout.site.y).toBeGreaterThan(layout.madeSize);
          expect(layout.bar.y).toBeLessThan(height);
          expect(layout.made.y).toBeLessThan(layout.bar.y);
          expect(layout.madeSize).toBeGreaterThanOrEqual(13);
        },
      ),
    );
  });
});
