/** What stands on every frame: where the words come from, what made the clip, and how far it is. */
import { graphemes } from '@/utils/domain';
import { setText } from './canvas';
import { progress } from './easing';
import { css, type Rgb } from './oklch';
import type { Canvas2D, Stage } from './types';
import type { Measure } from './fit';
import { fontOf, type Face } from './typography';

export interface FurnitureColours {
  site: Rgb;
  made: Rgb;
  accent: Rgb;
}

export interface FurnitureLayout {
  site: { text: string; x: number; y: number };
  made: { text: string; x: number; y: number };
  siteSize: number;
  madeSize: number;
  bar: { x: number; y: number; width: number };
  /** The top of it all: nothing else may stand below. */
  top: number;
}

const SITE_SIZE = 20;
const MADE_SIZE = 16.5;
const LEAST = 13;
const GAP = 28;
const MARK = 14;

function faces(stage: Pick<Stage, 'type'>): { site: Face; made: Face } {
  return { site: { ...stage.type.ui, weight: 600 }, made: { ...stage.type.ui, weight: 500 } };
}

/** The end of a domain says whose it is, so it is the beginning that goes. */
function shorten(text: string, fits: (text: string) => boolean, keepEnd: boolean): string {
  if (fits(text)) return text;
  const letters = graphemes(text);
  for (let drop = 1; drop < letters.length; drop += 1) {
    const shorter = keepEnd ? `…${letters.slice(drop).join('')}` : `${letters.slice(0, -drop).join('')}…`;
    if (fits(shorter)) return shorter;
  }
  return '…';
}

/** Both labels in one row, smaller if need be, or in two rows where they would meet. */
export function layFurniture(
  stage: Pick<Stage, 'width' | 'height' | 'safe' | 'type'>,
  labels: { site: string; made: string },
  measure: Measure,
): FurnitureLayout {
  const side = stage.width * 0.085;
  const room = stage.width - side * 2;
  const { site, made } = faces(stage);
  const upright = stage.height > stage.width * 1.5;
  const barY = stage.height - (upright ? stage.height * 0.085 : Math.max(30, stage.safe.bottom * 0.33));
  const base = barY - 14;
  const siteWidth = (size: number, text: string): number => (text ? MARK + measure(text, site) * size : 0);
  const bar = { x: side, y: barY, width: room };

  for (const shrink of [1, 0.92]) {
    const madeSize = MADE_SIZE * shrink;
    const madeWidth = measure(labels.made, made) * madeSize;
    const siteSize = SITE_SIZE * shrink;
    if (siteWidth(siteSize, labels.site) + (labels.site ? GAP : 0) + madeWidth > room) continue;
    return {
      site: { text: labels.site, x: side, y: base },
      made: { text: labels.made, x: side + room - madeWidth, y: base },
      siteSize,
      madeSize,
      bar,
      top: base - siteSize,
    };
  }
  const fitted = Math.max(LEAST, Math.min(MADE_SIZE, room / Math.max(0.01, measure(labels.made, made))));
  const madeText = shorten(labels.made, (text) => measure(text, made) * fitted <= room, false);
  const siteText = shorten(labels.site, (text) => siteWidth(SITE_SIZE, text) <= room, true);
  return {
    site: { text: siteText, x: side, y: base - fitted * 1.55 },
    made: { text: madeText, x: side, y: base },
    siteSize: SITE_SIZE,
    madeSize: fitted,
    bar,
    top: base - fitted * 1.55 - SITE_SIZE,
  };
}

/** Labels and the line of time; none of them on a still, which has no labels: it goes into a picture of somebody else's. */
export function drawFurniture(
  ctx: Canvas2D,
  stage: Stage,
  layout: FurnitureLayout,
  colours: FurnitureColours,
  seconds: number,
  total: number,
): void {
  if (layout.site.text === '' && layout.made.text === '') return;
  const { site, made } = faces(stage);
  ctx.save();
  setText(ctx);
  ctx.letterSpacing = '0px';
  if (layout.site.text) {
    ctx.fillStyle = css(colours.accent);
    ctx.fillRect(layout.site.x, layout.site.y - layout.siteSize * 0.7, 6, layout.siteSize * 0.7);
    ctx.fillStyle = css(colours.site);
    ctx.font = fontOf(site, layout.siteSize);
    ctx.fillText(layout.site.text, layout.site.x + MARK, layout.site.y);
  }
  ctx.fillStyle = css(colours.made);
  ctx.font = fontOf(made, layout.madeSize);
  ctx.fillText(layout.made.text, layout.made.x, layout.made.y);
  ctx.fillStyle = css(colours.site, 0.2);
  ctx.fillRect(layout.bar.x, layout.bar.y, layout.bar.width, 2);
  ctx.fillStyle = css(colours.accent);
  ctx.fillRect(layout.bar.x, layout.bar.y, layout.bar.width * progress(seconds, 0, total), 2);
  ctx.restore();
}
