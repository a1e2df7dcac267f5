/** The on-device renderer's worker: draws previews, renders clips, reads files back. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { openStore } from '@/utils/db';
import { loadFonts } from '@/utils/renderer/draw';
import { serveRenderer, type WorkerScope } from '@/utils/renderer/worker';

export default defineUnlistedScript(() => {
  const { images, jobs, pieces } = openStore();
  const fonts = () => loadFonts((file) => new URL(`/fonts/${file}`, location.href).href);
  // On their way before the first frame is asked for; that one waits for them.
  void fonts().catch(() => undefined);
  serveRenderer(globalThis as unknown as WorkerScope, { fonts, images, jobs, pieces });
});
