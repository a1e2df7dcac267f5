import type { Edit } from './edit';

/** Small numbers as they are said. "one" and "un" only carry a noun. */
const NUMBERS: Record<string, number> = Object.fromEntries(
  [
    'two|deux',
    'three|trois',
    'four|quatre',
    'five|cinq',
    'six',
    'seven|sept',
    'eight|huit',
    'nine|neuf',
    'ten|dix',
    'eleven|onze',
    'twelve|douze',
  ].flatMap((names, i) => names.split('|').map((name) => [name, i + 2])),
);
const LENGTH =
  /^(?:(?:lasts?|lasting|length|duration|exactly|about|only|duree|durer|dure|durent|longueur|pendant|exactement|environ|seulement) )?(\w+?) ?(s|secs?|seconds?|secondes?)?(?: (?:long|longue?|total|duration))?$/;

/** "10 seconds long", "fais durer cinq secondes". A number alone is none of seconds. */
export function secondsIn(key: string): Edit | undefined {
  const [, number = '', unit] = LENGTH.exec(key) ?? [];
  const seconds = NUMBERS[number] ?? (/^\d{1,3}$/.test(number) ? Number(number) : 0);
  return seconds > 0 && (unit !== undefined || key !== number) ? { seconds } : undefined;
}
