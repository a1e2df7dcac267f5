export interface RunwayModel {
  text: boolean;
  image: boolean;
  /** Empty: the picture has its shape, and none may be named. */
  ratios: readonly string[];
  seconds: readonly number[];
  audio: boolean;
  /** Members that only some models know. */
  more: readonly string[];
  /** UTF-16 units of the prompt. */
  maxPrompt: number;
  /** Credits a second; a credit is a US cent. */
  credits: number;
}

const from = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);
const listed = (ratios: string): string[] => ratios.split(' ');

const HD = listed('1280:720 720:1280');
const FULL_HD = [...HD, ...listed('1920:1080 1080:1920')];
const plain: RunwayModel = {
  text: true,
  image: true,
  ratios: HD,
  seconds: from(2, 10),
  audio: false,
  more: [],
  maxPrompt: 1000,
  credits: 12,
};
const veo: RunwayModel = {
  ...plain,
  ratios: FULL_HD,
  seconds: [4, 6, 8],
  audio: true,
  more: ['negativePrompt'],
  credits: 40,
};
const seedance: RunwayModel = {
  ...plain,
  ratios: [
    ...FULL_HD,
    ...listed('992:432 864:496 752:560 640:640 560:752 496:864 1470:630 1112:834 960:960 834:1112'),
    ...listed('2206:946 1664:1248 1440:1440 1248:1664'),
  ],
  seconds: from(4, 15),
  audio: true,
  maxPrompt: 3500,
  credits: 30,
};
const wan: RunwayModel = {
  ...plain,
  ratios: [
    ...FULL_HD,
    ...listed('832:480 720:544 624:624 544:720 480:832 1104:832 960:960 832:1104 1648:1248 1440:1440'),
    ...listed('1248:1648 auto_480p auto_720p auto_1080p'),
  ],
  seconds: from(2, 30),
  audio: true,
  maxPrompt: 2500,
  credits: 10,
};
const SHAPES = listed('16:9 9:16 1:1 4:3 3:4 21:9 3:2 2:3');

/** Each model has its own ratios and lengths; one takes no shape at all, others call it by its sides. */
export const RUNWAY_MODELS: Readonly<Record<string, RunwayModel>> = {
  'gen4.5': plain,
  gen4_turbo: {
    ...plain,
    text: false,
    ratios: [...HD, ...listed('960:960 1104:832 832:1104 1584:672')],
    credits: 5,
  },
  'veo3.1': veo,
  'veo3.1_fast': { ...veo, credits: 15 },
  seedance2: seedance,
  seedance2_5: {
    ...seedance,
    ratios: [...seedance.ratios, ...listed('854:480 480:854')],
    seconds: from(4, 30),
    maxPrompt: 15_000,
  },
  wan3: wan,
  hailuo3: { ...plain, ratios: SHAPES, seconds: from(5, 15), more: ['resolution'], maxPrompt: 2000 },
  h3_max: {
    ...plain,
    text: false,
    ratios: [],
    seconds: from(5, 15),
    more: ['resolution', 'promptExpansionMode'],
    maxPrompt: 2000,
  },
  grok_imagine_1_5: { ...plain, ratios: SHAPES, seconds: from(1, 15), more: ['resolution'], maxPrompt: 4000 },
  gemini_omni_flash: { ...plain, seconds: from(3, 10), maxPrompt: 4000 },
  'gemini_omni_flash_1.1': {
    ...plain,
    ratios: [...FULL_HD, ...listed('640:360 360:640 3840:2160 2160:3840')],
    seconds: from(3, 10),
    maxPrompt: 4000,
  },
};
