/** The bundled families (all SIL OFL 1.1), Latin and Latin extended. Imports nothing: the build reads it too. */

export const FAMILY = {
  ui: 'Inter Variable',
  grotesk: 'Bricolage Grotesque Variable',
  serif: 'Instrument Serif',
  mono: 'JetBrains Mono Variable',
} as const;

export interface FontFile {
  /** Under node_modules. */
  from: string;
  /** Under the extension's fonts folder. */
  file: string;
  family: string;
  weight: string;
  style: 'normal' | 'italic';
  unicodeRange: string;
  subset: 'latin' | 'latin-ext';
}

/* As published by Fontsource for these subsets. */
const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
const LATIN_EXT =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF';

function subsets(
  folder: string,
  name: string,
  tail: string,
  face: Pick<FontFile, 'family' | 'weight' | 'style'>,
): FontFile[] {
  return (['latin', 'latin-ext'] as const).map((subset) => {
    const file = `${name}-${subset}-${tail}.woff2`;
    const unicodeRange = subset === 'latin' ? LATIN : LATIN_EXT;
    return Object.assign({ from: `${folder}/files/${file}`, file, unicodeRange, subset }, face);
  });
}

export const FONT_FILES: readonly FontFile[] = [
  ...subsets('@fontsource-variable/inter', 'inter', 'wght-normal', {
    family: FAMILY.ui,
    weight: '100 900',
    style: 'normal',
  }),
  ...subsets('@fontsource-variable/bricolage-grotesque', 'bricolage-grotesque', 'wght-normal', {
    family: FAMILY.grotesk,
    weight: '200 800',
    style: 'normal',
  }),
  ...subsets('@fontsource/instrument-serif', 'instrument-serif', '400-normal', {
    family: FAMILY.serif,
    weight: '400',
    style: 'normal',
  }),
  ...subsets('@fontsource/instrument-serif', 'instrument-serif', '400-italic', {
    family: FAMILY.serif,
    weight: '400',
    style: 'italic',
  }),
  ...subsets('@fontsource-variable/jetbrains-mono', 'jetbrains-mono', 'wght-normal', {
    family: FAMILY.mono,
    weight: '100 800',
    style: 'normal',
  }),
];
