import type { Draft, SourceImage } from '@/utils/domain';
import { aSource } from '../samples';

export function aDraft(change: Partial<Draft> = {}): Draft {
  return { windowId: 1, at: 10, state: { kind: 'ready', source: aSource() }, ...change };
}

export function aPicture(id: string): SourceImage {
  return {
    id,
    url: '',
    alt: '',
    caption: '',
    width: 1,
    height: 1,
    origin: 'element',
    state: { kind: 'ready', sha256: 'a', mime: 'image/png', bytes: 1 },
  };
}
