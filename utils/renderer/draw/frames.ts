/** OnDeviceRequest -> frames. Everything slow happens in `prepareFrames`; a frame is then a pure function of its time. */
import { durationOf, frameSize, type OnDeviceRequest } from '@/utils/domain';
import { backgroundOf } from './background';
import { canvasMeasure } from './canvas';
import { progress } from './easing';
import { drawFurniture, layFurniture, type FurnitureColours } from './furniture';
import { moodOf } from './moods';
import { parseHex, toOklch, type Rgb } from './oklch';
import { paletteOf, type Tint } from './palette';
import { preparePhotos, type Photo } from './photo';
import { loadPhraseModels, type PhraseModel } from './phrases';
import { scenesOf } from './scenes';
import { safeArea, stageSize } from './stage';
import { entriesOf, framesIn, momentAt } from './timeline';
import { drawTransition } from './transitions';
import type { Canvas2D, Scene, Stage } from './types';
import { typographyOf } from './typography';

export interface Frames {
  /** Output pixels. */
  width: number;
  height: number;
  fps: number;
  frameCount: number;
  seconds: number;
  /** A moment when everything to read is on screen. */
  posterTime: number;
  /** Accents for the soundtrack, in seconds, ascending. */
  hits: number[];
  /** 0 calm .. 1 driven. */
  energy: number;
  /** Draws the frame of that moment over whatever was there. Pure: any order gives the same pixels. */
  draw(ctx: Canvas2D, seconds: number): void;
  /** Frees the pictures; nothing can be drawn after. */
  dispose(): void;
}

export interface DrawPorts {
  /** The bytes of a picture in the image store. */
  image(id: string): Promise<Blob | undefined>;
  /** A phrase model as plain data; asked for only by words in scripts without spaces. */
  phraseModel(model: PhraseModel): Promise<unknown>;
}

export type Prepared =
  { ok: true; frames: Frames } | { ok: false; problem: 'image-unreadable'; detail: string };

export interface PrepareOptions {
  /** Below 1 for a preview: the same layout on fewer pixels. */
  scale?: number;
}

/** How long the end of the clip takes to leave. */
const LEAVING_SECONDS = 0.36;

