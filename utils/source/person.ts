/**
 * Whether a picture seems to show a person: asked before it leaves this computer, so that the user says on which
 * ground it is used. By what the page says of it and by its colours; a wrong yes costs one question, a wrong no means
 * that nobody asked.
 */

/** Words for people in descriptions of pictures, in the languages the panel speaks; whole words, no accents. */
const WORDS = new Set(
  [
    'person people man men woman women boy boys girl girls child children kid kids baby babies face faces portrait',
    'selfie headshot family crowd couple bride groom actor actress singer player athlete president minister senator',
    'king queen pope mayor teacher doctor nurse student soldier worker team guy lady gentleman mother father daughter',
    'son brother sister grandmother grandfather friend friends mr mrs ms',
    'personne personnes gens homme hommes femme femmes garcon garcons fille filles enfant enfants bebe bebes visage',
    'visages famille foule mariee marie acteur actrice chanteur chanteuse joueur joueuse presidente ministre roi reine',
    'pape maire professeur medecin infirmiere etudiant etudiante soldat ouvrier equipe dame monsieur madame mere pere',
    'frere soeur grand-mere grand-pere ami amie amis mme',
  ]
    .join(' ')
    .split(' '),
);

/** What the page says of a picture. */
export interface Described {
  alt: string;
  caption: string;
}

export function namesPerson({ alt, caption }: Described): boolean {
  const plain = `${alt} ${caption}`.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^a-z-]+/).some((word) => WORDS.has(word));
}

/** From this part of its pixels on, colours of skin are taken for a person's. */
const SKIN_SHARE = 0.08;

/** RGBA, a few thousand pixels are enough. Skin of every shade lies close together in chroma (ITU-R BT.601). */
export function looksLikeSkin(pixels: Uint8ClampedArray): boolean {
  let skin = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    const [r, g, b] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!];
    const cb = 128 - 0.168_736 * r - 0.331_264 * g + 0.5 * b;
    const cr = 128 + 0.5 * r - 0.418_688 * g - 0.081_312 * b;
    // Sand, wood and brick come near it: they are less red, or all of one grey.
    if (cb >= 77 && cb <= 127 && cr >= 135 && cr <= 173 && r > 45 && r - b > 18) skin += 1;
  }
  return skin / (pixels.length / 4) >= SKIN_SHARE;
}
