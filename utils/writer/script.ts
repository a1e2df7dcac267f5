import { hasWords, type Source, type SourceImage } from '@/utils/domain';
import { attributionOf, bodyOf, bounded, lineOf, NO_LINE, pageTitle, type Line } from './credits';
import { languageOf } from './language';
import type { Manuscript, Span } from './manuscript';
import { byScore, scoreSentences, type Scored } from './summary';
import { sentencesOf } from './sentences';
import { typeset } from './typography';

/** A Source, read once: what every template then composes from. */
export interface Script {
  source: Source;
  language: string;
  page: Manuscript;
  sentences: Span[];
  /** Who said or wrote it. */
  byline: string;
  /** The page's title, without the site's name. */
  title: Line;
  heading: Line;
  site: string;
  /** Pictures whose bytes are here; the first is the one to show first. */
  images: SourceImage[];
}

/** Pixels below which a picture is an icon, not a picture. */
const ICON = 120;

export function scriptOf(source: Source): Script {
  const body = bodyOf(source);
  const context = hasWords(body) ? body : `${source.title} ${source.heading}`;
  const language = languageOf(context, source.language);
  const typed = typeset(body, language);
  const attribution = attributionOf(typed);
  const page = attribution ? upTo(typed, attribution.quotation.end) : typed;
  return {
    source,
    language,
    page,
    sentences: sentencesOf(page.text, language),
    byline: attribution?.name ?? bounded(lineOf(source.byline, language, 200).text, 200),
    title: lineOf(pageTitle(source), language),
    heading: lineOf(source.heading, language),
    site: lineOf(source.site, language).text,
    images: readyImages(source),
  };
}

function upTo(page: Manuscript, end: number): Manuscript {
  return { text: page.text.slice(0, end), original: page.original, origin: page.origin.slice(0, end + 1) };
}

function readyImages(source: Source): SourceImage[] {
  const ready = source.images.filter((image) => image.state.kind === 'ready');
  const large = ready.filter(
    ({ width, height }) => width === 0 || height === 0 || Math.min(width, height) >= ICON,
  );
  // A picture the user pointed at is shown whatever its size.
  return source.kind === 'image' || large.length === 0 ? ready : large;
}

/** The words under a picture, or about it. */
export function captionOf(image: SourceImage, language: string): Line {
  const caption = lineOf(image.caption, language, 140);
  return caption.text ? caption : lineOf(image.alt, language, 140);
}

/** What to show when nothing was selected: caption, heading, title, site. */
export function fallbackLine(script: Script): Line {
  const lines = [
    ...script.source.images.slice(0, 1).map((image) => captionOf(image, script.language)),
    script.heading,
    script.title,
    lineOf(script.source.paragraph, script.language, 140),
    lineOf(script.source.site || script.source.url, script.language),
  ];
  return lines.find(({ text }) => hasWords(text)) ?? lines.find(({ text }) => text !== '') ?? NO_LINE;
}

/** Sentences that are weighed against each other; a text has more only when it is no prose at all. */
const MOST_SENTENCES = 1000;

/** The sentences from the best down. */
export function rankedSentences(script: Script): Scored[] {
  const { page, sentences, language, title } = script;
  return byScore(scoreSentences(page.text, sentences.slice(0, MOST_SENTENCES), language, title.text));
}
