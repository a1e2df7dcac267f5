import { FONT_FILES, type FontFile } from './font-files';

const loading = new WeakMap<FontFaceSet, Promise<void>>();

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
 * Makes the bundled families available to canvases of this worker or page. Any number of calls load them once.
 * @param fontUrl from a file name of `FONT_FILES` to where it is served
 * @throws when a file cannot be read or is no font
 */
export function loadFonts(fontUrl: (file: string) => string): Promise<void> {
  const fonts = fontSet();
  let done = loading.get(fonts);
  if (!done) {
    done = Promise.all(FONT_FILES.map((font) => load(fonts, font, fontUrl(font.file)))).then(() => undefined);
    loading.set(fonts, done);
    done.catch(() => loading.delete(fonts));
  }
  return done;
}
