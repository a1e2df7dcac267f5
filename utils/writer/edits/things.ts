import type { Edit } from './table';

/** Something that can be added and taken away. */
export interface Thing {
  /** Its names in English and French, "|" between them. */
  names: string;
  remove: Edit;
  /** Nothing: it cannot be asked for in general. */
  add?: Edit;
  /** Whether its name alone asks for it: "rain". */
  alone?: boolean;
}

const weather = (
  names: string,
  name: string,
  happens: string,
  lighting: string,
  ambience: string,
): Thing => ({
  names,
  add: { happens, allow: name, shot: { lighting }, ...(ambience === '' ? {} : { sound: { ambience } }) },
  remove: { stops: happens, avoid: name },
  alone: true,
});

const seen = (names: string, name: string, happens: string): Thing => ({
  names,
  add: { happens, allow: name },
  remove: { stops: happens, avoid: name },
});

export const things = (): readonly Thing[] => [
  weather(
    'rain|rainy|raining|rains|pluie|pluvieux|il pleut|pleut',
    'rain',
    'Rain falls steadily',
    'overcast, wet grey light',
    'steady rain',
  ),
  weather(
    'snow|snowy|snowing|snows|neige|enneige|il neige',
    'snow',
    'Snow falls softly',
    'clear cold winter light',
    'muffled winter air',
  ),
  weather(
    'fog|foggy|mist|misty|brouillard|brume|brumeux',
    'fog',
    'Fog drifts through the scene',
    'dim, diffused light in fog',
    '',
  ),
  weather(
    'storm|stormy|thunderstorm|lightning|orage|tempete|orageux|eclairs',
    'storm',
    'A storm breaks, lightning flashes',
    'dark storm light, flashes of lightning',
    'thunder and heavy rain',
  ),
  weather(
    'wind|windy|vent|venteux',
    'wind',
    'A strong wind moves everything it touches',
    'restless light under moving clouds',
    'gusts of wind',
  ),
  seen('clouds|cloud|nuages|nuage', 'clouds', 'Clouds drift across the sky'),
  seen(
    'people|persons|person|humans|human beings|crowd|gens|personne|personnes|personnages|humains|foule|monde',
    'people',
    'People pass through the scene',
  ),
  seen('cars|car|traffic|vehicles|voitures|voiture|vehicules|circulation', 'cars', 'Cars pass by'),
  seen('animals|animal|animaux', 'animals', 'Animals wander through the scene'),
  seen('birds|bird|oiseaux|oiseau', 'birds', 'Birds fly past'),
  seen('smoke|fumee', 'smoke', 'Smoke rises'),
  seen('fire|flames|feu|flammes', 'fire', 'Flames flicker'),
  seen('trees|tree|arbres|arbre', 'trees', 'Trees stand around'),
  seen('flowers|flower|fleurs|fleur', 'flowers', 'Flowers sway in the foreground'),
  seen('leaves|falling leaves|feuilles|feuilles mortes', 'falling leaves', 'Leaves fall'),
  seen('stars|etoiles', 'stars', 'Stars fill the sky'),
  { names: 'buildings|building|batiments|immeubles', remove: { avoid: 'buildings' } },
  {
    names: 'text|texts|words|writing|captions|subtitles|letters|texte|textes|mots|sous titres|ecriture',
    remove: { avoid: 'on-screen text' },
  },
  {
    names: 'logos|logo|watermark|watermarks|filigrane|filigranes|brands|marques',
    remove: { avoid: 'logos and watermarks' },
  },
  {
    names: 'music|soundtrack|musique|bande son',
    add: { sound: { music: 'a quiet instrumental score' }, allow: 'music' },
    remove: { sound: { music: '' }, avoid: 'music' },
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
    remove: { look: { grade: 'black and white', palette: ['black', 'white', 'grey'] } },
  },
];

/** Ways to ask for a thing, and to ask it away; in both languages. */
export const ADDING =
  'add|add more|more|with|with more|include|insert|ajoute|ajoutez|ajouter|avec|rajoute|inclus';
export const REMOVING =
  'no|no more|without|without any|remove|remove all|delete|drop|erase|hide|get rid|take out|take away|cut|lose|sans|enleve|enlevez|enlever|retire|retirez|retirer|supprime|supprimez|supprimer|efface|effacez|pas|aucun|aucune|coupe|coupez|remove any|no visible';
