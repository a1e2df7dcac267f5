import type { Edit } from './edit';

/** A quality that there can be more or less of, and the words for much and for little of it, in both languages. */
interface Scale {
  more: Edit;
  less: Edit;
  much: string;
  little: string;
}

const light = (lighting: string): Edit => ({ shot: { lighting } });
const grade = (name: string): Edit => ({ look: { grade: name } });

const scales = (): readonly Scale[] => [
  {
    more: light('bright, even light'),
    less: light('low-key light, deep shadows'),
    much: 'bright|clair|claire|lumineux|lumineuse',
    little: 'dark|dim|sombre|fonce|foncee|gloomy',
  },
  {
    more: light('dramatic side light, strong shadows'),
    less: light('soft, diffused light'),
    much: 'dramatic|dramatique|harsh',
    little: '',
  },
  {
    more: { faster: 1 },
    less: { faster: -1 },
    much: 'fast|quick|rapide|vite|rapidement|dynamic|dynamique|energetic|energique|hectic|agite|agitee|nerveux|nerveuse|lively',
    little: 'slow|lent|lente|lentement|calm|calme|peaceful|paisible|tranquille|relaxed|gentle',
  },
  {
    more: { closer: 1 },
    less: { closer: -1 },
    much: 'close|tight|pres|proche|serre|serree',
    little: 'far|wide|far away|loin|large|eloigne|eloignee',
  },
  {
    more: { look: { grade: 'vivid, saturated colours' }, colours: true },
    less: grade('muted, desaturated colours'),
    much: 'colourful|colorful|colore|coloree|saturated|sature|saturee|vivid|vif|vive|vives',
    little: 'muted|desaturated|dull|pale|terne|ternes',
  },
  {
    more: grade('warm colours'),
    less: grade('cool colours'),
    much: 'warm|hot|chaud|chaude|chauds|chaudes',
    little: 'cold|cool|froid|froide|froids|froides',
  },
  { more: { longer: 1.5 }, less: { longer: 0.75 }, much: 'long|longue', little: 'short|brief|court|courte' },
];

/** "more …" and "not … enough" ask for more of it; the others for less. What only carries a wish is not there. */
const MORE = 'more |plus |not enough |pas assez ';
const LESS =
  'less |not |not too |too |much too |far too |way too |moins |pas si |pas trop |trop |beaucoup trop |bien trop ';

/** "less bright", "pas si sombre", "too fast", each with what it means. */
export function degrees(): [phrase: string, edit: Edit][] {
  return scales().flatMap(({ more, less, much, little }) =>
    [
      said(MORE, much, more),
      said(LESS, much, less),
      said(MORE, little, less),
      said(LESS, little, more),
      said('', little, less),
    ].flat(),
  );
}

function said(before: string, words: string, edit: Edit): [string, Edit][] {
  const each = words === '' ? [] : words.split('|');
  return before.split('|').flatMap((start) => each.map((word): [string, Edit] => [start + word, edit]));
}
