import { onChange, openStore } from '@/utils/db';
import { commands } from '@/utils/messaging';
import { askOrigin, openLibrary, openPage, startWorker } from '@/utils/platform';
import { PROGRESS_CHANNEL, RendererClient, type RenderProgress } from '@/utils/renderer';
import type { Services } from '../services';

/** The views' services as they are in the extension. `eager`: a worker already on its way, for the first call. */
export function makeServices(eager?: Worker): Services {
  let first = eager;
  const createWorker = (): Worker => {
    const worker = first ?? startWorker('preview');
    first = undefined;
    return worker;
  };
  return {
    store: openStore(),
    onChange,
    onProgress,
    previewer: new RendererClient(createWorker),
    wake: commands.wake,
    cancelJob: commands.cancelJob,
    resumeJob: commands.resumeJob,
    readPicture: commands.readPicture,
    askOrigin,
    openLibrary,
    openPage,
  };
}

function onProgress(listener: (progress: RenderProgress) => void): () => void {
  const channel = new BroadcastChannel(PROGRESS_CHANNEL);
  channel.addEventListener('message', (event: MessageEvent<RenderProgress>) => listener(event.data));
  return () => channel.close();
}
