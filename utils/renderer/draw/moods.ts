/** A small lexicon from words to a mood; stems, English and French. It only chooses colour and pace, never meaning. */
export interface Mood {
  hue: number;
  /** 0 calm .. 1 driven. */
  energy: number;
  texture: 'mesh' | 'swell' | 'stars' | 'dots';
}

const LEXICON: readonly (readonly [RegExp, Mood])[] = [
  [
    /(?<!\p{L})(?:ocean|océan|sea|mer|water|eaux?|rain|pluies?|river|rivière|fleuve|wave|vague|tide|marée|coast|côte|swim|nage)(?:s|es|d|ing|rs?)?(?!\p{L})/giu,
    { hue: 232, energy: 0.45, texture: 'swell' },
  ],
  [
    /(?<!\p{L})(?:space|espace|star|étoile|galax|planet|planète|universe?|univers|cosmos|cosmic|night|nuit|moon|lune|orbit|telescop|télescop|astronom)\p{L}{0,4}(?!\p{L})/giu,
    { hue: 282, energy: 0.35, texture: 'stars' },
  ],
  [
    /(?<!\p{L})(?:fire|feu|burn|brûl|war|guerre|anger|colère|rage|volcan|explos|crisis|crise|attack|attaque|revolt|révolt)\p{L}{0,4}(?!\p{L})/giu,
    { hue: 28, energy: 0.9, texture: 'mesh' },
  ],
  [
    /(?<!\p{L})(?:forest|forêt|tree|arbre|garden|jardin|green|leaf|leaves|feuille|plant|natur|farm|ferme|climat|animal|insect)\p{L}{0,4}(?!\p{L})/giu,
    { hue: 152, energy: 0.4, texture: 'mesh' },
  ],
  [
    /(?<!\p{L})(?:love|amour|aime|heart|cœur|coeur|kiss|baiser|joy|joie|happy|happiness|heureux|bonheur|smile|sourire|birthday|anniversaire)\p{L}{0,3}(?!\p{L})/giu,
    { hue: 5, energy: 0.55, texture: 'mesh' },
  ],
  [
    /(?<!\p{L})(?:data|données|code|comput|ordinateur|algorith|software|logiciel|internet|robot|chip|puce|network|réseau|digital|numérique)\p{L}{0,4}(?!\p{L})/giu,
    { hue: 258, energy: 0.6, texture: 'dots' },
  ],
  [
    /(?<!\p{L})(?:money|argent|bank|banque|market|marché|econom|économ|price|prix|trade|commerce|financ|invest|billion|milliard|million)\p{L}{0,4}(?!\p{L})/giu,
    { hue: 170, energy: 0.6, texture: 'dots' },
  ],
  [
    /(?<!\p{L})(?:death|mort|dead|grief|deuil|loss|perte|mourn|dark|sombre|fear|peur|lonely|alone|seul|solitude|silence)\p{L}{0,3}(?!\p{L})/giu,
    { hue: 262, energy: 0.2, texture: 'swell' },
  ],
  [
    /(?<!\p{L})(?:sun|soleil|summer|été|gold|desert|désert|light|lumière|morning|matin|dawn|aube|bright)\p{L}{0,3}(?!\p{L})/giu,
    { hue: 72, energy: 0.5, texture: 'mesh' },
  ],
  [
    /(?<!\p{L})(?:calm|calme|peace|paix|quiet|tranquil|breath|souffl|slow|lent|rest|repos|sleep|sommeil|gentl|doux|douce)\p{L}{0,3}(?!\p{L})/giu,
    { hue: 205, energy: 0.2, texture: 'swell' },
  ],
];

/** The mood most words of the text speak of, if any does. */
export function moodOf(text: string): Mood | undefined {
  let best: Mood | undefined;
  let most = 0;
  for (const [words, mood] of LEXICON) {
    const count = text.slice(0, 4000).match(words)?.length ?? 0;
    if (count > most) {
      most = count;
      best = mood;
    }
  }
  return best;
}
