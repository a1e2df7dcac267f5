import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../lab/bundle';
import { lineOf, measure } from '../run/budgets.mjs';

/** What a user downloads and a browser parses, from the build that is there. */
export function benchBytes(): string {
  const build = join(PROJECT_ROOT, '.output/chrome-mv3');
  if (!existsSync(build)) return 'Bytes: no build yet, run `npm run build` first';
  return ['Bytes of the build for Chrome', ...measure(build).map(lineOf)].join('\n');
}
