import type { IDBPDatabase, IDBPTransaction } from 'idb';

/**
 * Version 3: several services. Orders of version 2 went to servers of the user's own, with a size in pixels and a price
 * by the second; they get the shape that all services share. Clips are found by the clip they were made from. Stills get
 * a store. A step imports nothing of the app, so that it never changes again.
 */
export async function migrate(
  db: IDBPDatabase<unknown>,
  tx: IDBPTransaction<unknown, string[], 'versionchange'>,
): Promise<void> {
  db.createObjectStore('models', { keyPath: 'connectionId' });
  const stills = db.createObjectStore('stills', { keyPath: 'id' });
  stills.createIndex('source', ['sourceId', 'at']);
  stills.createIndex('state', 'state');
  stills.createIndex('at', 'at');
  // Those without a picture have null there, which no index takes in.
  stills.createIndex('image', 'imageId');
  const clips = tx.objectStore('clips');
  clips.createIndex('parent', 'record.request.parent.clipId');

  for (let cursor = await clips.openCursor(); cursor; cursor = await cursor.continue()) {
    const clip = cursor.value as { record?: { request?: OldRequest } };
    const request = upgraded(clip.record?.request);
    if (request) await cursor.update({ ...clip, record: { ...clip.record, request } });
  }
  for (let cursor = await tx.objectStore('jobs').openCursor(); cursor; cursor = await cursor.continue()) {
    const job = cursor.value as { request?: OldRequest; ix: OldIndex };
    const request = upgraded(job.request);
    if (request) await cursor.update({ ...job, request, ix: sameIndex(job.ix) });
  }
  const connections = tx.objectStore('connections');
  for (let cursor = await connections.openCursor(); cursor; cursor = await cursor.continue()) {
    await cursor.update({
      ...(cursor.value as object),
      preset: 'custom',
      body: 'multipart',
      quick: false,
      chatModel: '',
      imageModel: '',
      usdPerStill: null,
    });
  }
}

interface OldRequest {
  providerId: string;
  seconds: number;
  size: string;
  usdPerSecond: number | null;
  priceAt: number;
}

interface OldIndex {
  lane: string;
  claims: string[];
}

/** "localhost" was a server of its own beside "127.0.0.1". */
function sameIndex(ix: OldIndex): OldIndex {
  const same = (key: string): string => key.replace(/^(https?:\/\/)localhost(?=[:/\n]|$)/, '$1127.0.0.1');
  return { ...ix, lane: same(ix.lane), claims: ix.claims.map(same) };
}

const SHAPES: Record<string, { aspect: string; resolution: string }> = {
  '1280x720': { aspect: '16:9', resolution: '720p' },
  '720x1280': { aspect: '9:16', resolution: '720p' },
  '1024x1024': { aspect: '1:1', resolution: '1024p' },
};

/** Undefined: it went to no service. */
function upgraded(request: OldRequest | undefined): object | undefined {
  if (request?.providerId !== 'openai-videos') return undefined;
  const { size, usdPerSecond, priceAt, ...kept } = request;
  const usd = usdPerSecond === null ? null : Math.round(usdPerSecond * request.seconds * 1e6) / 1e6;
  return {
    ...kept,
    ...(SHAPES[size] ?? { aspect: '', resolution: '' }),
    family: 'plain',
    work: { kind: 'new' },
    negative: '',
    audio: null,
    seed: null,
    images: [],
    inputs: {},
    plan: null,
    estimate:
      usd === null ? { usd, basis: 'not-told', asOf: null } : { usd, basis: 'your-price', asOf: priceAt },
    ground: null,
    parent: null,
  };
}
