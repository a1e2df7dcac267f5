import { useMemo } from 'react';
import type { Connection, OnDeviceRequest, Source, VideosRequest } from '@/utils/domain';
import { onDeviceRequest, videosRequest } from '@/utils/providers';
import type { Preferences } from '@/utils/settings';
import { promptOf } from '@/utils/writer';
import { t } from '../i18n';
import { useConnections } from '../live/money-hooks';
import { isMakeable, sourceOf, type Edit } from './edit';

const NO_SERVERS: readonly Connection[] = [];

/** What stands on the bench as an order, wherever it would go. */
export type Order =
  | { kind: 'device'; used: Source; request: OnDeviceRequest; ready: boolean }
  | {
      kind: 'server';
      used: Source;
      server: Connection;
      host: string;
      prompt: string;
      /** Undefined while there is no prompt to send. */
      request: VideosRequest | undefined;
    };

/** The order in the making, and whom it could go to. A server that is no longer there is this device again. */
export function useOrder(
  source: Source,
  edit: Edit,
  settings: Preferences,
): { order: Order; servers: readonly Connection[] } {
  const known = useConnections();
  const servers = known.kind === 'ready' ? known.value : NO_SERVERS;
  const server = servers.find(({ id }) => id === settings.madeBy);
  const used = useMemo(() => sourceOf(source, edit), [source, edit]);
  const order = useMemo(
    () => (server ? serverOrder(server, used, edit, settings) : deviceOrder(used, edit, settings)),
    [server, used, edit, settings],
  );
  return { order, servers };
}

function deviceOrder(used: Source, edit: Edit, settings: Preferences): Order {
  const { storyboard } = edit;
  const request = onDeviceRequest({ source: used, storyboard, settings, made: t('frameLabel') });
  return { kind: 'device', used, request, ready: isMakeable(edit) };
}

function serverOrder(server: Connection, used: Source, edit: Edit, settings: Preferences): Order {
  const { storyboard } = edit;
  const prompt = edit.prompt ?? promptOf(storyboard, used);
  const request =
    prompt.trim() === ''
      ? undefined
      : videosRequest({
          connection: server,
          prompt,
          seconds: settings.videoSeconds,
          size: settings.videoSize,
          storyboard,
        });
  const host = new URL(server.baseUrl).host;
  return { kind: 'server', used, server, host, prompt, request };
}
