import * as v from 'valibot';
import type { ImageProblem, SourceImage } from '@/utils/domain';
import { fetchPicture, keepPicture } from './pictures';
import type { PageTask } from './page/task';
import type { SourcePorts } from './ports';
import { RawPlace } from './raw-page';

/** Where the page of a picture is, while it is still there. */
interface PageOfPicture {
  windowId: number;
  tabId?: number | undefined;
}

/**
 * One picture again: fetched, after the user has allowed its host, or cut out of what the tab shows. What cannot be
 * read stays as it was, with the new reason; a picture that is ready is never lost. Throws when the store is full.
 */
export async function readPictureAgain(
  image: SourceImage,
  how: 'fetch' | 'crop',
  where: PageOfPicture,
  ports: SourcePorts,
): Promise<SourceImage> {
  const again = how === 'fetch' ? await fetched(image, ports) : await cropped(image, where, ports);
  return again.state.kind === 'unread' && image.state.kind === 'ready' ? image : again;
}

async function fetched(image: SourceImage, ports: SourcePorts): Promise<SourceImage> {
  const read = await fetchPicture(image.id, image.url, ports);
  return read.state.kind === 'ready' ? { ...image, ...read } : { ...image, state: read.state };
}

async function cropped(image: SourceImage, where: PageOfPicture, ports: SourcePorts): Promise<SourceImage> {
  const failed = (problem: ImageProblem): SourceImage => ({ ...image, state: { kind: 'unread', problem } });
  const { windowId, tabId } = where;
  if (tabId === undefined) return failed('gone');
  const task: PageTask = { kind: 'locate', selectionText: '', srcUrl: image.url, imageIds: [image.id] };
  const asked = await ports.inject(task, { tabId, frames: 'all' });
  if (!asked.ok) return failed(asked.reason === 'not-allowed' ? 'unreachable' : 'gone');
  const place = asked.frames
    .map(({ answer }) => v.safeParse(RawPlace, answer))
    .find((parsed) => parsed.success);
  if (!place) return failed('gone');
  const crop = await ports.cropVisible(windowId, tabId, place.output);
  if (!crop.ok) return failed(crop.reason === 'not-allowed' ? 'unreachable' : 'gone');
  const read = await keepPicture(image.id, new Uint8Array(await crop.blob.arrayBuffer()), ports);
  return read.state.kind === 'ready'
    ? { ...image, ...read, origin: 'screen-crop' }
    : { ...image, state: read.state };
}
