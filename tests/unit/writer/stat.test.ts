import { describe, expect, it } from 'vitest';
import { parseNumber } from '@/utils/writer/number';
import { bestStat } from '@/utils/writer/stat';

describe('numbers', () => {
  it.each([
    ['1,234.5', 'en', 1234.5, 1],
    ['1,234', 'en', 1234, 0],
    ['1,234', 'fr', 1.234, 3],
    ['1.500', 'de', 1500, 0],
    ['1.500', 'en', 1.5, 3],
    ['3,5', 'fr', 3.5, 1],
    ['3,5', 'en', 3.5, 1],
    ['1 234 567', 'fr', 1_234_567, 0],
    ['1\u202f234,50', 'fr', 1234.5, 2],
    ['1.234.567', 'en', 1_234_567, 0],
  ])('reads %s in %s', (digits, language, value, decimals) => {
    expect(parseNumber(digits, language)).toMatchObject({ value, decimals });
  });

  it.each(['1.2.3', '12.05.2021', '1,2,3.4.5', '9'.repeat(40)])('takes %s for no number', (digits) => {
    expect(parseNumber(digits, 'en')).toBeNull();
  });
});

describe('stats', () => {
  it.each([
    ['They spent $5.2 million on it in 2019.', 'en', '$', 5.2, ' million'],
    ['About 37% of adults read.', 'en', '', 37, '%'],
    ['Over 40 per cent of them.', 'en', '', 40, ' per cent'],
    ['It reaches 313 km north.', 'en', '', 313, ' km'],
    ['Some 1,234 steps.', 'en', '', 1234, ''],
    ['A fall of -5 °C overnight.', 'en', '-', 5, ' °C'],
    ['une aide de 3,5 millions d’euros', 'fr', '', 3.5, ' millions d’euros'],
    ['soit 2 milliards de dollars', 'fr', '', 2, ' milliards de dollars'],
    ['soit 37\u00a0% des ménages', 'fr', '', 37, '\u00a0%'],
    ['environ 1\u202f200 € par an', 'fr', '', 1200, ' €'],
    ['約3700万人が暮らす', 'ja', '', 3700, '万人'],
    ['سيوفر 40% من الطاقة', 'ar', '', 40, '%'],
  ])('find the number of %j', (text, language, prefix, value, suffix) => {
    expect(bestStat(text, language)?.stat).toMatchObject({ prefix, value, suffix });
  });

  it.each([
    ['en', 'It cost $1,234,567.50 in all.'],
    ['en', 'Nearly 2.5 million people came.'],
    ['fr', 'Il en reste 1\u202f234,5 km à faire.'],
    ['de', 'Es sind 12.345 km bis dort.'],
  ])('read like the original once formatted (%s)', (language, text) => {
    const found = bestStat(text, language);
    const { prefix, value, decimals, suffix } = found?.stat ?? {
      prefix: '',
      value: 0,
      decimals: 0,
      suffix: '',
    };
    const number = new Intl.NumberFormat(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(value);
    expect(text).toContain(`${prefix}${number}${suffix}`);
    expect(text.slice(found?.span.start, found?.span.end)).toBe(`${prefix}${number}${suffix}`);
  });

  it.each([
    'It was built in 1984.',
    'On 3 May it rained, and on the 21st too.',
    'See page 12, chapter 40 and no. 77.',
    'The A380 and COVID-19.',
    'At 10:30 in version 2.1.0.',
    'Call 555-1234.',
  ])('pass over %j', (text) => {
    expect(bestStat(text, 'en')).toBeNull();
  });

  it('prefer money and shares to plain counts', () => {
    expect(bestStat('In 12 towns, 40 mayors spent $3 million.', 'en')?.stat.value).toBe(3);
  });
});
