import { isCjk, type Look } from '@/utils/domain';
import { FAMILY } from './font-files';

/** A cut of a family. Tracking is in em. */
export interface Face {
  family: string;
  weight: number;
  italic: boolean;
  tracking: number;
}

/** How a clip's words are set. Lengths are in em. */
export interface Typography {
  display: Face;
  /** Key words; the same as `display` where only their colour tells them apart. */
  emphasis: Face;
  ui: Face;
  leading: number;
  /** From the top of the em box to the baseline. */
  ascent: number;
  /** How far letters reach below the em box. */
  below: number;
  /** How key words stand out. */
  highlight: 'colour' | 'marker';
  /** How words arrive. */
  entrance: 'rise' | 'type';
}

type Script = 'latin' | 'cjk' | 'arabic' | 'tall';

const ARABIC = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const TALL =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Sinhala}\p{Script=Tibetan}]/u;
const HANGUL = /\p{Script=Hangul}/u;

/** The script that decides leading and tracking. */
function scriptOf(text: string): Script {
  if (isCjk(text) || HANGUL.test(text)) return 'cjk';
  if (ARABIC.test(text)) return 'arabic';
  return TALL.test(text) ? 'tall' : 'latin';
}

/*
 * Families a system may have for what the bundled files do not cover. Several sans families per script: the first
 * one installed wins, and a browser falls back by itself where none is.
 */
const SANS_FALLBACK =
  '"Noto Sans CJK JP","Noto Sans CJK SC","Hiragino Sans","PingFang SC","Yu Gothic UI","Microsoft YaHei","Apple SD Gothic Neo","Malgun Gothic","Noto Sans Arabic","Geeza Pro","Segoe UI","Noto Sans Hebrew","Noto Sans Devanagari","Kohinoor Devanagari","Nirmala UI","Noto Sans Thai","Thonburi","Leelawadee UI","Noto Sans","Noto Color Emoji","Apple Color Emoji","Segoe UI Emoji",system-ui,sans-serif';
const SERIF_FALLBACK =
  '"Noto Serif CJK JP","Noto Serif CJK SC","Hiragino Mincho ProN","Songti SC","Yu Mincho","SimSun","Noto Naskh Arabic","Geeza Pro","Noto Serif Hebrew","Noto Serif Devanagari","Noto Serif Thai","Noto Serif","Georgia","Noto Color Emoji","Apple Color Emoji","Segoe UI Emoji",serif';
const MONO_FALLBACK =
  '"Noto Sans Mono CJK JP","Noto Sans Mono CJK SC","Osaka-Mono","MS Gothic","Menlo","Consolas",' +
  SANS_FALLBACK;

/** Chinese and Japanese share code points but not shapes: the page's language puts its own families first. */
function byLanguage(families: string, language: string): string {
  const variant = /^zh-(?:hant|tw|hk|mo)/i.test(language)
    ? 'TC'
    : /^zh/i.test(language)
      ? 'SC'
      : /^ko/i.test(language)
        ? 'KR'
        : '';
  if (!variant) return families;
  const style = families.startsWith('"Noto Serif') ? 'Serif' : 'Sans';
  const system = {
    TC: '"PingFang TC","Microsoft JhengHei"',
    SC: '"PingFang SC","Microsoft YaHei"',
    KR: '"Apple SD Gothic Neo","Malgun Gothic"',
  }[variant];
  return `"Noto ${style} CJK ${variant}",${system},${families}`;
}

interface Cut {
  family: string;
  fallback: string;
  weight: number;
  tracking: number;
  leading: number;
}

const CUTS: Record<Look, Cut> = {
  grotesk: { family: FAMILY.grotesk, fallback: SANS_FALLBACK, weight: 700, tracking: -0.025, leading: 1.06 },
  vivid: { family: FAMILY.grotesk, fallback: SANS_FALLBACK, weight: 800, tracking: -0.03, leading: 1.06 },
  editorial: { family: FAMILY.serif, fallback: SERIF_FALLBACK, weight: 400, tracking: -0.015, leading: 1.04 },
  terminal: { family: FAMILY.mono, fallback: MONO_FALLBACK, weight: 500, tracking: -0.02, leading: 1.18 },
};

/** `sample` is all text of the clip: one setting holds for all of it. */
export function typographyOf(look: Look, sample: string, language: string): Typography {
  const cut = CUTS[look];
  const script = scriptOf(sample);
  const display: Face = {
    family: `"${cut.family}",${byLanguage(cut.fallback, language)}`,
    weight: script === 'latin' || look !== 'vivid' ? cut.weight : 700,
    italic: false,
    tracking: script === 'latin' ? cut.tracking : 0,
  };
  const leading = { latin: cut.leading, cjk: 1.3, arabic: 1.45, tall: 1.36 }[script];
  return {
    display,
    // A slanted fallback font would be a computed one, which no typographer would set.
    emphasis: look === 'editorial' && script === 'latin' ? { ...display, italic: true } : display,
    ui: {
      family: look === 'terminal' ? display.family : `"${FAMILY.ui}",${byLanguage(SANS_FALLBACK, language)}`,
      weight: 500,
      italic: false,
      tracking: 0,
    },
    leading,
    ascent: { latin: look === 'editorial' ? 0.8 : 0.83, cjk: 0.88, arabic: 0.84, tall: 0.86 }[script],
    below: { latin: 0.04, cjk: 0.04, arabic: 0.26, tall: 0.2 }[script],
    highlight: look === 'vivid' ? 'marker' : 'colour',
    entrance: look === 'terminal' ? 'type' : 'rise',
  };
}

/** The `font` of a canvas for a face at a size in units. */
export function fontOf(face: Face, size: number): string {
  return `${face.italic ? 'italic ' : ''}${face.weight} ${size}px ${face.family}`;
}
