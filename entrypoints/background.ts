import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { checkCaps } from '@/utils/budget';
import { askWriter, connecting, probeChat } from '@/utils/connecting';
import { openWorkStore, StorageTrouble } from '@/utils/db';
import { readPicture, settleInterrupted, takeGesture, type HandoverPorts } from '@/utils/handover';
import { deliver, Memory, Runner } from '@/utils/jobs';
import { KeyVault } from '@/utils/keys';
import { answer, answerQuestions } from '@/utils/messaging';
import {
  applyUpdate,
  armFaults,
  createMenus,
  createPrivateMenus,
  followNotifications,
  hasDiskSpace,
  hasOrigin,
  heartbeat,
  keepAwake,
  latest,
  lockAlarm,
  looseKeysAlarm,
  notify,
  onMenuClick,
  onPermissions,
  onUpdateReady,
  openPanel,
  preparePicture,
  panelFollowsToolbarButton,
  privacy,
  readMirror,
  runAlone,
  sessionMemory,
  showBadge,
  sourcePorts,
  startWorker,
  writeMirror,
} from '@/utils/platform';
import { clipFrom } from '@/utils/provenance';
import {
  inspectorOf,
  listModels,
  LocalHost,
  onDeviceProvider,
  probeService,
  remoteHost,
  serviceProviders,
  type ServicePorts,
} from '@/utils/providers/runtime';
import type { Gesture } from '@/utils/source';
import { StillMaker } from '@/utils/stills';

const KINDS = {
  'clip-from-text': 'selection',
  'clip-from-image': 'image',
  'storyboard-page': 'article',
} as const satisfies Record<string, Gesture['kind']>;

