import { readFileSync } from 'node:fs';
import type { Remote, Surface } from './drivers/driver';

interface Violation {
  id: string;
  targets: string[];
}

// Injected as the body of a function: the pages' policy allows no script that was made from a string.
const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
// oxlint-disable-next-line no-new-func
const inject = new Function(source) as Remote<[], void>;

/** What axe finds wrong with what is on this screen. */
export async function violations(surface: Surface): Promise<Violation[]> {
  await surface.evaluate(inject);
  return surface.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> };
    };
    const { violations: found } = await axe.run();
    return found.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => String(target)) }));
  });
}
