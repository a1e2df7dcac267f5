import {
  oneLine,
  type Plan,
  type PlanShot,
  type ShotSize,
  type Source,
  type Storyboard,
} from '@/utils/domain';
import { bounded, pageTitle } from '../credits';
import { cutWords } from '../cut';
import { bestOf, plain, sayingsOf, type Saying } from './sayings';
import { lightOf, moodOf, placeOf } from './scenes';

export interface PlanOptions {
  /** Of the whole clip. */
  seconds: number;
  /** Whether a picture is its first frame: then there is one shot, the picture's own. */
  mode: 't2v' | 'i2v';
}

/** Seconds one camera movement fills well, and one thing that happens. */
const SHOT_SECONDS = 5;
const BEAT_SECONDS = 2.5;
const MOST_BEATS = 4;
const MOST_SHOTS = 8;
/** From what is around it to the thing itself, and back. */
const SIZES: readonly ShotSize[] = ['wide', 'medium', 'close-up', 'medium'];
/** Nobody asks for writing in the picture, and models draw it badly. */
const NO_WRITING = ['on-screen text', 'subtitles', 'watermarks'];

/**
 * The Plan of a Storyboard by the built-in rules: no network, no clock, the same every time. The page's own words are
 * what it shows, in their own language; how it is shown is worked out from them, in English, as video models want it.
 */
export function planOf(storyboard: Storyboard, source: Source, { seconds, mode }: PlanOptions): Plan {
  const sayings = sayingsOf(storyboard, source);
  const wanted = mode === 'i2v' ? 1 : Math.floor(seconds / SHOT_SECONDS);
  const count = Math.max(1, Math.min(wanted, MOST_SHOTS, sayings.length));
  const each = seconds / count;
  const beats = Math.max(1, Math.min(MOST_BEATS, Math.floor(each / BEAT_SECONDS)));
  const groups = grouped(bestOf(sayings, count * (1 + beats)), count);
  const all = everythingSaid(storyboard, source);
  const title = titleOf(storyboard, source, sayings);
  const { grade = 'natural colours, gentle contrast' } = moodOf(all) ?? {};
  return {
    language: storyboard.language,
    look: {
      style: 'photorealistic, cinematic',
      palette: [...(lightOf(all)?.palette ?? [])],
      grade,
      lens: '35mm lens',
    },
    shots: groups.map((group, i) => shotOf(group, i, { all, title: title, each, count })),
    avoid: [...NO_WRITING],
  };
}

interface Around {
  all: string;
  title: string;
  each: number;
  count: number;
}

function shotOf(group: readonly Saying[], i: number, { all, title, each, count }: Around): PlanShot {
  const [key] = bestOf(group, 1);
  const own = group.map(({ text }) => text).join(' ');
  const place = placeOf(own) ?? placeOf(all);
  const mood = moodOf(own) ?? moodOf(all);
  const subject = [i === 0 ? title : '', key?.text ?? ''].filter(Boolean).join(': ');
  return {
    seconds: Math.min(60, Math.max(0.5, Math.round(each * 10) / 10)),
    size: count === 1 ? 'medium' : (SIZES[i % SIZES.length] ?? 'medium'),
    angle: 'eye-level',
    camera: { move: mood?.move ?? 'dolly-in', speed: mood?.speed ?? 'slow', from: '', to: '' },
    subject: cutWords(subject, 600),
    setting: place?.setting ?? '',
    lighting: (lightOf(own) ?? lightOf(all))?.lighting ?? 'soft natural light',
    beats: group.filter((saying) => saying !== key).map(({ text }) => cutWords(text, 400)),
    dialogue: [],
    sound: { sfx: [], ambience: place?.ambience ?? '', music: '' },
    passage: bounded([...new Set(group.map(({ passage }) => passage))].filter(Boolean).join(' … '), 4000),
  };
}

/** As many runs of sayings as there are shots, as even as they can be; one without any where nothing is said. */
function grouped(sayings: readonly Saying[], count: number): Saying[][] {
  return Array.from({ length: count }, (_, i) =>
    sayings.slice(Math.floor((i * sayings.length) / count), Math.floor(((i + 1) * sayings.length) / count)),
  );
}

/** What the page calls what the shots are about, where they do not say so themselves. */
function titleOf({ title }: Storyboard, source: Source, sayings: readonly Saying[]): string {
  const name = oneLine(title || pageTitle(source), 160);
  return sayings.some(({ text }) => text.includes(name) || name.includes(text)) ? '' : name;
}

function everythingSaid(storyboard: Storyboard, source: Source): string {
  const shown = storyboard.shots.filter(({ role }) => role !== 'end').map(({ text }) => plain(text));
  const pictures = source.images.flatMap(({ caption, alt }) => [caption, alt]);
  return [storyboard.title, ...shown, source.heading, ...pictures].map(plain).join('\n');
}
