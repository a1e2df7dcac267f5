import { hasWords, seedOf, type Shot, type SourceImage } from '@/utils/domain';
import { beatsOf } from '../beats';
import { NO_LINE, shown, unquoted, type Line } from '../credits';
import { plainWord } from '../lexicon';
import type { Span } from '../manuscript';
import { posterShare, weightOf } from '../measure';
import { leastSeconds, naturalSeconds, wantsOf } from '../pace';
import { captionOf, fallbackLine, rankedSentences, type Script } from '../script';
import { eyebrowOf, reducedTo, type Composition, type ShotDraft } from './draft';
import { cutToPoster } from './quote';

const FEWEST = 3;
const MOST = 5;
/** Sentences that score less are no part of the text ("Read more", "Photo: ..."). */
const FURNITURE = -2;
/** Seconds the shots between title and end card take together, when no length is asked for. */
const MIDDLE = 27;
/** Words over a picture: two lines of 42, and a little more in tall frames. Narrow Latin letters. */
const CAPTION = 112;

/** Title, three to five shots of key sentences and pictures, end card. */
export function composeStoryboard(script: Script, wanted: number | 'auto'): Composition {
  const headline = headlineOf(script);
  const title: ShotDraft = {
    role: 'title',
    line: headline.line,
    eyebrow: eyebrowOf(headline.line, [script.title, script.heading]),
  };
  const name = [script.title.text, script.site, headline.line.text].find((text) => text !== '') ?? '';
  const end: ShotDraft = {
    role: 'end',
    line: { text: name, passage: '' },
    eyebrow: name === script.site ? '' : script.site,
  };
  const body = keyShots(script, headline, [title, end], wanted);
  const shots = [title, ...withPictures(script, body.shots), end];
  const texts = [
    ...(headline.sentence === null ? [] : [headline.line]),
    ...body.shots.map(({ line }) => line),
  ];
  return {
    template: 'storyboard',
    drafts: withTransitions(shots, seedOf(`${script.page.text.slice(0, 400)}${name}`)),
    reduced:
      body.isWhole && headline.isWhole
        ? null
        : reducedTo(
            script,
            texts.map(({ text }) => text),
          ),
  };
}

interface Headline {
  line: Line;
  /** Which sentence it is, when the page gave it no name. */
  sentence: number | null;
  isWhole: boolean;
}

/** The heading or the page's title, else the first sentence. */
function headlineOf(script: Script): Headline {
  const { source, title, heading, page, sentences } = script;
  const named = source.kind === 'article' ? [title, heading] : [heading, title];
  const line = named.find(({ text }) => hasWords(text));
  if (line) return { line, sentence: null, isWhole: true };
  const first = sentences[0];
  if (!first) return { line: fallbackLine(script), sentence: null, isWhole: true };
  const fits = posterShare(page.text.slice(first.start, Math.min(first.end, first.start + 700))) <= 1;
  return { line: fits ? shown(page, first) : cutToPoster(script, first), sentence: 0, isWhole: fits };
}

/** The key sentences in the order of the text, as many as the time allows. */
function keyShots(
  script: Script,
  headline: Headline,
  frame: readonly ShotDraft[],
  wanted: number | 'auto',
): { shots: ShotDraft[]; isWhole: boolean } {
  const chosen = new Map<number, ShotDraft[]>();
  let isWhole = true;
  const timed = (drafts: readonly ShotDraft[]) =>
    drafts.map(({ role, line }) => ({ text: line.text, wants: wantsOf(role, false) }));
  for (const { index, score } of rankedSentences(script)) {
    const sentence = script.sentences[index];
    if (!sentence || index === headline.sentence || saysTheSame(script, sentence, headline.line)) continue;
    if (chosen.size >= MOST || (score < FURNITURE && chosen.size > 0)) {
      isWhole = false;
      break;
    }
    const parts = partsOf(script, sentence);
    const middle = [...chosen.values(), parts.shots].flat();
    const hasTime =
      wanted === 'auto'
        ? chosen.size < FEWEST || naturalSeconds(timed(middle)) <= MIDDLE
        : chosen.size === 0 || leastSeconds(timed([...frame, ...middle])) <= wanted;
    if (hasTime) chosen.set(index, parts.shots);
    isWhole &&= hasTime && parts.isWhole;
  }
  return { shots: [...chosen].toSorted(([a], [b]) => a - b).flatMap(([, shots]) => shots), isWhole };
}

/** A selection often begins with the heading it stands under. */
function saysTheSame({ page }: Script, { start, end }: Span, { text }: Line): boolean {
  return end - start < text.length + 4 && plainWord(page.text.slice(start, end)) === plainWord(text);
}

/** A sentence as one shot; two or three when it is long; only its beginning when it is very long. */
function partsOf(script: Script, sentence: Span): { shots: ShotDraft[]; isWhole: boolean } {
  const { page, language } = script;
  const text = page.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 700));
  const share = sentence.end - sentence.start > 700 ? Infinity : posterShare(text);
  if (share <= 1) {
    const line = unquoted(page, sentence);
    return { shots: [{ role: line.isQuotation ? 'quote' : 'line', line }], isWhole: true };
  }
  const halves = share <= 2 ? beatsOf(page.text, sentence, language, weightOf(text) / 2 + 14) : [];
  if (halves.length === 0 || halves.length > 3) {
    return { shots: [{ role: 'line', line: cutToPoster(script, sentence) }], isWhole: false };
  }
  return { shots: halves.map((half) => ({ role: 'line', line: shown(page, half) })), isWhole: true };
}

/** Pictures spread evenly over the shots whose words are short enough to stand on one. */
function withPictures(script: Script, shots: ShotDraft[]): ShotDraft[] {
  const { images, language } = script;
  if (images.length === 0) return shots;
  if (shots.length === 0)
    return images.slice(0, MOST).map((image) => pictureShot(image, captionOf(image, language)));
  const able = shots.flatMap(({ line }, i) => (weightOf(line.text) <= CAPTION ? [i] : []));
  if (able.length === 0) {
    const [image] = images;
    return image ? [...shots.slice(0, 1), pictureShot(image, NO_LINE), ...shots.slice(1)] : shots;
  }
  const count = Math.min(images.length, able.length);
  const pictureAt = new Map<number, SourceImage>();
  for (let i = 0; i < count; i += 1) {
    const at = able[Math.floor((i * able.length) / count)];
    const image = images[i];
    if (at !== undefined && image) pictureAt.set(at, image);
  }
  return shots.map((shot, i) => {
    const image = pictureAt.get(i);
    return image ? pictureShot(image, shot.line) : shot;
  });
}

function pictureShot(image: SourceImage, line: Line): ShotDraft {
  return { role: 'photo', line, image };
}

const TRANSITIONS: readonly Shot['transition'][] = ['wipe', 'push', 'fade', 'cut', 'push', 'wipe', 'fade'];

/** Varied, never twice the same in a row, the same for the same text. */
function withTransitions(drafts: readonly ShotDraft[], seed: number): ShotDraft[] {
  return drafts.map((draft, i) => {
    const varied = TRANSITIONS[(seed + i) % TRANSITIONS.length] ?? 'fade';
    if (i < drafts.length - 1) return { ...draft, transition: varied };
    return {
      ...draft,
      transition: TRANSITIONS[(seed + i - 1) % TRANSITIONS.length] === 'fade' ? 'wipe' : 'fade',
    };
  });
}
