import { hasWords } from '@/utils/domain';
import { NO_LINE, type Line } from '../credits';
import { captionOf, type Script } from '../script';
import { eyebrowOf, reducedTo, type Composition } from './draft';
import { posterLine } from './quote';

/**
 * One picture with words under it. `verbatim`: the words are what the user typed, and none if nothing was.
 */
export function composePhoto(script: Script, wanted: number | 'auto', verbatim: boolean): Composition | null {
  const image = script.images[0];
  if (!image) return null;
  const own = posterLine(script, wanted);
  const about = [captionOf(image, script.language), script.heading, script.title].find(({ text }) =>
    hasWords(text),
  );
  const isArticle = script.source.kind === 'article';
  let line: Line;
  if (verbatim) line = own?.line ?? NO_LINE;
  else line = (isArticle ? (about ?? own?.line) : (own?.line ?? about)) ?? NO_LINE;
  return {
    template: 'photo',
    drafts: [
      {
        role: 'photo',
        line,
        image,
        eyebrow: line.text ? eyebrowOf(line, [script.heading, script.title]) : '',
      },
    ],
    reduced: own && line === own.line && !own.isWhole ? reducedTo(script, [line.text]) : null,
  };
}
