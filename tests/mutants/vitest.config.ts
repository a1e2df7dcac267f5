import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { MUTANTS } from './mutants';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Plants the bug that MUTANT names while its file is loaded; no file on the disk changes. */
function planted(): Plugin {
  const mutant = MUTANTS.find(({ name }) => name === process.env['MUTANT']);
  return {
    name: 'planted-bug',
    enforce: 'pre',
    transform(code, id) {
      if (!mutant || !id.split('?')[0]?.endsWith(`/${mutant.file}`)) return null;
      return { code: code.replace(mutant.find, () => mutant.replace), map: null };
    },
  };
}

export default defineConfig({
  root,
  plugins: [WxtVitest(), planted()],
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  test: {
    include: ['tests/unit/**/*.test.ts?(x)'],
    setupFiles: ['tests/unit/setup.ts'],
    // One bug is one process; two of them run at a time.
    maxWorkers: 1,
    testTimeout: 20_000,
  },
});
