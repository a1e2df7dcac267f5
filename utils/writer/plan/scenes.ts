import type { CameraMove, CameraSpeed } from '@/utils/domain';

/** What some words of a page say about a picture of it. English and French; other languages get by without. */
interface Hint<Told> {
  pattern: RegExp;
  told: Told;
}

/** Where it happens, and what is heard there. */
export interface Place {
  setting: string;
  ambience: string;
}
/** What light it happens in. */
export interface Light {
  lighting: string;
  palette: readonly string[];
}
/** How it feels, and so how the camera moves. */
export interface Mood {
  move: CameraMove;
  speed: CameraSpeed;
  grade: string;
}

/** Endings a stem may take. A longer tail is another word: "star" is not "start". */
const ENDING = '(?:s|x|e|es|y|ed|ing|er|ers|al|ique|iques|ion|ions|ment|ments)?';
/** Words of a page that are looked at, in UTF-16 units. */
const READ = 6000;

const hint = <Told>(stems: string, told: Told): Hint<Told> => ({
  pattern: new RegExp(`(?<!\\p{L})(?:${stems})${ENDING}(?!\\p{L})`, 'giu'),
  told,
});

const place = (stems: string, setting: string, ambience: string): Hint<Place> =>
  hint(stems, { setting, ambience });

const places = (): readonly Hint<Place>[] => [
  place(
    'sea|ocean|océan|mer|coast|côte|beach|plage|harbour|harbor|port|lighthouse|phare|tide|marée|island|île',
    'a coast by the open sea',
    'waves and wind, distant gulls',
  ),
  place('river|rivière|fleuve|lake|lac|stream|ruisseau|canal', 'beside the water', 'running water'),
  place('forest|forêt|wood|bois|tree|arbre|jungle', 'a deep forest', 'leaves in the wind, birdsong'),
  place(
    'garden|jardin|flower|fleur|park|parc|aphid|puceron|ladybird|coccinelle|bee|abeille',
    'a garden among leaves and flowers',
    'insects and birdsong',
  ),
  place('mountain|montagne|summit|sommet|glacier|alps|alpes|valley|vallée', 'high mountains', 'wind'),
  place('desert|désert|dune|sahara', 'a wide desert of dunes', 'dry wind over sand'),
  place(
    'farm|ferme|field|champ|harvest|récolte|village|countryside|campagne|vineyard|vigne',
    'open farmland',
    'a quiet countryside',
  ),
  place(
    'laborator|laboratoire|scientist|scientifique|experiment|expérience|microscope|research|chercheur',
    'a bright laboratory',
    'the hum of instruments',
  ),
  place('hospital|hôpital|doctor|médecin|patient|nurse|infirmière|surger', 'a hospital', 'hushed rooms'),
  place(
    'school|école|student|élève|classroom|université|universit|teacher|professeur',
    'a classroom',
    'murmurs',
  ),
  place(
    'kitchen|cuisine|recipe|recette|oven|four|bake|cook|restaurant|chef',
    'a kitchen',
    'a kitchen at work',
  ),
  place(
    'factor|usine|machine|engine|moteur|steel|acier|workshop|atelier',
    'a workshop floor',
    'machines at work',
  ),
  place(
    'software|logiciel|computer|ordinateur|data|donnée|internet|algorithm|algorithme|server|serveur|code',
    'a dim room lit by screens',
    'a low electronic hum',
  ),
  place(
    'bank|banque|market|marché|econom|économie|price|prix|trade|commerce|invest|billion|milliard',
    'a business district of glass towers',
    'a distant city',
  ),
  place(
    'city|cities|ville|street|rue|metro|métro|traffic|building|immeuble|urban|urbain',
    'a city street',
    'city noise',
  ),
  place(
    'space|espace|planet|planète|galax|galaxie|orbit|orbite|astronaut|astronaute|moon|lune|rocket|fusée',
    'outer space',
    '',
  ),
  place('stadium|stade|match|team|équipe|champion|goal|race|course', 'a stadium', 'a crowd'),
];

const light = (stems: string, lighting: string, ...palette: string[]): Hint<Light> =>
  hint(stems, { lighting, palette });

const lights = (): readonly Hint<Light>[] => [
  light(
    'night|nuit|midnight|minuit|star|étoile',
    'night, moonlight and a few warm lamps',
    'deep blue',
    'silver',
    'amber',
  ),
  light('sunset|dusk|evening|soir|crépuscule', 'golden hour, long low sunlight', 'amber', 'rose', 'violet'),
  light('dawn|aube|sunrise|morning|matin|aurore', 'soft light of dawn', 'pale gold', 'rose', 'light blue'),
  light(
    'rain|pluie|storm|orage|tempête|fog|brouillard|brume|mist',
    'overcast, soft grey light',
    'slate grey',
    'blue-green',
    'white',
  ),
  light('snow|neige|winter|hiver|ice|glace|frost', 'clear cold winter light', 'white', 'ice blue', 'grey'),
  light(
    'fire|feu|flame|flamme|volcano|volcan|burn',
    'flickering firelight against the dark',
    'orange',
    'black',
    'red',
  ),
  light('sun|soleil|summer|été|desert|désert', 'bright, warm sunlight', 'gold', 'sky blue', 'warm white'),
];

const mood = (stems: string, move: CameraMove, speed: CameraSpeed, grade: string): Hint<Mood> =>
  hint(stems, { move, speed, grade });

const moods = (): readonly Hint<Mood>[] => [
  mood(
    'war|guerre|attack|attaque|explosion|crisis|crise|anger|colère|riot|émeute|panic|panique|chase',
    'handheld',
    'fast',
    'high contrast, desaturated',
  ),
  mood('race|course|speed|vitesse|fast|rapide|run|jump|dance|danse', 'follow', 'fast', 'vivid, crisp'),
  mood(
    'death|mort|grief|deuil|loss|mourn|lonel|alone|seul|solitude|silence|fear|peur',
    'dolly-out',
    'very-slow',
    'muted, cool shadows',
  ),
  mood(
    'love|amour|joy|joie|happy|heureux|bonheur|smile|sourire|celebrat|fête',
    'orbit',
    'slow',
    'warm, gentle contrast',
  ),
  mood(
    'calm|calme|peace|paix|quiet|tranquille|sleep|sommeil|gentle|doux|douce|repos',
    'static',
    'slow',
    'soft, natural',
  ),
  mood(
    'discover|découverte|explor|journey|voyage|travel|adventure|aventure|mystery|mystère|secret',
    'dolly-in',
    'steady',
    'rich, filmic contrast',
  ),
  mood('vast|immense|huge|géant|tower|tour|tall|grand|monument', 'crane-up', 'slow', 'clear, deep'),
];

export const placeOf = (text: string): Place | undefined => mostTold(places(), text);
export const lightOf = (text: string): Light | undefined => mostTold(lights(), text);
export const moodOf = (text: string): Mood | undefined => mostTold(moods(), text);

/** What most words of the text speak of, the first between equals. */
function mostTold<Told>(hints: readonly Hint<Told>[], text: string): Told | undefined {
  const read = text.slice(0, READ);
  let best: Told | undefined;
  let most = 0;
  for (const { pattern, told } of hints) {
    const count = read.match(pattern)?.length ?? 0;
    if (count > most) {
      most = count;
      best = told;
    }
  }
  return best;
}
