/** A bench with a service on it, for what stands beside the prompt. */
import { useLayoutEffect, useState, type ReactNode } from 'react';
import { startEdit, withOrder, type Edit } from '@/components/create/edit';
import { serviceOrder, type ServiceOrder } from '@/components/create/service-order';
import type { Change } from '@/utils/db';
import type { Connection, ModelCard, Source, Still } from '@/utils/domain';
import { serverCard } from '@/utils/providers';
import type { Preferences } from '@/utils/settings';
import { aConnection, aSource } from '../samples';

export const SETTINGS = {
  look: 'grotesk',
  aspect: '16:9',
  resolution: '720p',
  fps: 30,
  soundtrack: false,
  reducedMotion: false,
  length: 'auto',
  madeBy: 'connection-1',
  writer: 'rules',
  videoSeconds: 4,
  videoAspect: '9:16',
  videoResolution: '720p',
  videoAudio: false,
  videoModels: {},
} as Preferences;

export const aCard = (change: Partial<ModelCard> = {}): ModelCard => ({
  ...serverCard(aConnection(), 'clip-2'),
  firstFrame: 'optional',
  ...change,
});

export function anOrder(edit: Edit, card = aCard(), source: Source = aSource()): ServiceOrder {
  const server = aConnection();
  return serviceOrder({ server, cards: [card], card, used: source, edit, settings: SETTINGS });
}

export const anEdit = (change: Partial<Edit['order']> = {}, source: Source = aSource()): Edit =>
  withOrder(startEdit(source, 'auto'), change);

/** `onEdit` is told the edit as it stands. */
export function Bench(props: {
  start?: Edit;
  onEdit: (edit: Edit) => void;
  children: (edit: Edit, change: (next: (edit: Edit) => Edit) => void) => ReactNode;
}) {
  const { onEdit, children } = props;
  const [edit, setEdit] = useState(props.start ?? anEdit());
  useLayoutEffect(() => void onEdit(edit), [onEdit, edit]);
  return children(edit, setEdit);
}

/** As much of a store as the bench needs, with rows that a test changes under it. */
export function aStillStore(stills: Still[] = [], connections: Connection[] = []) {
  const listeners = new Set<(change: Change) => void>();
  const pictures = new Map<string, Blob>();
  const tell = (id: string): void => listeners.forEach((listener) => listener({ kind: 'still', id }));
  const put = (still: Still): void => {
    stills = [...stills.filter(({ id }) => id !== still.id), still];
    tell(still.id);
  };
  return {
    put,
    pictures,
    get stills() {
      return stills;
    },
    onChange: (listener: (change: Change) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    store: {
      images: { get: async (id: string) => pictures.get(id) },
      connections: { all: async () => connections },
      caps: { get: async () => ({ clip: null, day: null, month: null }) },
      ledger: { since: async () => [] },
      stills: {
        get: async (id: string) => stills.find((still) => still.id === id),
        open: async () => stills.findLast(({ settledAt }) => settledAt === 0),
        add: async (still: Still, picture?: Blob) => {
          if (picture && still.imageId) pictures.set(still.imageId, picture);
          put(still);
          return true;
        },
        update: async (id: string, change: (still: Still) => Still | undefined) => {
          const after = change(stills.find((still) => still.id === id)!);
          if (after) put(after);
          return after !== undefined;
        },
      },
    },
  };
}
