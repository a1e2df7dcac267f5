/** The tag as `Intl` wants it; undefined, which is the browser's own, for one it would throw at. A page may say anything. */
export function localeOf(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}
