import { describe, expect, it } from 'vitest';
import type { Plan } from '@/utils/domain';
import { editPlan } from '@/utils/writer';
import { aPlan, aShot } from './plans';

/** What is said, and all that it changes: fields with what they say afterwards, each a part of it. */
type Case = readonly [sentence: string, after: Readonly<Record<string, string>>];

const PLAN = aPlan({
  shots: [
    aShot({
      lighting: 'soft grey light',
      camera: { move: 'truck-left', speed: 'steady', from: '', to: '' },
      dialogue: [],
    }),
  ],
});

const move = (name: string, speed?: string): Record<string, string> => ({
  'shot.camera.move': name,
  ...(speed !== undefined && { 'shot.camera.speed': speed }),
});
const speed = (name: string): Record<string, string> => ({ 'shot.camera.speed': name });
const light = (what: string): Record<string, string> => ({ 'shot.lighting': what });
const hour = (what: string): Record<string, string> => ({ 'shot.lighting': what, 'look.palette': '' });
const grade = (what: string): Record<string, string> => ({ 'look.grade': what });
const avoided = (what: string): Record<string, string> => ({ avoid: what });
const NIGHT = hour('night');
const GREY = { 'look.palette': 'black, white, grey', 'look.grade': 'black and white' };
const SILENCE = { 'shot.sound.sfx': '', 'shot.sound.ambience': '', 'shot.sound.music': '' };
const NO_MUSIC = { avoid: 'music', 'shot.sound.music': '' };
const BRIGHT = light('bright, even');
const DARK = light('low-key');

/** Said by people, and once taken for something else. */
const MEANT: readonly Case[] = [
  ['recule la caméra', move('dolly-out')],
  ['recule', move('dolly-out')],
  ['dans le style d’un vieux film', { 'look.style': 'vintage film', 'look.grade': 'faded' }],
  ['in the style of an old film', { 'look.style': 'vintage film', 'look.grade': 'faded' }],
  ['dans le style d’une gravure', { 'look.style': 'dans le style d’une gravure' }],
  ['night and rain', { ...NIGHT, 'shot.beats': 'Rain falls steadily', 'shot.sound.ambience': 'steady rain' }],
  ['move slower', speed('slow')],
  ['don’t zoom', move('static')],
];

