import type { Remote } from './driver';

/**
 * The function and its arguments as an expression that any JavaScript engine can evaluate; it answers
 * with a promise of JSON. `__name` is a helper that some TypeScript loaders write into functions.
 */
export function expressionOf<A extends unknown[], T>(run: Remote<A, T>, args: A): string {
  const call = `(${run.toString()})(...${JSON.stringify(args)})`;
  return `(async () => { const __name = (f) => f; return JSON.stringify(await ${call}); })()`;
}

/** What an expression of `expressionOf` answered. */
export function valueOf<T>(json: unknown): T {
  return (typeof json === 'string' ? JSON.parse(json) : undefined) as T;
}

/** A script that was bundled for the browser, as a function that runs there: of a function only its text travels. */
export function asRemote(script: string): Remote<[], void> {
  return Object.assign(() => undefined, { toString: () => `() => {${script}\n}` });
}
