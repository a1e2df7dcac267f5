/**
 * Finds a key in a text, however somebody spells it: as it is or in other letters, with characters as JSON writes them
 * (in JSON within JSON too), or as addresses do. Keys are plain ASCII without blanks: utils/keys/check.ts.
 */
export function spellingsOf(key: string): RegExp {
  const letters = Array.from(key, (letter) => {
    const hex = letter.charCodeAt(0).toString(16);
    return `\\\\{0,15}(?:u00${hex}|%(?:25)*${hex}|\\x${hex})`;
  });
  return new RegExp(letters.join(''), 'gi');
}