const ENGLISH: readonly Case[] = [
  ['keep the camera still', move('static')],
  ['stop the camera', move('static')],
  ['camera steady', move('static')],
  ['make the camera move slower', speed('slow')],
  ['less camera movement', speed('slow')],
  ['slower camera movement', speed('slow')],
  ['zoom out slowly', move('zoom-out', 'slow')],
  ['slowly zoom out', move('zoom-out', 'slow')],
  ['a very slow zoom in', move('zoom-in', 'very-slow')],
  ['push in slowly', move('dolly-in', 'slow')],
  ['pan slowly to the left', move('pan-left', 'slow')],
  ['quick pan right', move('pan-right', 'fast')],
  ['zoom in faster', move('zoom-in', 'fast')],
  ['move the camera up', move('crane-up')],
  ['rotate the camera around him', move('orbit')],
  ['can we have it at night instead?', NIGHT],
  ['same but at night', NIGHT],
  ['the same thing, but at night', NIGHT],
  ['how about at night?', NIGHT],
  ['night, and keep everything else the same', NIGHT],
  ['keep the same but slower', speed('slow')],
  ['even slower', speed('slow')],
  ['a lot slower', speed('very-slow')],
  ['it’s too fast', speed('slow')],
  ['calmer', speed('slow')],
  ['not so calm', speed('fast')],
  ['at noon', hour('midday')],
  ['make it feel like winter', hour('winter')],
  ['in the autumn', hour('autumn')],
  ['less bright', DARK],
  ['not so bright', DARK],
  ['the image is too bright', DARK],
  ['not too dark', BRIGHT],
  ['much brighter', BRIGHT],
  ['make it less dramatic', light('soft, diffused')],
  ['warmer light', light('warm, golden')],
  ['black & white', GREY],
  ['black & white and slower', { ...GREY, ...speed('slow') }],
  ['in colour again', grade('natural full colour')],
  ['more natural colors', grade('natural full colour')],
  ['warmer colours', grade('warm')],
  ['make the colors pop', grade('vivid')],
  ['stop the rain', avoided('rain')],
  ['stop raining', avoided('rain')],
  ['don’t show people', avoided('people')],
  ['take the logo off', avoided('logos')],
  ['take the people out', avoided('people')],
  ['turn off the sound', SILENCE],
  ['turn the sound off', SILENCE],
  ['mute the music', NO_MUSIC],
  ['switch the music off', NO_MUSIC],
  ['quieter music', { 'shot.sound.music': 'soft' }],
  ['add upbeat music', { 'shot.sound.music': 'upbeat' }],
  ['add some birds in the sky', { 'shot.beats': 'Birds fly past' }],
  ['higher angle', { 'shot.angle': 'high' }],
  ['shoot it from a drone', { 'shot.angle': 'aerial', 'shot.size': 'extreme-wide' }],
  ['closer to the face', { 'shot.size': 'close-up', 'shot.camera.to': 'the face' }],
  ['watercolour style', { 'look.style': 'watercolour' }],
  ['make it last five seconds', { 'shot.seconds': '5' }],
  ['too long', { 'shot.seconds': '6' }],
  [
    'make it rain harder',
    { ...light('overcast'), 'shot.beats': 'Heavy rain', 'shot.sound.ambience': 'loud steady rain' },
  ],
  [
    'in the rain at night',
    { ...NIGHT, 'shot.beats': 'Rain falls steadily', 'shot.sound.ambience': 'steady rain' },
  ],
];

const FRENCH: readonly Case[] = [
  ['tourne autour du sujet', move('orbit')],
  ['encore plus lent', speed('slow')],
  ['arrête la caméra', move('static')],
  ['moins de mouvement de caméra', speed('slow')],
  ['dézoome lentement', move('zoom-out', 'slow')],
  ['zoom avant très lent', move('zoom-in', 'very-slow')],
  ['panoramique rapide vers la droite', move('pan-right', 'fast')],
  ['avance la caméra', move('dolly-in')],
  ['approche-toi', { 'shot.size': 'close-up' }],
  ['plus près du visage', { 'shot.size': 'close-up', 'shot.camera.to': 'the face' }],
  ['plan drone', { 'shot.angle': 'aerial', 'shot.size': 'extreme-wide' }],
  ['suis le personnage', move('follow')],
  ['plutôt le soir', hour('sunset')],
  ['à midi', hour('midday')],
  ['en hiver', hour('winter')],
  ['au printemps', hour('spring')],
  ['la même chose mais de nuit', NIGHT],
  ['garde le reste, mais de nuit', NIGHT],
  ['et si on passait de nuit ?', NIGHT],
  ['moins sombre', BRIGHT],
  ['pas si sombre', BRIGHT],
  ['lumière trop sombre', BRIGHT],
  ['moins lumineux', DARK],
  ['trop clair', DARK],
  ['moins dramatique', light('soft, diffused')],
  ['couleurs plus chaudes', grade('warm')],
  ['couleurs naturelles', grade('natural full colour')],
  ['remets les couleurs', grade('natural full colour')],
  ['style aquarelle', { 'look.style': 'watercolour' }],
  ['façon dessin animé', { 'look.style': 'cartoon' }],
  ['en noir & blanc', GREY],
  ['arrête la pluie', avoided('rain')],
  ['arrête de pleuvoir', avoided('rain')],
  ['ne montre pas de gens', avoided('people')],
  ['ajoute une musique douce', { 'shot.sound.music': 'soft' }],
  ['une musique plus calme', { 'shot.sound.music': 'soft' }],
  ['fais durer 10 secondes', { 'shot.seconds': '10' }],
  ['en cinq secondes', { 'shot.seconds': '5' }],
  ['trop court', { 'shot.seconds': '12' }],
  ['plus calme', speed('slow')],
  ['plus dynamique', speed('fast')],
  ['trop rapide', speed('slow')],
  [
    'de nuit sous la pluie',
    { ...NIGHT, 'shot.beats': 'Rain falls steadily', 'shot.sound.ambience': 'steady rain' },
  ],
];

