import type { Source, Storyboard, Template } from '@/utils/domain';
import type { Composition } from './compose/draft';
import { finish } from './compose/draft';
import { composeLyric } from './compose/lyric';
import { composePhoto } from './compose/photo';
import { composeQuote } from './compose/quote';
import { composeStat } from './compose/stat';
import { composeStoryboard } from './compose/storyboard';
import { wantedLength } from './pace';
import { scriptOf, type Script } from './script';
import { suggestFor } from './templates';

export interface WriterOptions {
  template: Template | 'auto';
  /** Seconds of the whole clip. It becomes longer than asked for rather than too fast to read. */
  seconds: number | 'auto';
}

/**
 * Source -> Storyboard by the built-in rules: no network, no clock, the same Source always gives the same
 * shots. Every schema-valid Source gives a schema-valid Storyboard; a template the Source cannot carry (a
 * photo without a picture, a stat without a number) gives way to the suggested one.
 */
export function writeStoryboard(source: Source, options: WriterOptions): Storyboard {
  return write(scriptOf(source), options, false);
}

/** `verbatim`: the words are the user's own, so that none are put in their place when there are none. */
export function write(script: Script, options: WriterOptions, verbatim: boolean): Storyboard {
  const wanted = wantedLength(options.seconds);
  const suggested = suggestFor(script);
  const template = options.template === 'auto' ? suggested : options.template;
  const composition =
    compose(script, template, wanted, verbatim) ??
    compose(script, suggested, wanted, verbatim) ??
    composeQuote(script, wanted);
  return finish(script, composition, wanted);
}

function compose(
  script: Script,
  template: Template,
  wanted: number | 'auto',
  verbatim: boolean,
): Composition | null {
  switch (template) {
    case 'quote':
      return composeQuote(script, wanted);
    case 'lyric':
      return composeLyric(script, wanted);
    case 'photo':
      return composePhoto(script, wanted, verbatim);
    case 'storyboard':
      return composeStoryboard(script, wanted);
    case 'stat':
      return composeStat(script);
  }
}
