import { Readability } from '@mozilla/readability';
import { readContext } from './context';
import {
  attempt,
  attribute,
  bodyOf,
  closest,
  contains,
  rootElementOf,
  select,
  selectOne,
  styleOf,
  tagOf,
} from './dom';
import { pictureOf, readPictures, type FoundPicture } from './picture';
import { MAX_RAW_TEXT, takeTask, type PageAnswer, type PageImage } from './task';
import { TextBuilder } from './text-builder';
import { spanOf, visibleText, walkText } from './visible-text';

interface Reading {
  text: string;
  length: number;
  title: string;
  byline: string;
  language: string;
  pictures: Element[];
}

/** Joins the pictures of the copy that Readability works on to those on screen. */
const NUMBER = 'data-pagereel-number';
const PICTURES = 'img, video[poster]';
/** Readability gives up on larger pages; so does the marking of what is hidden. */
const MAX_ELEMENTS = 40_000;
const MIN_ARTICLE = 140;
const WITHOUT: ReadonlySet<string> = new Set([
  'figcaption',
  'nav',
  'form',
  'button',
  'aside',
  'footer',
  'table',
]);
/** Pictures of an article that are worth a shot. */
const MIN_SIDE = 200;

/** The work of page-article: the page's article, else its paragraphs; null without a task. Never throws. */
export async function answerArticle(): Promise<PageAnswer | null> {
  const task = takeTask();
  if (!task) return null;
  const article = attempt(readArticle, null);
  const reading = article ?? attempt(readParagraphs, null);
  const context = readContext(null);
  const pictures = (reading?.pictures ?? [])
    .map((element) => attempt(() => pictureOf(element), null))
    .filter(
      (found): found is FoundPicture => found !== null && Math.max(found.width, found.height) >= MIN_SIDE,
    );
  return {
    ...context,
    title: reading?.title || context.title,
    byline: reading?.byline || context.byline,
    language: reading?.language || context.language,
    text: reading?.text ?? '',
    textLength: reading?.length ?? 0,
    images: await readPictures(pictures, task.imageIds).catch((): PageImage[] => []),
    article: article !== null,
  };
}

/** Readability on a copy, for it takes the document apart. Null when it finds no article worth the name. */
function readArticle(): Reading | null {
  const live = select(document, PICTURES);
  const copy = copyOfDocument(live);
  const article = new Readability<Node>(copy, {
    maxElemsToParse: MAX_ELEMENTS,
    serializer: (node) => node,
  }).parse();
  if (!article?.content) return null;
  const builder = new TextBuilder(MAX_RAW_TEXT);
  // Its textContent glues paragraphs together, so the content is walked block by block.
  walkText(spanOf(article.content), builder, { rendered: false, without: WITHOUT });
  if (builder.length < MIN_ARTICLE) return null;
  return {
    text: builder.toString(),
    length: builder.length,
    title: article.title ?? '',
    byline: article.byline ?? '',
    language: article.lang ?? '',
    pictures: select(article.content as Element, `[${NUMBER}]`)
      .map((element) => live[Number(attribute(element, NUMBER))])
      .filter((element) => element !== undefined),
  };
}

function copyOfDocument(live: Element[]): Document {
  const copy = document.cloneNode(true) as Document;
  select(copy, PICTURES).forEach((element, index) => {
    if (live[index] && tagOf(live[index]) === tagOf(element)) element.setAttribute(NUMBER, String(index));
  });
  const elements = select(document, 'body *');
  if (elements.length > MAX_ELEMENTS) return copy;
  // The copy is not on screen, so what is hidden here is taken out there. Same tree, same order.
  const copies = select(copy, 'body *');
  elements.forEach((element, index) => {
    const twin = copies[index];
    const picture = /^(img|picture|source|video|figure|noscript)$/.test(tagOf(element));
    if (twin && !picture && styleOf(element).display === 'none') Element.prototype.remove.call(twin);
  });
  return copy;
}

/** Where there is no article: what stands in the page's main part, paragraph by paragraph. */
function readParagraphs(): Reading | null {
  const body = bodyOf(document) ?? rootElementOf(document);
  const main = selectOne(document, 'main, [role="main"], article') ?? body;
  if (!main) return null;
  const blocks = select(main, 'p, blockquote, h2, h3, li, dd, pre').filter(
    (block) => closest(block, 'nav, header, footer, aside, form, [role="navigation"]') === null,
  );
  const outer = blocks.filter((block, index) => {
    const before = blocks[index - 1];
    return !before || !contains(before, block);
  });
  let text = '';
  let length = 0;
  for (const block of outer.slice(0, 2000)) {
    const words = visibleText(block, 20_000);
    length += words.length + 1;
    if (words !== '' && text.length < MAX_RAW_TEXT) text += `${words}\n`;
  }
  // Pages without a single paragraph, and applications that live in shadow roots.
  if (length < MIN_ARTICLE) {
    const whole = visibleText(main, MAX_RAW_TEXT);
    if (whole.length > length) [text, length] = [whole, whole.length];
  }
  const pictures = select(main, PICTURES);
  return {
    text: text.slice(0, MAX_RAW_TEXT).trimEnd(),
    length,
    title: '',
    byline: '',
    language: '',
    pictures,
  };
}
