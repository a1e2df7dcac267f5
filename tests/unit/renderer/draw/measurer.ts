import type { Measure } from '@/utils/renderer/draw/fit';
import { typographyOf } from '@/utils/renderer/draw/typography';

/** A plausible measurer without a canvas: narrow letters are narrow, CJK is square, slanted a little wider. */
export const fakeMeasure: Measure = (text, face) => {
  let em = 0;
  for (const char of text) {
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}]/u.test(char))
      em += 1;
    else if (/[iljt.,;:'!| \u00a0]/.test(char)) em += 0.28;
    else if (/[mwMW@]/.test(char)) em += 0.85;
    else em += 0.55;
    em += face.tracking;
  }
  return Math.max(0, face.italic ? em * 1.02 : em);
};

export const latin = typographyOf('grotesk', 'plain words', 'en');
