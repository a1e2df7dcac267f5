import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { build } from 'vite';

export const PROJECT_ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** One self-contained classic script out of a TypeScript entry, as text. */
export async function bundle(entry: string, { minify = false } = {}): Promise<string> {
  const result = await build({
    root: PROJECT_ROOT,
    configFile: false,
    envFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias: { '@': PROJECT_ROOT } },
    build: {
      write: false,
      minify,
      target: 'esnext',
      lib: { entry: resolve(PROJECT_ROOT, entry), formats: ['iife'], name: 'labEntry' },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  for (const item of outputs) {
    if (!('output' in item)) continue;
    const chunk = item.output.find((part) => part.type === 'chunk');
    if (chunk?.type === 'chunk') return chunk.code;
  }
  throw new Error(`nothing was bundled from ${entry}`);
}
