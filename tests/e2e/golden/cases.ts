import {
  ASPECTS,
  LOOKS,
  TEMPLATES,
  type Aspect,
  type Look,
  type OnDeviceRequest,
  type Shot,
  type Template,
} from '@/utils/domain';

/** One golden frame: every template in every look and shape. */
export interface GoldenCase {
  name: string;
  template: Template;
  look: Look;
  aspect: Aspect;
}

export const GOLDEN_CASES: readonly GoldenCase[] = TEMPLATES.flatMap((template) =>
  LOOKS.flatMap((look) =>
    ASPECTS.map((aspect) => ({ name: `${template}-${look}-${aspect.replace(':', 'x')}`, template, look, aspect })),
  ),
);

export const PICTURE = 'dunes';

function shot(id: string, role: Shot['role'], text: string, keys: readonly string[], rest: Partial<Shot> = {}): Shot {
  const highlights = keys.map((key): [number, number] => [text.indexOf(key), text.indexOf(key) + key.length]);
  return { id, role, text, eyebrow: '', highlights, passage: text, seconds: 4, transition: 'cut', ...rest };
}

const SHOTS: Record<Template, readonly Shot[]> = {
  quote: [shot('q', 'quote', 'The cheapest pesticide is the one that walks in by itself.', ['pesticide'])],
  lyric: [
    shot('l1', 'line', 'Nine lighthouses of this coast', ['Nine']),
    shot('l2', 'line', 'have been dark since 2021,', ['2021'], { passage: 'have been dark since 2021,' }),
    shot('l3', 'line', 'and nobody has asked why.', ['nobody']),
  ],
  photo: [
    shot('p', 'photo', 'The dunes move four metres every year', ['four metres'], {
      imageId: PICTURE,
      eyebrow: 'Field notes',
    }),
  ],
  storyboard: [
    shot('t', 'title', 'Gardeners bring back the predators', ['predators'], { eyebrow: 'The long read', seconds: 3 }),
    shot('s', 'photo', 'No spray on the dunes since 2021', ['2021'], { imageId: PICTURE, transition: 'wipe' }),
    shot('e', 'end', 'Gardeners bring back the predators', [], { eyebrow: 'garden.example', transition: 'push' }),
  ],
  stat: [
    shot('n', 'stat', 'people now live in cities, more than ever before.', ['cities'], {
      stat: { prefix: '', value: 4.4, decimals: 1, suffix: ' billion' },
      eyebrow: 'Population',
    }),
  ],
};

/** In the middle of a transition, because it is the only template that has any; else a settled moment. */
export function momentOf(template: Template): number | 'poster' {
  return template === 'storyboard' ? 3.3 : 'poster';
}

export function requestOf({ template, look, aspect }: Omit<GoldenCase, 'name'>): OnDeviceRequest {
  return {
    providerId: 'on-device',
    model: 'golden',
    storyboard: {
      template,
      language: 'en',
      direction: 'ltr',
      title: 'Gardeners bring back the predators',
      byline: 'Ana Ruiz',
      shots: [...SHOTS[template]],
      reduced: null,
    },
    settings: { look, aspect, resolution: '720p', fps: 30, soundtrack: false, reducedMotion: false },
    images: [],
    labels: { site: 'garden.example', made: 'Motion graphics · made on this device' },
    themeColor: '',
    seed: 11,
  };
}
