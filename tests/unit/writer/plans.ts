import * as fc from 'fast-check';
import {
  CAMERA_MOVES,
  CAMERA_SPEEDS,
  SHOT_ANGLES,
  SHOT_SIZES,
  type Dialogue,
  type Plan,
  type PlanShot,
} from '@/utils/domain';

export function aShot(change: Partial<PlanShot> = {}): PlanShot {
  return {
    seconds: 8,
    size: 'medium',
    angle: 'eye-level',
    camera: { move: 'dolly-in', speed: 'slow', from: 'the lighthouse door', to: 'the turning lens' },
    subject: 'An old keeper in a blue coat climbs 313 steps to the lamp room',
    setting: 'a coast by the open sea',
    lighting: 'soft light of dawn',
    beats: ['He rests a hand on the brass rail', 'He looks up', 'The lens begins to turn'],
    dialogue: [
      { who: 'the keeper', line: 'She bends light the way a poet bends a sentence.', tone: 'quietly' },
    ],
    sound: { sfx: ['footsteps on iron'], ambience: 'waves and wind', music: 'a single cello' },
    passage: 'Visitors must climb down 313 steps to reach the lamp room.',
    ...change,
  };
}

export function aPlan(change: Partial<Plan> = {}): Plan {
  return {
    language: 'en',
    look: {
      style: 'photorealistic, cinematic',
      palette: ['slate grey', 'amber'],
      grade: 'muted, filmic contrast',
      lens: '35mm lens',
    },
    shots: [aShot()],
    avoid: ['on-screen text', 'watermarks'],
    ...change,
  };
}

/** Two shots in French, one of them without a time of its own. */
export function aFilm(): Plan {
  return aPlan({
    language: 'fr',
    shots: [
      aShot({
        seconds: 6,
        size: 'wide',
        subject: 'Le phare de Saint-Malo dans la tempête',
        beats: ['Les vagues frappent la digue'],
        dialogue: [],
        camera: { move: 'crane-up', speed: 'steady', from: '', to: '' },
      }),
      aShot({
        seconds: null,
        size: 'close-up',
        angle: 'low',
        subject: 'Mme Le Goff sur la digue',
        beats: [],
        dialogue: [{ who: 'Mme Le Goff', line: 'On nous l’a déjà dit.', tone: '' }],
        camera: { move: 'static', speed: 'slow', from: '', to: '' },
        sound: { sfx: [], ambience: '', music: '' },
      }),
    ],
  });
}

/** Anything a page, a person or a model could write. */
const words = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant(''),
    fc.string({ unit: 'binary', maxLength }),
    fc
      .string({ unit: 'grapheme', maxLength: Math.floor(maxLength / 12) })
      .filter((text) => text.length <= maxLength),
    fc.lorem({ maxCount: Math.ceil(maxLength / 40) }).map((text) => text.slice(0, maxLength)),
  );

const dialogue: fc.Arbitrary<Dialogue> = fc.record({ who: words(80), line: words(400), tone: words(80) });

const shot: fc.Arbitrary<PlanShot> = fc.record({
  seconds: fc.option(fc.double({ min: 0.5, max: 60, noNaN: true })),
  size: fc.constantFrom(...SHOT_SIZES),
  angle: fc.constantFrom(...SHOT_ANGLES),
  camera: fc.record({
    move: fc.constantFrom(...CAMERA_MOVES),
    speed: fc.constantFrom(...CAMERA_SPEEDS),
    from: words(200),
    to: words(200),
  }),
  subject: words(600),
  setting: words(400),
  lighting: words(300),
  beats: fc.array(words(400), { maxLength: 8 }),
  dialogue: fc.array(dialogue, { maxLength: 6 }),
  sound: fc.record({ sfx: fc.array(words(120), { maxLength: 6 }), ambience: words(200), music: words(200) }),
  passage: words(400),
});

/** Every Plan there can be. */
export const plans: fc.Arbitrary<Plan> = fc.record({
  language: fc.constantFrom('en', 'fr', 'ja', 'und'),
  look: fc.record({
    style: words(200),
    palette: fc.array(words(40), { maxLength: 6 }),
    grade: words(120),
    lens: words(80),
  }),
  shots: fc.array(shot, { minLength: 1, maxLength: 8 }),
  avoid: fc.array(words(80), { maxLength: 20 }),
});
