/** Shots to scenes. */
import type { OnDeviceRequest, Shot } from '@/utils/domain';
import type { FurnitureLayout } from '../furniture';
import type { Photo } from '../photo';
import type { Transition } from '../timeline';
import type { Scene, Stage } from '../types';
import { endScene } from './end';
import { lyricScene } from './lyric';
import { photoScene } from './photo';
import { posterScene } from './poster';
import { statScene } from './stat';

/** A scene and its share of the clip. */
export interface Part {
  scene: Scene;
  seconds: number;
  transition: Transition;
}

/** One scene a shot, in order; in the lyric template the lines in a row are one column. */
export function scenesOf(
  stage: Stage,
  request: OnDeviceRequest,
  photos: ReadonlyMap<string, Photo>,
  furniture: FurnitureLayout,
): Part[] {
  const { storyboard } = request;
  const parts: Part[] = [];
  const column: Shot[] = [];
  const closeColumn = (): void => {
    const shots = column.splice(0);
    const first = shots[0];
    if (!first) return;
    const seconds = shots.reduce((sum, shot) => sum + shot.seconds, 0);
    parts.push({
      scene: lyricScene(stage, shots, furniture.top - 12),
      seconds,
      transition: first.transition,
    });
  };
  for (const shot of storyboard.shots) {
    if (storyboard.template === 'lyric' && shot.role === 'line' && !photos.has(shot.id)) {
      column.push(shot);
      continue;
    }
    closeColumn();
    const scene = sceneOf(stage, shot, request, photos.get(shot.id), furniture);
    parts.push({ scene, seconds: shot.seconds, transition: shot.transition });
  }
  closeColumn();
  return parts;
}

function sceneOf(
  stage: Stage,
  shot: Shot,
  { storyboard, labels }: OnDeviceRequest,
  photo: Photo | undefined,
  furniture: FurnitureLayout,
): Scene {
  if (photo) return photoScene(stage, shot, photo, furniture.top);
  if (shot.role === 'end')
    return endScene(stage, shot, { title: storyboard.title, byline: storyboard.byline, site: labels.site });
  if (shot.role === 'stat' && shot.stat) return statScene(stage, shot, shot.stat);
  // In a storyboard the byline is the article's author, who need not be the one quoted.
  const signed =
    storyboard.template === 'storyboard'
      ? shot.role === 'title'
      : shot.role === 'quote' || shot.role === 'title';
  return posterScene(stage, shot, { mark: shot.role === 'quote', byline: signed ? storyboard.byline : '' });
}
