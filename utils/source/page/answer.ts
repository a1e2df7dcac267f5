import { readContext } from './context';
import { attempt } from './dom';
import { findPicture } from './find-picture';
import { locate } from './locate';
import { pictureOf, readPictures, type FoundPicture } from './picture';
import { readSelection } from './selection';
import { takeTask, type PageAnswer, type PageImage, type PagePlace, type PageTask } from './task';

/** The work of page-selection: answers the task left for it; null when there is none. Never throws. */
export async function answerTask(): Promise<PageAnswer | PagePlace | null> {
  const task = takeTask();
  if (!task) return null;
  switch (task.kind) {
    case 'locate':
      return locate(task.imageIds[0] ?? '', task.srcUrl).catch(() => null);
    case 'image':
      return answerImage(task);
    case 'context':
      return { ...readContext(null), text: '', textLength: 0, images: [], article: false };
    default:
      return answerSelection(task);
  }
}

async function answerSelection(task: PageTask): Promise<PageAnswer> {
  const selected = readSelection(task.selectionText);
  const pictures = selected.elements
    .map((element) => attempt(() => pictureOf(element), null))
    .filter((picture): picture is FoundPicture => picture !== null);
  return {
    ...readContext(selected.anchor),
    text: selected.text,
    textLength: selected.length,
    images: await readPictures(pictures, task.imageIds).catch((): PageImage[] => []),
    article: false,
  };
}

async function answerImage(task: PageTask): Promise<PageAnswer> {
  const element = attempt(() => findPicture(task.srcUrl), null);
  const picture = element && attempt(() => pictureOf(element, true), null);
  return {
    ...readContext(element),
    text: '',
    textLength: 0,
    images: picture ? await readPictures([picture], task.imageIds).catch((): PageImage[] => []) : [],
    article: false,
  };
}
