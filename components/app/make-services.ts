import { onChange, openStore } from '@/utils/db';
import { commands } from '@/utils/messaging';
import {
  askNotifications,
  askOrigin,
  askPatterns,
  askPersistence,
  dropNotifications,
  hasNotifications,
  hasOrigin,
  onPermissions,
  openDiagnostics,
  openLibrary,
  openPage,
  privacy,
  startWorker,
} from '@/utils/platform';
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
    privacy: privacy(),
    store: openStore(),
    onChange,
    onProgress,
    previewer: new RendererClient(createWorker),
    wake: commands.wake,
    tellJob: commands.tellJob,
    pauseQueue: commands.pauseQueue,
    saveConnection: commands.saveConnection,
    removeConnection: commands.removeConnection,
    saveCaps: commands.saveCaps,
    testService: commands.testService,
    freshenModels: commands.freshenModels,
    saveKey: commands.saveKey,
    forgetKey: commands.forgetKey,
    keysState: commands.keysState,
    tellLock: commands.tellLock,
    askWriter: commands.askWriter,
    askNotifications,
    askPersistence,
    dropNotifications,
    hasNotifications,
    openDiagnostics,
    readPicture: commands.readPicture,
    makeStill: commands.makeStill,
    fetchStill: commands.fetchStill,
    askOrigin,
    askPatterns,
    hasOrigin,
    onPermissions,
    openLibrary,
    openPage,
  };
}

function onProgress(listener: (progress: RenderProgress) => void): () => void {
  const channel = new BroadcastChannel(PROGRESS_CHANNEL);
  channel.addEventListener('message', (event: MessageEvent<RenderProgress>) => listener(event.data));
  return () => channel.close();
}
