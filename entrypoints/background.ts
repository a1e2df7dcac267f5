import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { openStore, StorageTrouble } from '@/utils/db';
import { readPicture, settleInterrupted, takeGesture, type HandoverPorts } from '@/utils/handover';
import { Runner } from '@/utils/jobs';
import { answer } from '@/utils/messaging';
import {
  createMenus,
  heartbeat,
  keepAwake,
  onMenuClick,
  openPanel,
  panelFollowsToolbarButton,
  runAlone,
  sourcePorts,
  startWorker,
} from '@/utils/platform';
import { clipFrom } from '@/utils/provenance';
import { LocalHost, onDeviceProvider, remoteHost } from '@/utils/providers/runtime';
import type { Gesture } from '@/utils/source';

const KINDS = {
  'clip-from-text': 'selection',
  'clip-from-image': 'image',
  'storyboard-page': 'article',
} as const satisfies Record<string, Gesture['kind']>;

// Every listener is registered in this first turn: an event that woke the worker is lost on later ones.
export default defineBackground(() => {
  const store = openStore();
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
  const provider = onDeviceProvider(host);

  const runner = new Runner({
    store,
    provider: () => provider,
    alone: (work) => runAlone('pagereel-runner', work),
    rest: () => provider.rest(),
    heartbeat,
    clipFrom: (job, media, clipId, at) => clipFrom(job, media, clipId, at, madeBy),
    isStorageFull: (error) => error instanceof StorageTrouble && error.reason === 'full',
    now,
    newId,
  });

  // Trouble with the store shows in the views that read it; the heartbeat looks again.
  const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined);
  const look = (): void => quietly(runner.run());

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
  heartbeat.listen(look);

  answer('wake', look);
  answer('hostNews', look);
  answer('cancelJob', (id) => quietly(runner.tell(id, { type: 'cancel' })));
  answer('resumeJob', (id) => quietly(runner.tell(id, { type: 'resume' })));
  answer('readPicture', (wish) => quietly(keepAwake(readPicture(wish, handover))));

  browser.runtime.onInstalled.addListener(() => void createMenus());
  browser.runtime.onStartup.addListener(() => void createMenus());
  // Enabling a disabled extension fires neither event, and whatever was open must go on.
  look();
  quietly(settleInterrupted(handover));
});
