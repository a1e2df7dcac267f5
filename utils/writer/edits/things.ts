import { GREYS, type Edit } from './edit';

/** Something that can be added and taken away. */
export interface Thing {
  /** Its names in English and French, "|" between them. */
  names: string;
  remove: Edit;
  /** Nothing: it cannot be asked for in general. */
  add?: Edit;
  /** What less of it means, where it is there. */
  less?: Edit;
  /** Whether its name alone asks for it: "rain". */
  alone?: boolean;
}

/** What weather does: a little, as usual, hard. */
type Beats = readonly [light: string, usual: string, hard: string];

interface Weather {
  names: string;
  /** What only a little of it, or much of it, is called. */
  light: string;
  hard: string;
  /** As it stands among what is not to be seen. */
  noun: string;
  beats: Beats;
  lighting: string;
  /** Empty: it makes no sound. */
  ambience: string;
}

/** One of its strengths takes the place of another. */
function weather({ names, light, hard, noun, beats, lighting, ambience }: Weather): Thing[] {
  const heard = (how: string): Pick<Edit, 'sound'> =>
    ambience === '' ? {} : { sound: { ambience: `${how}${ambience}` } };
  const falls = (happens: string, how = ''): Edit => ({
    happens,
    stops: beats.filter((beat) => beat !== happens),
    allow: noun,
    shot: { lighting },
    ...heard(how),
  });
  const remove = { stops: beats, avoid: noun };
  const [little, usual, much] = beats;
  const less: Edit = { happens: little, stops: [usual, much], only: beats, ...heard('faint ') };
  return [
    { names, add: falls(usual), remove, less, alone: true },
    { names: light, add: falls(little, 'faint '), remove, alone: true },
    { names: hard, add: falls(much, 'loud '), remove, alone: true },
  ];
}

const seen = (names: string, name: string, happens: string): Thing => ({
  names,
  add: { happens, allow: name },
  remove: { stops: [happens], avoid: name },
});

const music = (names: string, score: string, alone = false): Thing => ({
  names,
  alone,
  add: { sound: { music: score }, allow: 'music' },
  remove: { sound: { music: '' }, avoid: 'music' },
});

