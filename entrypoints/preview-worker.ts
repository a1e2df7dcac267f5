/** The preview's worker: single frames for the panel. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { openStore } from '@/utils/db';
import { packagedAssets } from '@/utils/renderer/assets';
import { servePreviews } from '@/utils/renderer/preview-worker';
import type { WorkerScope } from '@/utils/renderer/serve';

export default defineUnlistedScript(() => {
  servePreviews(globalThis as unknown as WorkerScope, { ...packagedAssets, images: openStore().images });
});