/** Needs the fonts: await `loadFonts` first, or the text is set in whatever the system has. */
export async function prepareFrames(
  request: OnDeviceRequest,
  ports: DrawPorts,
  options: PrepareOptions = {},
): Promise<Prepared> {
  const { storyboard, settings } = request;
  const output = frameSize(settings.aspect, settings.resolution);
  const scale = options.scale ?? 1;
  const width = Math.max(2, Math.round(output.width * scale));
  const height = Math.max(2, Math.round(output.height * scale));
  const size = stageSize(settings.aspect);

  const photos = await preparePhotos(storyboard.shots, ports, {
    ...size,
    scale: width / size.width,
    look: settings.look,
  });
  if (!photos.ok) return photos;

  const texts = [
    storyboard.title,
    storyboard.byline,
    ...storyboard.shots.flatMap((shot) => [shot.text, shot.eyebrow]),
  ];
  await loadPhraseModels(texts, storyboard.language, ports.phraseModel);
  const words = [storyboard.title, ...storyboard.shots.map((shot) => shot.text)].join(' ');
  const mood = moodOf(words) ?? { hue: (request.seed % 24) * 15, energy: 0.45, texture: 'mesh' as const };
  const type = typographyOf(settings.look, words, storyboard.language);
  const measure = canvasMeasure();
  const safe = safeArea(size);
  const furniture = layFurniture({ ...size, safe, type }, request.labels, measure);
  const stage: Stage = {
    ...size,
    scale: width / size.width,
    // Labels that need two rows push the words up.
    safe: { ...safe, bottom: Math.max(safe.bottom, size.height - furniture.top + 14) },
    look: settings.look,
    palette: paletteOf(settings.look, tintOf(request, photos.photos.values().next().value, mood.hue)),
    type,
    language: storyboard.language,
    direction: storyboard.direction,
    reducedMotion: settings.reducedMotion,
    measure,
    seed: request.seed,
  };
  const background = backgroundOf(stage, mood);
  const parts = scenesOf(stage, request, photos.photos, furniture);
  const entries = entriesOf(parts);
  const seconds = durationOf(storyboard);
  const onGround = groundColours(stage);
  const onPicture = pictureColours(stage);

  function drawScene(ctx: Canvas2D, index: number, now: number, withGround: boolean): void {
    const { scene } = parts[index]!;
    if (scene.ground === 'shared' && withGround) background.draw(ctx, now);
    const last = index === parts.length - 1;
    scene.draw(
      ctx,
      now - entries[index]!.start,
      last ? progress(now, seconds - LEAVING_SECONDS, LEAVING_SECONDS) : 0,
    );
  }

  function draw(ctx: Canvas2D, at: number): void {
    const now = Math.min(Math.max(0, at), seconds);
    const { index, over } = momentAt(entries, now);
    const current = parts[index]!.scene;
    ctx.save();
    ctx.setTransform(stage.scale, 0, 0, height / size.height, 0, 0);
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = 'source-over';
    const furnish = (scene: Scene): void =>
      drawFurniture(ctx, stage, furniture, scene.ground === 'own' ? onPicture : onGround, now, seconds);
    if (!over) {
      drawScene(ctx, index, now, true);
      furnish(current);
    } else {
      const before = parts[over.index]!.scene;
      const grounded = before.ground === 'shared' && current.ground === 'shared';
      drawTransition(ctx, stage, entries[index]!.transition, over.share, {
        before: () => drawScene(ctx, over.index, now, !grounded),
        after: () => drawScene(ctx, index, now, !grounded),
        furnitureBefore: () => furnish(before),
        furnitureAfter: () => furnish(current),
        grounded,
        background: () => background.draw(ctx, now),
      });
    }
    ctx.restore();
  }

  const settled = entries[0]!.start + parts[0]!.scene.settled;
  return {
    ok: true,
    frames: {
      width,
      height,
      fps: settings.fps,
      frameCount: framesIn(seconds, settings.fps),
      seconds,
      posterTime: Math.min(settled, seconds),
      hits: parts
        .flatMap(({ scene }, i) => [entries[i]!.start, ...scene.hits.map((hit) => entries[i]!.start + hit)])
        .filter((hit) => hit < seconds)
        .toSorted((a, b) => a - b),
      energy: mood.energy,
      draw,
      dispose: () => {
        background.dispose();
        for (const { scene } of parts) scene.dispose?.();
        for (const photo of photos.photos.values()) photo.dispose();
      },
    },
  };
}

/** The page's own colour first, then the picture's, then what the words speak of; a picture-led look asks the picture first. */
function tintOf(request: OnDeviceRequest, photo: Photo | undefined, moodHue: number): Tint {
  const theme = parseHex(request.themeColor);
  const { h, c } = theme ? toOklch(theme) : { h: 0, c: 0 };
  const fromTheme: Tint = { hue: h, chroma: c };
  const fromPhoto: Tint = photo?.tint ?? { hue: 0, chroma: 0 };
  const order = request.settings.look === 'vivid' ? [fromPhoto, fromTheme] : [fromTheme, fromPhoto];
  return order.find((tint) => tint.chroma > 0.04) ?? { hue: moodHue, chroma: 0.11 };
}

const WHITE: Rgb = [1, 1, 1];

function groundColours({ palette }: Stage): FurnitureColours {
  return { site: palette.fg, made: palette.muted, accent: palette.accent };
}

/** On a picture, over its scrim: the same white whatever the look. */
function pictureColours(stage: Stage): FurnitureColours {
  return {
    site: WHITE,
    made: [0.9, 0.9, 0.9],
    accent: stage.palette.dark ? stage.palette.accent : stage.palette.ground[0],
  };
}
