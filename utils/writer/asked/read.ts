import * as v from 'valibot';
import { CAMERA_MOVES, CAMERA_SPEEDS, Plan, SHOT_ANGLES, SHOT_SIZES } from '@/utils/domain';
import { plainWords } from './plain-words';

/** UTF-16 units of an answer; a Plan with every field full is smaller. */
const LONGEST = 200_000;

type Fields = Record<string, unknown>;

/**
 * A model's answer as a Plan, or null where it is none. Whatever else it says is left behind: the Plan is put together
 * field by field from what a Plan has, each cleaned and cut. `seen`: what the model was shown of the page.
 */
export function planFromAnswer(answer: string, seen: string): Plan | null {
  const fields = fieldsOf(jsonIn(answer));
  const read = reader(seen);
  const shots = listOf(fields['shots'])
    .slice(0, 8)
    .map((shot) => shotFrom(fieldsOf(shot), read))
    .filter(({ subject, beats }) => subject !== '' || beats.length > 0);
  const look = fieldsOf(fields['look']);
  const plan = v.safeParse(Plan, {
    language: languageFrom(fields['language']),
    look: {
      style: read.line(look['style'], 200),
      palette: read.many(look['palette'], 6, 40),
      grade: read.line(look['grade'], 120),
      lens: read.line(look['lens'], 80),
    },
    shots,
    avoid: read.many(fields['avoid'], 20, 80),
  });
  return plan.success ? plan.output : null;
}

interface Reader {
  line: (value: unknown, max: number) => string;
  many: (value: unknown, most: number, max: number) => string[];
  passage: (value: unknown) => string;
}

function reader(seen: string): Reader {
  const line = (value: unknown, max: number): string => plainWords(value, max, seen);
  return {
    line,
    many: (value, most, max) =>
      listOf(value)
        .slice(0, most)
        .map((each) => line(each, max))
        .filter((each) => each !== ''),
    passage: (value) => {
      const words = typeof value === 'string' ? value.trim() : '';
      return words.length <= 4000 && seen.includes(words) ? words : '';
    },
  };
}

function shotFrom(shot: Fields, { line, many, passage }: Reader): Plan['shots'][number] {
  const camera = fieldsOf(shot['camera']);
  const sound = fieldsOf(shot['sound']);
  return {
    seconds: secondsFrom(shot['seconds']),
    size: nearest(SHOT_SIZES, shot['size'], 'medium'),
    angle: nearest(SHOT_ANGLES, shot['angle'], 'eye-level'),
    camera: {
      move: nearest(CAMERA_MOVES, camera['move'], 'static'),
      speed: nearest(CAMERA_SPEEDS, camera['speed'], 'steady'),
      from: line(camera['from'], 200),
      to: line(camera['to'], 200),
    },
    subject: line(shot['subject'], 600),
    setting: line(shot['setting'], 400),
    lighting: line(shot['lighting'], 300),
    beats: many(shot['beats'], 8, 400),
    dialogue: listOf(shot['dialogue'])
      .slice(0, 6)
      .map(fieldsOf)
      .map((said) => ({
        who: line(said['who'], 80),
        line: line(said['line'], 400),
        tone: line(said['tone'], 80),
      }))
      .filter((said) => said.line !== ''),
    sound: {
      sfx: many(sound['sfx'], 6, 120),
      ambience: line(sound['ambience'], 200),
      music: line(sound['music'], 200),
    },
    passage: passage(shot['passage']),
  };
}

/** The JSON of an answer, also where it stands in a fence or between other words; undefined: there is none. */
function jsonIn(answer: string): unknown {
  if (answer.length > LONGEST) return undefined;
  const start = answer.indexOf('{');
  const end = answer.lastIndexOf('}');
  if (start < 0 || end < start) return undefined;
  try {
    return JSON.parse(answer.slice(start, end + 1));
  } catch {
    return undefined;
  }
}

/** A thing's own fields; none for what has no fields. */
function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.assign(Object.create(null) as Fields, Object.fromEntries(Object.entries(value)));
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** "Close Up" is "close-up"; what is not in the list is the usual. */
function nearest<Word extends string>(words: readonly Word[], value: unknown, usual: Word): Word {
  const key =
    typeof value === 'string'
      ? value
          .slice(0, 40)
          .toLowerCase()
          .trim()
          .replace(/[\s_]+/g, '-')
      : '';
  return words.find((word) => word === key) ?? usual;
}

function secondsFrom(value: unknown): number | null {
  const seconds = typeof value === 'number' ? value : Number.NaN;
  return Number.isFinite(seconds) && seconds > 0
    ? Math.min(60, Math.max(0.5, Math.round(seconds * 10) / 10))
    : null;
}

const languageFrom = (value: unknown): string =>
  typeof value === 'string' && /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(value) ? value : 'und';
