/**
 * What the `openai` package's resources import and ./orders.ts never reaches: with it they weigh 4.2 kB gzipped in the
 * background, without it 2.1. For the build and its test; nothing of this file ships.
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

/** Forms made of streams, in a module whose other forms are needed: ours are of words, numbers and files. */
const UPLOADS = 'internal/uploads.mjs';
const STREAMED = 'if (hasStreamingUploadableValue(opts.body))';

/** The names of all modules that are changed, as they stand in the package. */
export const CHANGED = [...Object.keys(MODULES), UPLOADS];

/** A module as it is bundled; undefined: as it is. Throws where the package is not the one that this was written for. */
export function withoutUnreached(code: string, id: string): string | undefined {
  const name = PACKAGE.exec(id)?.[1] ?? '';
  const instead = MODULES[name];
  if (instead !== undefined) return instead;
  if (name !== UPLOADS) return undefined;
  if (!code.includes(STREAMED)) throw new Error(`openai/${UPLOADS} makes its forms in another way now`);
  return code.replaceAll(STREAMED, 'if (false)');
}
