import { checkCaps } from '@/utils/budget';
import { StorageTrouble, type Store } from '@/utils/db';
import type { Connection, Still } from '@/utils/domain';
import type { KeyAnswer } from '@/utils/providers/runtime';
import { StillMaker, type StillPorts, type StillWish } from '@/utils/stills';
import { aConnection } from '../samples';

export const WISH: StillWish = {
  id: 'still-1',
  sourceId: 'source-1',
  connectionId: 'connection-1',
  baseUrl: '',
  model: '',
  usd: null,
  prompt: 'A ladybird on a rose stem.',
  aspect: '16:9',
};

export interface Life {
  maker: StillMaker;
  /** As it stood on the card: for the connection's own address and model. */
  wish: StillWish;
  /** Makes one and waits until all of it is over. */
  make(wish?: Partial<StillWish>): Promise<Still>;
  fetchAgain(): Promise<Still>;
  still(): Promise<Still>;
}

interface Around {
  connection?: Partial<Connection> | null;
  key?: KeyAnswer;
  fetch?: typeof fetch;
  hosts?: (url: string) => boolean;
  ports?: Partial<StillPorts>;
}

let lives = 0;

/** A background over this store, from its start to its death. */
export function aLife(store: Store, around: Around = {}): Life {
  const { connection = {}, key = { kind: 'none' }, hosts = () => true } = around;
  let going = Promise.resolve();
  const known = connection && aConnection({ imageModel: 'flux-2', ...connection });
  const maker = new StillMaker({
    stills: store.stills,
    services: {
      fetch: around.fetch ?? ((...args) => fetch(...args)),
      hasHost: (url) => Promise.resolve(hosts(url)),
      connection: (id) => Promise.resolve(known?.id === id ? known : undefined),
      keyFor: () => Promise.resolve(key),
      now: () => 1_700_000_000_000,
    },
    capsCheck: checkCaps,
    mayBuy: () => true,
    isStorageFull: (error) => error instanceof StorageTrouble && error.reason === 'full',
    goOn: (work) => {
      going = work;
    },
    life: `life-${(lives += 1)}`,
    ...around.ports,
  });
  const still = async (): Promise<Still> => {
    const found = await store.stills.get(WISH.id);
    if (!found) throw new Error('there is no still');
    return found;
  };
  const shown = {
    ...WISH,
    baseUrl: known?.baseUrl ?? '',
    model: known?.imageModel ?? '',
    usd: known?.usdPerStill ?? null,
  };
  return {
    maker,
    wish: shown,
    still,
    make: async (wish = {}) => {
      await maker.make({ ...shown, ...wish });
      await going;
      return still();
    },
    fetchAgain: async () => {
      await maker.fetch(WISH.id);
      await going;
      return still();
    },
  };
}