/** What a plan has no words for, what says two things, and what asks instead of wishing. */
const NOT_MEANT = [
  'change the rain',
  'change the fog',
  'change the music',
  'change the rain in shot 1',
  'is it raining?',
  'is it night?',
  'il pleut ?',
  'est-ce la nuit ?',
  'from the side',
  'vue de côté',
  'less rain',
  'moins de pluie',
  'plus de vent',
  'no rain at night',
  'a man at night',
  'still slower',
  'stop',
  'arrête',
  'the same',
  'la même chose',
  'c’est pas clair',
  'fade in',
  'louder',
  'vertical',
  'a few seconds shorter',
  'don’t stop the rain',
  'pas de nuit',
  'not at night',
  'rain instead of snow',
  'comme un tableau de Van Gogh',
];

const understood = (plan: Plan, sentence: string) => {
  const answer = editPlan(plan, sentence);
  if (answer.kind !== 'changed') throw new Error(`not understood: ${sentence}`);
  return answer;
};

describe('what somebody says, and all of what it means', () => {
  it.each([...MEANT, ...ENGLISH, ...FRENCH])('%s', (sentence, after) => {
    const { changes } = understood(PLAN, sentence);
    expect(changes.map(({ field }) => field).toSorted()).toEqual(Object.keys(after).toSorted());
    for (const change of changes) expect(change.after).toContain(after[change.field]);
  });

  it.each(NOT_MEANT)('is nothing that is understood: %s', (sentence) => {
    expect(editPlan(PLAN, sentence)).toEqual({ kind: 'not-understood' });
  });

  it('says no more where a wish asks nicely', () => {
    expect(understood(PLAN, 'can you make it rain?').changes.map(({ field }) => field)).toContain(
      'shot.beats',
    );
  });
});

describe('weather', () => {
  const raining = understood(PLAN, 'add rain').plan;
  const beatsAfter = (...sentences: string[]): string | undefined =>
    sentences.reduce((plan, sentence) => understood(plan, sentence).plan, raining).shots[0]?.beats.at(-1);

  it('is less where there is some, and is one strength at a time', () => {
    expect(beatsAfter('less rain')).toBe('A light rain falls');
    expect(beatsAfter('moins de pluie')).toBe('A light rain falls');
    expect(beatsAfter('heavy rain', 'less rain', 'rain harder')).toBe('Heavy rain pours down');
    expect(understood(raining, 'heavy rain').plan.shots[0]?.beats).toHaveLength(4);
  });

  it('ends whatever its strength', () => {
    expect(beatsAfter('heavy rain', 'stop the rain')).toBe(aShot().beats.at(-1));
    expect(beatsAfter('less rain', 'stop the rain')).toBe(aShot().beats.at(-1));
  });

  it('leaves the light of the night', () => {
    expect(understood(PLAN, 'night and snow').plan.shots[0]?.lighting).toMatch(/^night/);
  });
});

it('colour comes back after black and white, and a palette of its own stays', () => {
  const grey = understood(PLAN, 'black & white').plan;
  expect(understood(grey, 'in colour again').plan.look).toMatchObject({
    palette: [],
    grade: 'natural full colour',
  });
  expect(understood(PLAN, 'more natural colors').plan.look.palette).toEqual(PLAN.look.palette);
});