// Every listener is registered in this first turn: an event that woke the worker is lost on later ones.
export default defineBackground(() => {
  if (import.meta.env.VITE_FAULTS) armFaults();
  const store = openWorkStore();
  const madeBy = `Pagereel ${browser.runtime.getManifest().version}`;
  const newId = () => crypto.randomUUID();
  const now = () => Date.now();

  const host = import.meta.env.FIREFOX
    ? new LocalHost({
        createWorker: () => startWorker('render'),
        onNews: () => look(),
        onWork: (work) => void keepAwake(work),
        now,
      })
    : remoteHost;
  const inspector = inspectorOf(host);
  const onDevice = onDeviceProvider(host);
  const vault = new KeyVault({
    session: sessionMemory,
    now,
    changed: () => store.keysChanged(),
    wakeAt: (at) => lockAlarm.set(at),
  });
  const services: ServicePorts = {
    // Called as a function of its own: a worker's fetch refuses any other `this`.
    fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
    hasHost: hasOrigin,
    connection: (id) => store.connections.get(id),
    keyFor: (place, isUse) => settle.keyFor(place, isUse),
    picture: async (id, wish) => {
      const blob = await store.images.get(id);
      return blob ? preparePicture(blob, wish) : null;
    },
    now,
  };
  const providers = serviceProviders(services);

  // The second store is shared with the ordinary windows: what private ones do is remembered nowhere.
  const memory =
    privacy() === 'memory' ? undefined : new Memory({ store, read: readMirror, write: writeMirror, now });

  const isStorageFull = (error: unknown): boolean =>
    error instanceof StorageTrouble && error.reason === 'full';
  const stills = new StillMaker({
    stills: store.stills,
    services,
    capsCheck: checkCaps,
    mayBuy: () => privacy() === 'ordinary',
    isStorageFull,
    goOn: (work) => quietly(keepAwake(work)),
    life: newId(),
  });

  const runner = new Runner({
    store,
    provider: ({ providerId }) => (providerId === 'on-device' ? onDevice : providers[providerId]),
    inspector,
    alone: (work) => runAlone('pagereel-runner', work),
    awake: keepAwake,
    rest: () => onDevice.rest(),
    heartbeat,
    hasDiskSpace,
    lookAfter: (ms) => void setTimeout(look, ms),
    capsCheck: checkCaps,
    clipFrom: (job, media, clipId, at) => clipFrom(job, media, clipId, at, madeBy),
    deliver: (row) => deliver(row, { store, inspector, notify }),
    mirror: (active) => memory?.keep(active) ?? Promise.resolve(),
    isStorageFull,
    online: () => navigator.onLine,
    now,
    newId,
  });

  // Trouble with the store shows in the views that read it; the heartbeat looks again.
  const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined);
  // A thousand jobs that stop at a limit one after the other must not be read a thousand times.
  const badge = latest(async () => {
    const { active, queued, held } = await store.jobs.counts();
    const waiting = held === 0 ? [] : await store.jobs.held();
    const asking = waiting.filter(({ problem }) => problem !== 'by-user').length;
    await showBadge({ open: active + queued, asking });
  });
  let updateReady = false;
  // A safe point: nobody is at any job, and what goes on at a service goes on without us.
  const settled = async (): Promise<void> => {
    quietly(settle.sweepKeys());
    await badge();
    const drawing = (await store.jobs.active()).some(({ request }) => request.providerId === 'on-device');
    if (updateReady && !drawing) await applyUpdate(() => runner.isIdle && stills.isIdle);
  };
  const look = (): void => {
    const remembered = memory?.restore().catch(() => undefined) ?? Promise.resolve();
    quietly(remembered.then(() => runner.run()).finally(() => quietly(settled())));
  };

  const handover: HandoverPorts = {
    drafts: store.drafts,
    source: sourcePorts({ storeImage: (id, blob) => store.images.put(id, blob), now, newId }),
    now,
  };

  onMenuClick(({ menu, ...click }) => {
    openPanel(click.windowId);
    if (click.windowId === undefined) return;
    const gesture: Gesture = { ...click, windowId: click.windowId, kind: KINDS[menu] };
    quietly(keepAwake(takeGesture(gesture, handover)));
  });
  panelFollowsToolbarButton();
  followNotifications();
  onPermissions(look);
  onUpdateReady(() => {
    updateReady = true;
    look();
  });
  heartbeat.listen(look);
  lockAlarm.listen(() => quietly(vault.lockWhenDue()));
  looseKeysAlarm.listen(() => quietly(settle.sweepKeys()));
  // A line that is back, or a job another context changed: shown at once, and gone on with.
  globalThis.addEventListener('online', look);
  store.onChange((change) => {
    if (change.kind === 'job') quietly(badge());
    if (change.kind === 'connection') quietly(settle.sweepKeys());
  });

  answer('wake', look);
  answer('hostNews', look);
  // Answered once it is stored: two wishes in a row are carried out in that order.
  answer('tellJob', ({ id, event }) => runner.tell(id, event).then(look));
  answer('pauseQueue', (paused) => quietly(store.queue.setPaused(paused).then(look)));
  const settle = connecting({
    connections: store.connections,
    caps: store.caps,
    models: store.models,
    jobs: store.jobs,
    vault,
    probe: (test, key) =>
      keepAwake(test.kind === 'chat' ? probeChat(test, key, services) : probeService(test, key, services)),
    ask: (connection, key, wish, signal) => keepAwake(askWriter(connection, key, wish, services, signal)),
    list: (connection) => keepAwake(listModels(connection, services)),
    takeTurn: (...turn) => store.takeTurn(...turn),
    mayBuy: () => privacy() === 'ordinary',
    resume: (id) => runner.tell(id, { type: 'resume' }),
    atRest: () => runner.run(),
    sweepAt: (at) => looseKeysAlarm.set(at),
    now,
  });
  answer('saveConnection', settle.saveConnection);
  answer('removeConnection', settle.removeConnection);
  answer('testService', settle.testService);
  answer('freshenModels', (id) => quietly(settle.freshenModels(id)));
  answer('saveKey', settle.saveKey);
  answer('forgetKey', settle.forgetKey);
  answer('keysState', settle.keysState);
  answer('tellLock', settle.tellLock);
  answerQuestions(settle.askWriter);
  answer('saveCaps', settle.saveCaps);
  answer('makeStill', (wish) => stills.make(wish));
  answer('fetchStill', (id) => stills.fetch(id));
  answer('readPicture', (wish) => quietly(keepAwake(readPicture(wish, handover))));

  browser.runtime.onInstalled.addListener(() => void createMenus());
  browser.runtime.onStartup.addListener(() => void createMenus());
  createPrivateMenus();
  quietly(stills.settleOrphans());
  quietly(vault.lockWhenDue());
  // Enabling a disabled extension fires neither event, and whatever was open must go on.
  look();
  quietly(settleInterrupted(handover));
});
