/** A small lexicon from words to a mood; English and French. It only chooses colour and pace, never meaning. */
export interface Mood {
  hue: number;
  /** 0 calm .. 1 driven. */
  energy: number;
  texture: 'mesh' | 'swell' | 'stars' | 'dots';
}

/** Endings a stem may take. A longer tail is another word: "star" is not "start", nor "seul" "seulement". */
const ENDING =
  '(?:s|x|e|es|y|ies|ie|ed|ing|er|ers|or|ors|al|ic|ical|ique|iques|ion|ions|ive|o|ment|ments|ny|ry)?';

const words = (stems: string): RegExp => new RegExp(`(?<!\\p{L})(?:${stems})${ENDING}(?!\\p{L})`, 'giu');

const LEXICON: readonly (readonly [RegExp, Mood])[] = [
  [
    words(
      'ocean|océan|sea|mer|water|eau|rain|pluie|river|rivière|fleuve|wave|vague|tide|marée|coast|côte|swim|nage',
    ),
    { hue: 232, energy: 0.45, texture: 'swell' },
  ],
  [
    words(
      'star|étoile|galax|planet|planète|univers|cosmos|night|nuit|moon|lune|orbit|telescope|télescope|astronom|astronaut',
    ),
    { hue: 282, energy: 0.35, texture: 'stars' },
  ],
  [
    words(
      'fire|feu|burn|brûl|war|guerre|anger|colère|volcan|explos|crisis|crise|attack|attaque|revolt|révolt',
    ),
    { hue: 28, energy: 0.9, texture: 'mesh' },
  ],
  [
    words(
      'forest|forêt|tree|arbre|garden|jardin|leaf|leaves|feuille|plant|natur|farm|ferme|climat|animal|insect',
    ),
    { hue: 152, energy: 0.4, texture: 'mesh' },
  ],
  [
    words(
      'love|amour|aime|heart|cœur|coeur|kiss|baiser|joy|joie|happy|happiness|heureux|bonheur|smile|sourire|birthday|anniversaire',
    ),
    { hue: 5, energy: 0.55, texture: 'mesh' },
  ],
  [
    words(
      'data|donnée|code|comput|ordinateur|algorithm|algorithme|software|logiciel|internet|robot|network|réseau|digital|numérique',
    ),
    { hue: 258, energy: 0.6, texture: 'dots' },
  ],
  [
    words(
      'money|bank|banque|market|marché|econom|économ|price|prix|trade|commerce|financ|invest|billion|milliard|million',
    ),
    { hue: 170, energy: 0.6, texture: 'dots' },
  ],
  [
    words('death|mort|dead|grief|deuil|loss|mourn|dark|sombre|fear|peur|lonely|alone|seul|solitude|silence'),
    { hue: 262, energy: 0.2, texture: 'swell' },
  ],
  [
    words('sun|soleil|summer|gold|desert|désert|light|lumière|morning|matin|dawn|aube|bright'),
    { hue: 72, energy: 0.5, texture: 'mesh' },
  ],
  [
    words('calm|calme|peace|paix|quiet|tranquille|breath|souffle|slow|sleep|sommeil|gentle|doux|douce|repos'),
    { hue: 205, energy: 0.2, texture: 'swell' },
  ],
];

/** The mood most words of the text speak of, if any does. */
export function moodOf(text: string): Mood | undefined {
  let best: Mood | undefined;
  let most = 0;
  for (const [pattern, mood] of LEXICON) {
    const count = text.slice(0, 4000).match(pattern)?.length ?? 0;
    if (count > most) {
      most = count;
      best = mood;
    }
  }
  return best;
}
