/**
 * What takes longest is asked for first: this module is evaluated before React is, so that the worker starts and
 * the store opens while the rest of the panel is still being read.
 */
import { openStore } from '@/utils/db';
import { currentWindowId, startWorker } from '@/utils/platform';
import { loadSettings } from '@/utils/settings';

export const worker = startedWorker();
/** After the first frame; where none is drawn, as in a panel that is hidden, after a moment. */
export const painted = new Promise<void>((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 100);
});
export const preferences = loadSettings();
/** -1 where the browser does not say: the newest draft of any window is shown then. */
export const windowId = currentWindowId().catch(() => -1);
// Opens the connection; the answer itself is asked for again by the view that shows it.
windowId.then((id) => openStore().drafts.get(id)).catch(() => undefined);

/** Without a worker the panel still works; the preview says what is missing. */
function startedWorker(): Worker | undefined {
  try {
    return startWorker('preview');
  } catch {
    return undefined;
  }
}
