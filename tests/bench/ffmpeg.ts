import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../lab/bundle';

const FOLDER = '.output/bench';
const CORE = `${FOLDER}/node_modules/@ffmpeg/core/dist/esm`;

/**
 * The folder of ffmpeg.wasm's core, installed beside the build when the bench first asks for it; undefined where the
 * package registry cannot be reached. It is GPL: never a dependency, never in a package of ours.
 */
export function ffmpegFolder(): string | undefined {
  if (!existsSync(join(PROJECT_ROOT, CORE))) {
    mkdirSync(join(PROJECT_ROOT, FOLDER), { recursive: true });
    const packages = ['@ffmpeg/core@0.12.10'];
    spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', FOLDER, ...packages], {
      cwd: PROJECT_ROOT,
      stdio: 'ignore',
      timeout: 120_000,
    });
  }
  return existsSync(join(PROJECT_ROOT, CORE, 'ffmpeg-core.wasm')) ? CORE : undefined;
}
