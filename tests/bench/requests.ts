import { TEMPLATES, type Look, type OnDeviceRequest, type Shot, type Template } from '@/utils/domain';

/** Seconds of every clip of the bench: long enough that starting up does not count, short enough to be patient. */
export const SECONDS = 4;

/** The picture the photo templates ask for; the entry draws it. */
export const PICTURE = 'bench-picture';

const LOOK: Record<Template, Look> = {
  quote: 'grotesk',
  lyric: 'editorial',
  photo: 'vivid',
  storyboard: 'editorial',
  stat: 'terminal',
};

const SENTENCE = 'The lighthouse keeper wrote every morning before the fog lifted from the harbour';

export const BENCH_TEMPLATES = TEMPLATES;

/** A clip of the template as a user would get it: 720p, 16:9, 30 fps. */
export function benchRequest(template: Template): OnDeviceRequest {
  const shots = shotsOf(template);
  return {
    providerId: 'on-device',
    model: 'motion-graphics-1',
    storyboard: {
      template,
      language: 'en',
      direction: 'ltr',
      title: 'The keeper of the light',
      byline: 'Ana Ruiz',
      shots,
      reduced: null,
    },
    settings: {
      look: LOOK[template],
      aspect: '16:9',
      resolution: '720p',
      fps: 30,
      soundtrack: false,
      reducedMotion: false,
    },
    images: shots.some((shot) => shot.imageId) ? [{ imageId: PICTURE, role: 'reference' }] : [],
    labels: { site: 'harbour.example', made: 'Motion graphics · made on this device' },
    themeColor: '#20506b',
    seed: 5,
  };
}

function shotsOf(template: Template): Shot[] {
  switch (template) {
    case 'quote':
      return [shot('quote', SENTENCE, SECONDS)];
    case 'lyric':
      return SENTENCE.split(' before ').map((line) => shot('line', line, SECONDS / 2));
    case 'photo':
      return [{ ...shot('photo', 'The harbour at seven', SECONDS), imageId: PICTURE }];
    case 'storyboard':
      return [
        shot('title', 'The keeper of the light', SECONDS / 4),
        { ...shot('photo', 'The harbour at seven', SECONDS / 2), imageId: PICTURE, transition: 'wipe' },
        { ...shot('quote', 'Before the fog lifted', SECONDS / 4), transition: 'fade' },
      ];
    case 'stat':
      return [
        {
          ...shot('stat', 'of the sea is unexplored', SECONDS),
          stat: { prefix: '', value: 95, decimals: 0, suffix: ' %' },
        },
      ];
  }
}

function shot(role: Shot['role'], text: string, seconds: number): Shot {
  return { id: text, role, text, eyebrow: '', highlights: [], passage: text, seconds, transition: 'cut' };
}
