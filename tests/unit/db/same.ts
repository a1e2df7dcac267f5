/** Assertions for a suite that also runs inside a browser's page, where there is no test runner. */

export function same(actual: unknown, expected: unknown, what = ''): void {
  const [found, wanted] = [canonical(actual), canonical(expected)];
  if (found !== wanted) throw new Error(`${what} expected ${wanted}, found ${found}`.trim());
}

/** The error that the work ends with; throws when it ends well. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('expected a failure, found none');
}

/** The same text for the same value: keys in order, Sets as arrays, `undefined` told from a missing entry. */
function canonical(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (value instanceof Set) return canonical([...value].toSorted());
  if (Array.isArray(value)) return `[${value.map(canonical).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${key}: ${canonical(entry)}`).join(', ')}}`;
}
