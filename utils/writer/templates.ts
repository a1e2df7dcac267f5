import { hasWords, TEMPLATES, type Source, type Template } from '@/utils/domain';
import { BEAT } from './beats';
import { statSentence } from './compose/stat';
import { clipShare, posterShare, weightOf } from './measure';
import { captionOf, scriptOf, type Script } from './script';

/** Templates that make sense for a Source, in the order they are offered; at least one. */
export function possibleTemplates(source: Source): Template[] {
  return possibleFor(scriptOf(source));
}

/** The template that suits a Source best. */
export function suggestTemplate(source: Source): Template {
  return suggestFor(scriptOf(source));
}

function possibleFor(script: Script): Template[] {
  const { page, sentences, images, source } = script;
  const text = page.text;
  const hasImage = images.length > 0;
  const possible = new Set<Template>();
  if (hasImage) possible.add('photo');
  if (text !== '' || hasName(script) || !hasImage) possible.add('quote');
  if (hasWords(text) && (sentences.length > 1 || weightOf(text.slice(0, 400)) > BEAT)) possible.add('lyric');
  if (
    sentences.length > 2 ||
    (sentences.length > 0 && hasImage && source.kind !== 'image') ||
    images.length > 1
  )
    possible.add('storyboard');
  if (statSentence(script)) possible.add('stat');
  return TEMPLATES.filter((template) => possible.has(template));
}

/** There is something to put on a poster, even when nothing was selected. */
function hasName({ images, heading, title, language }: Script): boolean {
  return [heading, title, ...images.map((image) => captionOf(image, language))].some(({ text }) =>
    hasWords(text),
  );
}

export function suggestFor(script: Script): Template {
  const { source, page, sentences, images } = script;
  const possible = possibleFor(script);
  const allowed = (template: Template): Template =>
    possible.includes(template) ? template : (possible[0] ?? 'quote');
  const share = page.text.length > 4000 ? Infinity : posterShare(page.text);
  if (source.kind === 'image') return allowed('photo');
  if (source.kind === 'article') return allowed(share > 1 || images.length > 0 ? 'storyboard' : 'quote');
  if (images.length > 0) return allowed(share <= 1 ? 'photo' : 'storyboard');
  if (share > 1) return allowed(page.text.length > 4000 || clipShare(page.text) > 1 ? 'storyboard' : 'lyric');
  const stat = sentences.length === 1 ? statSentence(script) : null;
  return allowed(stat && stat.stat.worth >= 2.5 ? 'stat' : 'quote');
}
