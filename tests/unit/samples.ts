/** One valid sample of each kind of record; a test changes what it is about. */
import type {
  Attempt,
  Clip,
  Connection,
  Estimate,
  Job,
  MediaFacts,
  OnDeviceRequest,
  Source,
  ServiceRequest,
  Still,
} from '@/utils/domain';
import { newJob } from '@/utils/jobs';

export function aSource(change: Partial<Source> = {}): Source {
  return {
    id: 'source-1',
    kind: 'selection',
    takenAt: 1_700_000_000_000,
    url: 'https://garden.example/lighthouse',
    title: 'The keeper’s garden',
    site: 'garden.example',
    language: 'en',
    text: 'One ladybird eats 5,000 aphids a summer.',
    heading: 'Small hunters',
    paragraph: 'One ladybird eats 5,000 aphids a summer. No spray has been needed since.',
    byline: 'Ana Ruiz',
    themeColor: '#20506b',
    ogImage: '',
    images: [],
    notices: [],
    ...change,
  };
}

export function aRequest(change: Partial<OnDeviceRequest> = {}): OnDeviceRequest {
  return {
    providerId: 'on-device',
    model: 'motion-graphics-1',
    storyboard: {
      template: 'quote',
      language: 'en',
      direction: 'ltr',
      title: 'The keeper’s garden',
      byline: 'Ana Ruiz',
      shots: [
        {
          id: 's1',
          role: 'quote',
          text: 'One ladybird eats 5,000 aphids a summer.',
          eyebrow: '',
          highlights: [[18, 23]],
          passage: 'One ladybird eats 5,000 aphids a summer.',
          seconds: 5,
          transition: 'cut',
        },
      ],
      reduced: null,
    },
    settings: {
      look: 'grotesk',
      aspect: '16:9',
      resolution: '720p',
      fps: 30,
      soundtrack: false,
      reducedMotion: false,
    },
    images: [],
    labels: { site: 'garden.example', made: 'Motion graphics · made on this device' },
    themeColor: '#20506b',
    seed: 7,
    ...change,
  };
}

/** An order to a server that speaks `/v1/videos`: eight seconds at ten cents each. */
export function aVideosRequest(change: Partial<ServiceRequest> = {}): ServiceRequest {
  return {
    providerId: 'openai-videos',
    connectionId: 'connection-1',
    baseUrl: 'http://127.0.0.1:8091/v1',
    model: 'clip-2',
    family: 'plain',
    work: { kind: 'new' },
    prompt: 'A ladybird on a rose stem, close up, morning light.',
    negative: '',
    seconds: 8,
    aspect: '16:9',
    resolution: '720p',
    audio: null,
    seed: null,
    images: [],
    inputs: {},
    storyboard: aRequest().storyboard,
    plan: null,
    estimate: aPrice(0.1),
    ground: null,
    parent: null,
    ...change,
  };
}

/** What eight seconds cost at so many dollars each, by the user's own word; null: not told. */
export function aPrice(usdPerSecond: number | null): Estimate {
  if (usdPerSecond === null) return { usd: null, basis: 'not-told', asOf: null };
  return { usd: 8 * usdPerSecond, basis: 'your-price', asOf: 1_700_000_000_000 };
}

export function aConnection(change: Partial<Connection> = {}): Connection {
  return {
    id: 'connection-1',
    kind: 'openai-videos',
    preset: 'custom',
    name: 'The box in the cellar',
    baseUrl: 'http://127.0.0.1:8091/v1',
    model: 'clip-2',
    usdPerSecond: 0.1,
    usdPerStill: null,
    priceAt: 1_700_000_000_000,
    body: 'multipart',
    quick: false,
    chatModel: '',
    imageModel: '',
    createdAt: 1_700_000_000_000,
    ...change,
  };
}

export function anAttempt(change: Partial<Attempt> = {}): Attempt {
  return {
    id: 'attempt-1',
    startedAt: 1_700_000_000_000,
    epoch: 1,
    handle: '',
    outcome: 'open',
    money: {
      estimate: { usd: 0.8, basis: 'your-price', asOf: 1_700_000_000_000 },
      verdict: 'pending',
      chargedUsd: null,
    },
    ...change,
  };
}

/** A job for a service that costs money. */
export function aServiceJob(change: Partial<Job> = {}): Job {
  return aJob({ request: aVideosRequest(), ...change });
}

export function aJob(change: Partial<Job> = {}): Job {
  return {
    ...newJob({ id: 'job-1', source: aSource(), request: aRequest(), now: 1_700_000_000_000 }),
    ...change,
  };
}

export function someMedia(change: Partial<MediaFacts> = {}): MediaFacts {
  return {
    mime: 'video/mp4',
    container: 'mp4',
    codec: 'avc',
    audioCodec: null,
    width: 1280,
    height: 720,
    fps: 30,
    frames: 150,
    seconds: 5,
    bytes: 5,
    playable: true,
    sha256: 'a'.repeat(64),
    ...change,
  };
}

export function aClip(change: Partial<Clip> = {}): Clip {
  return {
    id: 'clip-1',
    jobId: 'job-1',
    createdAt: 1_700_000_010_000,
    title: 'One ladybird eats 5,000 aphids a summer.',
    media: someMedia(),
    record: {
      source: aSource(),
      request: aRequest(),
      provider: {
        id: 'on-device',
        name: 'Motion graphics (on this device)',
        model: 'motion-graphics-1',
        generative: false,
      },
      digitalSourceType: 'algorithmicMedia',
      startedAt: 1_700_000_000_000,
      finishedAt: 1_700_000_010_000,
      renderMs: 2000,
      cost: { usd: 0, basis: 'made on this device' },
      handle: '',
      madeBy: 'Pagereel 0.1.0',
    },
    deletedAt: null,
    ...change,
  };
}

/** A still that a service has made. */
export function aStill(change: Partial<Still> = {}): Still {
  return {
    id: 'still-1',
    sourceId: 'source-1',
    at: 1_700_000_000_000,
    updatedAt: 1_700_000_020_000,
    state: 'ready',
    order: {
      connectionId: 'connection-1',
      providerId: 'openai-videos',
      baseUrl: 'http://127.0.0.1:8091/v1',
      model: 'flux-2',
      prompt: 'A ladybird on a rose stem.',
      size: '1344x768',
    },
    imageId: 'still-1',
    pictureUrl: '',
    problem: null,
    failure: null,
    money: { estimate: aPrice(null), verdict: 'unknown', chargedUsd: null },
    settledAt: 0,
    askedBy: 'life-1',
    ...change,
  };
}
