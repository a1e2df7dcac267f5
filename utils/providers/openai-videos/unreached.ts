/**
 * What the `openai` package's resources import and ./orders.ts never reaches: with it they weigh 4.1 kB gzipped in the
 * background, without it 1.1. For the build and its test; nothing of this file ships.
 */
const PACKAGE = /\/node_modules\/openai\/(.+)$/;

/** Whole modules, with what stands in their place. */
const MODULES: Record<string, string> = {
  // Pages of a list are turned by ./recover.ts; the resource only names this class to its client.
  'core/pagination.mjs': 'export const ConversationCursorPage = undefined;',
  // Of the errors only the one that refuses an id which cannot stand in a path.
  'core/error.mjs': 'export class OpenAIError extends Error {}',
  // Headers are written by `Wire`; those of an order are not looked at.
  'internal/headers.mjs': 'export const buildHeaders = () => undefined;',
};

/** What modules that are needed ask, and the answer is no for all of ours. */
const NEVER: Record<string, string[]> = {
  // Forms are made of words, numbers and files, by a browser that can send them.
  'internal/uploads.mjs': [
    'hasStreamingUploadableValue(opts.body)',
    'hasUploadableValue(opts.body)',
    '!(await supportsFormData(fetch))',
    'value instanceof Response',
    'isAsyncIterable(value)',
  ],
  // Paths have no query, and ids are texts.
  'internal/utils/path.mjs': ['/[?#]/.test(currentValue)', 'index !== params.length'],
};

/** The names of all modules that are changed, as they stand in the package. */
export const CHANGED = [...Object.keys(MODULES), ...Object.keys(NEVER)];

/** A module as it is bundled; undefined: as it is. Throws where the package is not the one that this was written for. */
export function withoutUnreached(code: string, id: string): string | undefined {
  const name = PACKAGE.exec(id)?.[1] ?? '';
  return (
    MODULES[name] ??
    NEVER[name]?.reduce((less, question) => {
      if (!less.includes(question)) throw new Error(`openai/${name} asks in another way now`);
      return less.replaceAll(question, 'false');
    }, code)
  );
}
