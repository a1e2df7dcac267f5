/** The on-device renderer's worker: renders clips, reads files back. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { openStore } from '@/utils/db';
import { packagedAssets } from '@/utils/renderer/assets';
import { serveRenderer } from '@/utils/renderer/worker';
import type { WorkerScope } from '@/utils/renderer/serve';

export default defineUnlistedScript(() => {
  const { images, jobs, pieces, clips } = openStore();
  serveRenderer(globalThis as unknown as WorkerScope, { ...packagedAssets, images, jobs, pieces, clips });
});
