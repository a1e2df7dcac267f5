/** Word lists of the built-in rules: English and French. Other languages get by without. */

/** Marked pure where it is called: whoever needs other parts of the writer need not carry the lists. */
const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

interface Lexicon {
  /** Words that carry no subject of their own: never highlighted, not counted as topics. */
  stop: ReadonlySet<string>;
  /** A line never ends on one of these: the reader would hang in the air. */
  leaning: ReadonlySet<string>;
  /** A line likes to begin with one of these. */
  opening: ReadonlySet<string>;
  /** Endings of words that seldom are the point of a sentence (verb forms, adverbs). */
  weakEnding: RegExp;
}

const ENGLISH: Lexicon = {
  stop: /* @__PURE__ */ set(`a an the and or but if then so nor yet of to in on at by for with without from as than into onto over
    under about after before between through during against among upon within across is are was were be been being am
    it its it's itself this that these those i me my mine you your yours he him his she her hers we us our ours they
    them their theirs who whom whose which what when where why how there here not no yes do does did done doing have
    has had having will would can could should shall may might must all any each every both few more most much many
    other others another some such only own same too very just also even still already always never often again once
    one new like get gets got make makes made made say says said go goes went gone come comes came take takes took
    see seen know known think thing things way because while until since though although however really quite rather
    perhaps around back up down out off away well let don't can't won't isn't aren't wasn't weren't doesn't didn't
    that's there's i'm you're we're they're something someone anything anyone everything everyone nothing whether
    two three four five six seven eight nine ten first last next longer better larger people place
    become becomes became seem seems seemed keep keeps kept put give gives gave`),
  leaning:
    /* @__PURE__ */ set(`a an the of to in on at by for with from as into onto over under about between through my your his her
    our their its this that these those no every each some any and or but nor so if because than is are was were be
    who which mr. mrs. ms. dr. prof. very more most not`),
  opening:
    /* @__PURE__ */ set(`and but or so because which that while when where who if to with for as than though although until
    since from in on at by after before without into through yet`),
  weakEnding: /(?:ed|ing|ly|ise[sd]?|ize[sd]?)$/,
};

const FRENCH: Lexicon = {
  stop: /* @__PURE__ */ set(`le la les l un une des du de d au aux à en dans sur sous par pour avec sans vers chez entre depuis pendant
    avant après contre et ou où mais donc or ni car si que qu qui quoi dont lequel laquelle lesquels lesquelles ce cet
    cette ces c' c ça cela ceci il elle ils elles on je j tu nous vous me m te t se s lui leur leurs y mon ma mes ton ta
    tes son sa ses notre nos votre vos ne n pas plus moins très trop aussi même encore déjà toujours jamais souvent
    est sont était étaient être été sera seront serait suis es êtes sommes fut furent a ai as ont avait avaient avoir eu
    aura auront aurait fait faire font faisait peut peuvent pouvait pouvoir doit doivent devait devoir va vont aller
    dit dire comme quand lorsque puis alors ainsi tout tous toute toutes autre autres quelque quelques chaque plusieurs
    aucun aucune rien personne bien peu beaucoup parce puisque tandis afin cependant pourtant là ici oui non deux
    deux trois quatre cinq six sept huit neuf dix premier première dernier dernière gens celui celle ceux celles voici voilà jusque jusqu sinon selon malgré presque surtout seulement c'est qu'il qu'elle
    n'est d'un d'une chose choses`),
  leaning:
    /* @__PURE__ */ set(`le la les un une des du de à au aux en dans sur sous par pour avec sans vers chez entre et ou mais donc
    ni car si que qui dont ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ne est sont
    a ont était plus très trop m. mme mlle dr pr`),
  opening:
    /* @__PURE__ */ set(`et mais ou où donc car si que qui dont quand lorsque parce puisque pour avec sans dans sur par afin
    tandis comme jusqu'à depuis avant après alors puis`),
  weakEnding: /(?:er|ir|oir|ait|aient|ant|ment|ez|ons|èrent|irent|urent|era|eront|isé|isée|isés|ées?|és?)$/,
};

const NONE: Lexicon = {
  stop: /* @__PURE__ */ set(''),
  leaning: /* @__PURE__ */ set(''),
  opening: /* @__PURE__ */ set(''),
  weakEnding: /$^/,
};

/** The word lists of a language; of an unknown one, empty lists. */
export function lexiconOf(language: string): Lexicon {
  if (baseOf(language) === 'en') return ENGLISH;
  if (baseOf(language) === 'fr') return FRENCH;
  return NONE;
}

/** "fr" of "fr-CA". */
export function baseOf(language: string): string {
  return language.toLowerCase().split('-', 1)[0] ?? language;
}

/** A word as the lists spell it: lower case, straight apostrophe, no punctuation around it. */
export function plainWord(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/** A word without what French elides before it: "l'usine" -> "usine". */
export function withoutElision(word: string): string {
  return word.replace(/^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\p{L})/iu, '');
}

/** After these, a full stop ends no sentence. In lower case, without the stop. */
const ABBREVIATIONS =
  /* @__PURE__ */ set(`mr mrs ms dr prof st sr jr rev hon gen col sgt capt lt mt messrs vs viz approx dept
  est univ e.g i.e cf al mme mlle mm mgr me pr dr av bd p.ex ex éd resp env tél`);
/** True for a word whose full stop is part of it: "Mme.", an initial, "U.S". The stop itself is not passed. */
export function isAbbreviated(word: string): boolean {
  return (
    ABBREVIATIONS.has(word.toLowerCase()) ||
    (/^\p{Lu}$/u.test(word) && word !== 'I') ||
    /^(?:\p{L}\.)+\p{L}$/u.test(word)
  );
}
/** After these, a full stop before a number ends no sentence. */
export const NUMBER_ABBREVIATIONS = /* @__PURE__ */ set(
  'p pp no nos n nr vol art chap ch fig figs sec eq tab ed éd env c ca approx jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc',
);
