import type { Stat } from '@/utils/domain';
import type { Span } from './manuscript';
import { NUMBER, parseNumber } from './number';

const CURRENCY = '[$€£¥₹₩₽₺₿]|US\\$|CHF|USD|EUR|GBP';
const BEFORE = new RegExp(`(?:${CURRENCY})[ \\u00a0]?$|[-−–+]$|[-−–+](?:${CURRENCY})$`, 'u');
const SPACE = '[ \\u00a0\\u202f]?';
const MAGNITUDE =
  'thousand|million|billion|trillion|bn|mille|millions|milliards?|billions?|Millionen|Milliarden?|millones|[万億亿兆]|만|억|k(?![\\p{L}])|M(?![\\p{L}])';
const MONEY = `[€$£¥円元원]|euros?|dollars?|pounds?|yen|francs?|Euro|USD|EUR|GBP|CHF`;
const UNIT =
  '°[CF]|km²|km/h|km|kg|cm|mm|kWh|MWh|GWh|TWh|MW|GW|GB|TB|mph|m²|m³|hectares?|litres?|liters?|tonnes?|tons?|metres?|meters?|mètres?|miles?|feet|kilomet(?:re|er)s?|kilomètres?|years?|ans|années?|days?|jours?|hours?|heures?|minutes?|weeks?|semaines?|months?|mois|times|fois|people|personnes|habitants?|メートル|キロメートル|キロ|グラム|人|年|時間|米|公里|公斤|回|件|倍|歳|[x×](?!\\p{L})';
const PERCENT = '[%‰٪％]|per ?cent|percent|pour[ \\u00a0]cent|パーセント';
const AFTER = new RegExp(
  `^(?:(?<percent>${SPACE}(?:${PERCENT}))|(?<magnitude>${SPACE}(?:${MAGNITUDE})(?:\\+|(?:${SPACE}(?:d['’]|de )?(?:${MONEY}))|[人円])?)|(?<money>${SPACE}(?:${MONEY}))|(?<unit>${SPACE}(?:${UNIT}))|(?<plus>\\+))(?![\\p{Ll}\\p{Lu}])`,
  'u',
);
/** What makes a number a name, a date or a reference: not worth counting up to. */
const REFERENCE_BEFORE =
  /(?:\b(?:no|nos|n|nr|page|pages|p|pp|chapter|chapitre|chap|section|article|art|figure|fig|table|tableau|volume|vol|version|v|room|route|highway|flight|line|ligne|since|depuis)\.?[ \u00a0]|n°[ \u00a0]?|[#@/:_.-]|[\p{Ll}\p{Lu}]|[0-9][:/])$/iu;
const REFERENCE_AFTER =
  /^(?:[:/_-]\d|(?:st|nd|rd|th|er|ère|e|ème|ème|º|ª)(?!\p{L})|[ \u00a0](?:January|February|March|April|May|June|July|August|September|October|November|December|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?!\p{L})|[\p{Ll}\p{Lu}]|[月日])/u;
const MONTH_BEFORE =
  /(?:January|February|March|April|May|June|July|August|September|October|November|December)[ \u00a0]$/u;

export interface FoundStat {
  stat: Stat;
  /** Where prefix, number and suffix stand in the text. */
  span: Span;
  /** How well it would carry a clip; from 3 on it is the point of its sentence. */
  worth: number;
}

/**
 * Every number of a text that says how much (not which one, or when). Prefix, formatted value and suffix
 * together read as the original does.
 */
export function statsOf(text: string, language: string): FoundStat[] {
  const found: FoundStat[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const start = match.index;
    const end = start + match[0].length;
    const stat = statAt(text, start, end, language);
    if (stat) found.push(stat);
  }
  return found;
}

function statAt(text: string, start: number, end: number, language: string): FoundStat | null {
  const parsed = parseNumber(text.slice(start, end), language);
  if (!parsed) return null;
  const left = text.slice(Math.max(0, start - 16), start);
  const right = text.slice(end, end + 40);
  const { prefix, sign } = prefixOf(left);
  const after = AFTER.exec(right);
  const suffix = after?.[0] ?? '';
  const groups = after?.groups;
  const isMoney = /[^-−–+\s]/u.test(prefix) || groups?.['money'] !== undefined;
  if (!suffix && REFERENCE_AFTER.test(right)) return null;
  if (!prefix && (REFERENCE_BEFORE.test(left) || MONTH_BEFORE.test(left))) return null;
  const isYear =
    !parsed.grouped &&
    parsed.decimals === 0 &&
    parsed.value >= 1000 &&
    parsed.value <= 2100 &&
    end - start === 4;
  if (isYear && !isMoney && (!suffix || suffix.trim() === '年')) return null;
  if (right.startsWith('年') && parsed.value > 31) return null;

  let worth = 0.5;
  if (groups?.['percent'] !== undefined || isMoney) worth = 3;
  else if (groups?.['magnitude'] !== undefined) worth = 3;
  else if (suffix) worth = parsed.value >= 10 ? 2.5 : 1;
  else if (parsed.value >= 1000) worth = 2.5;
  else if (parsed.value >= 10) worth = 1.2;
  if (isMoney && groups?.['magnitude'] !== undefined) worth = 4;
  if (parsed.value === 0) worth = 0.2;
  const before = sign ? prefix : prefix.replace(/^\s+/, '');
  return {
    stat: { prefix: before, value: parsed.value, decimals: parsed.decimals, suffix },
    span: { start: start - before.length, end: end + suffix.length },
    worth,
  };
}

function prefixOf(left: string): { prefix: string; sign: boolean } {
  const prefix = BEFORE.exec(left)?.[0] ?? '';
  if (!/^[-−–+]/.test(prefix)) return { prefix, sign: false };
  // A hyphen after a letter or digit joins ("COVID-19", "5-10"); only after a space is it a sign.
  const previous = left[left.length - prefix.length - 1];
  if (previous === undefined || /[\s(]/.test(previous)) return { prefix, sign: true };
  return { prefix: '', sign: false };
}

/** The number most worth a clip of its own, the earlier one between equals. Null when there is none. */
export function bestStat(text: string, language: string): FoundStat | null {
  let best: FoundStat | null = null;
  for (const stat of statsOf(text, language)) {
    if (stat.worth >= 1 && (best === null || stat.worth > best.worth)) best = stat;
  }
  return best;
}
