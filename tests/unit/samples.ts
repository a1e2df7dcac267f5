/** One valid sample of each kind of record; a test changes what it is about. */
import type { Clip, Job, MediaFacts, Request, Source } from '@/utils/domain';
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

export function aRequest(change: Partial<Request> = {}): Request {
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
      madeBy: 'Pagereel 0.1.0',
    },
    deletedAt: null,
    ...change,
  };
}