export const things = (): readonly Thing[] => [
  ...weather({
    names: 'rain|rainy|raining|rains|pluie|pluvieux|il pleut|pleut|pleuvoir',
    light: 'light rain|lighter rain|drizzle|soft rain|pluie fine|pluie legere|bruine',
    hard: 'heavy rain|heavier rain|hard rain|rain harder|rain heavily|raining harder|pouring|pouring rain|downpour|pluie forte|forte pluie|pluie plus forte|pluie battante|il pleut plus fort|averse',
    noun: 'rain',
    beats: ['A light rain falls', 'Rain falls steadily', 'Heavy rain pours down'],
    lighting: 'overcast, wet grey light',
    ambience: 'steady rain',
  }),
  ...weather({
    names: 'snow|snowy|snowing|snows|neige|enneige|il neige|neiger',
    light: 'light snow|lighter snow|a few snowflakes|snowflakes|neige legere|quelques flocons|flocons',
    hard: 'heavy snow|heavier snow|snow harder|snow heavily|snowing harder|snowstorm|blizzard|forte neige|neige plus forte|tempete de neige',
    noun: 'snow',
    beats: ['A few snowflakes fall', 'Snow falls softly', 'Snow falls thick and fast'],
    lighting: 'clear cold winter light',
    ambience: 'muffled winter air',
  }),
  ...weather({
    names: 'fog|foggy|mist|misty|brouillard|brume|brumeux',
    light: 'light fog|lighter fog|thin fog|light mist|thin mist|brouillard leger|brume legere',
    hard: 'thick fog|thicker fog|dense fog|heavy fog|brouillard epais|brouillard plus epais|brouillard dense|brume epaisse',
    noun: 'fog',
    beats: ['A thin mist hangs in the air', 'Fog drifts through the scene', 'Thick fog fills the scene'],
    lighting: 'dim, diffused light in fog',
    ambience: '',
  }),
  ...weather({
    names: 'storm|stormy|thunderstorm|lightning|orage|tempete|orageux|eclairs',
    light: 'distant storm|storm in the distance|distant lightning|orage au loin|orage lointain',
    hard: 'heavy storm|violent storm|stronger storm|violent orage|orage violent|tempete violente',
    noun: 'storm',
    beats: [
      'Lightning flickers far away',
      'A storm breaks, lightning flashes',
      'A violent storm rages, lightning strikes again and again',
    ],
    lighting: 'dark storm light, flashes of lightning',
    ambience: 'thunder and heavy rain',
  }),
  ...weather({
    names: 'wind|windy|vent|venteux',
    light:
      'light wind|lighter wind|breeze|light breeze|gentle breeze|soft wind|brise|brise legere|vent leger',
    hard: 'strong wind|stronger wind|heavy wind|gale|vent fort|vent violent|vent plus fort|grand vent',
    noun: 'wind',
    beats: [
      'A light breeze stirs what it touches',
      'A strong wind moves everything it touches',
      'A gale tears at everything',
    ],
    lighting: 'restless light under moving clouds',
    ambience: 'gusts of wind',
  }),
  seen(
    'clouds|cloud|nuages|nuage|clouds in the sky|nuages dans le ciel',
    'clouds',
    'Clouds drift across the sky',
  ),
  seen(
    'people|persons|person|humans|human beings|crowd|gens|personne|personnes|personnages|humains|foule|monde|people in the background|people behind|gens a l arriere plan|gens en arriere plan|personnes a l arriere plan',
    'people',
    'People pass through the scene',
  ),
  seen('cars|car|traffic|vehicles|voitures|voiture|vehicules|circulation', 'cars', 'Cars pass by'),
  seen('animals|animal|animaux', 'animals', 'Animals wander through the scene'),
  seen(
    'birds|bird|oiseaux|oiseau|birds in the sky|birds flying|flying birds|oiseaux dans le ciel|oiseaux qui volent',
    'birds',
    'Birds fly past',
  ),
  seen('smoke|fumee', 'smoke', 'Smoke rises'),
  seen('fire|flames|feu|flammes', 'fire', 'Flames flicker'),
  seen('trees|tree|arbres|arbre', 'trees', 'Trees stand around'),
  seen('flowers|flower|fleurs|fleur', 'flowers', 'Flowers sway in the foreground'),
  seen('leaves|falling leaves|feuilles|feuilles mortes', 'falling leaves', 'Leaves fall'),
  seen(
    'stars|etoiles|stars in the sky|etoiles dans le ciel|ciel etoile|starry sky',
    'stars',
    'Stars fill the sky',
  ),
  { names: 'buildings|building|batiments|immeubles', remove: { avoid: 'buildings' } },
  {
    names: 'text|texts|words|writing|captions|subtitles|letters|texte|textes|mots|sous titres|ecriture',
    remove: { avoid: 'on-screen text' },
  },
  {
    names: 'logos|logo|watermark|watermarks|filigrane|filigranes|brands|marques',
    remove: { avoid: 'logos and watermarks' },
  },
  music('music|soundtrack|musique|bande son|quiet music|musique tranquille', 'a quiet instrumental score'),
  music(
    'soft music|softer music|gentle music|calm music|calmer music|quieter music|musique douce|musique plus douce|musique calme|musique plus calme',
    'a soft, gentle instrumental score',
    true,
  ),
  music(
    'upbeat music|happy music|cheerful music|lively music|livelier music|musique joyeuse|musique gaie|musique entrainante|musique rythmee|musique dynamique',
    'an upbeat, rhythmic score',
    true,
  ),
  music('sad music|sadder music|musique triste|musique melancolique', 'a slow, wistful score', true),
  music('epic music|dramatic music|musique epique|musique dramatique', 'an epic orchestral score', true),
  music('piano music|piano|musique piano', 'a solo piano'),
  {
    names: 'sound|sounds|audio|son|sons',
    remove: { sound: { sfx: [], ambience: '', music: '' }, silent: true },
  },
  { names: 'sound effects|sound effect|effets sonores|bruitages|bruitage', remove: { sound: { sfx: [] } } },
  {
    names: 'voices|voice|speech|dialogue|dialogues|talking|speaking|voix|paroles|voice over|voix off',
    remove: { silent: true, avoid: 'speech' },
  },
  {
    names: 'grain|film grain|grain de pellicule',
    add: { look: { grade: 'visible film grain' } },
    remove: { look: { grade: 'clean, without grain' } },
  },
  {
    names: 'colours|colors',
    remove: { look: { grade: 'black and white', palette: [...GREYS] } },
  },
];

/** Ways to ask for a thing, and to ask it away; in both languages. */
export const ADDING =
  'add|add more|more|with|with more|include|insert|ajoute|ajoutez|ajouter|avec|rajoute|inclus';
export const REMOVING =
  'no|no more|without|without any|remove|remove all|delete|drop|erase|hide|get rid|take out|take away|cut|lose|sans|enleve|enlevez|enlever|retire|retirez|retirer|supprime|supprimez|supprimer|efface|effacez|pas|aucun|aucune|coupe|coupez|remove any|no visible|stop|stop all|off|mute|don t|don t show|do not|do not show|not any|arrete|arretez|arreter|cesse|ote|otez|eteins|vire|virez|montre pas';
