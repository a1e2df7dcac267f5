import type { OnDeviceRequest } from '@/utils/domain';
import { FAMILY, FONT_FILES, type FontFile } from './font-files';

/** Per font set and file, so that a file is read once however many clips ask for it. */
const loading = new WeakMap<FontFaceSet, Map<string, Promise<void>>>();

/** Letters of the extended subset: Central European, Vietnamese, transliterations. */
const EXTENDED = /[\u0100-\u0130\u0132-\u0151\u0154-\u02FF\u1D00-\u1EFF\u2C60-\u2C7F\uA720-\uA7FF]/;

/** The files a clip is set in: its look's families, and the extended letters only where it has any. */
export function fontsFor({ settings, storyboard, labels }: OnDeviceRequest): readonly FontFile[] {
  const display = {
    editorial: FAMILY.serif,
    grotesk: FAMILY.grotesk,
    vivid: FAMILY.grotesk,
    terminal: FAMILY.mono,
  };
  const shots = storyboard.shots.flatMap(({ text, eyebrow }) => [text, eyebrow]);
  const extended = EXTENDED.test(
    [storyboard.title, storyboard.byline, labels.site, labels.made, ...shots].join(' '),
  );
  return FONT_FILES.filter(
    ({ family, subset }) =>
      (family === FAMILY.ui || family === display[settings.look]) && (extended || subset === 'latin'),
  );
}

function fontSet(): FontFaceSet {
  const scope = globalThis as unknown as { fonts?: FontFaceSet; document?: Document };
  const fonts = scope.fonts ?? scope.document?.fonts;
  if (!fonts) throw new Error('no FontFaceSet here');
  return fonts;
}

async function load(fonts: FontFaceSet, font: FontFile, url: string): Promise<void> {
  // By bytes, not by url(): a page's font-src then has no say in what the frames look like.
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`font ${font.file}: ${answer.status}`);
  const { family, weight, style, unicodeRange } = font;
  const face = new FontFace(family, await answer.arrayBuffer(), { weight, style, unicodeRange });
  fonts.add(await face.load());
}

/**
 * Makes bundled families available to canvases of this worker or page; each file is read once.
 * @param fontUrl from a file name of `FONT_FILES` to where it is served
 * @throws when a file cannot be read or is no font
 */
export async function loadFonts(
  fontUrl: (file: string) => string,
  files: readonly FontFile[] = FONT_FILES,
): Promise<void> {
  const fonts = fontSet();
  const known = loading.get(fonts) ?? new Map<string, Promise<void>>();
  loading.set(fonts, known);
  const start = (font: FontFile): Promise<void> => {
    const done = load(fonts, font, fontUrl(font.file));
    known.set(font.file, done);
    done.catch(() => known.delete(font.file));
    return done;
  };
  await Promise.all(files.map((font) => known.get(font.file) ?? start(font)));
}
