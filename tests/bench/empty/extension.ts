import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT, bundle } from '../../lab/bundle';

const MANIFEST = {
  manifest_version: 3,
  name: 'Empty',
  version: '1',
  background: { service_worker: 'background.js' },
};
const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Empty</title><div id="root"></div><script src="/page.js"></script>';
/** Answers nothing, as our own does with a message that is not for it. */
const BACKGROUND = 'chrome.runtime.onMessage.addListener(() => undefined);';

/** An extension with an empty React page and an empty worker, written beside the build; its folder. */
export async function emptyExtension(): Promise<string> {
  const folder = join(PROJECT_ROOT, '.output/bench/empty');
  await mkdir(folder, { recursive: true });
  const script = await bundle('tests/bench/empty/page.tsx', { minify: true });
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(MANIFEST));
  await writeFile(join(folder, 'page.html'), PAGE);
  await writeFile(join(folder, 'page.js'), script);
  await writeFile(join(folder, 'background.js'), BACKGROUND);
  return folder;
}
