/** Which pictures go along with an order, and as what. Pure. */
import type { ImageRole, ModelCard, Source } from '@/utils/domain';
import type { OrderEdit } from './order-edit';

export interface UsedPicture {
  imageId: string;
  role: ImageRole | 'none';
}

/** What a model does with pictures. */
export type PictureRules = Pick<ModelCard, 'firstFrame' | 'lastFrame' | 'references' | 'mixes'>;

/** Roles a picture can have for this model, the usual one first. */
export function rolesFor(card: PictureRules): ImageRole[] {
  return [
    ...(card.firstFrame === 'no' ? [] : ['first-frame' as const]),
    ...(card.lastFrame ? ['last-frame' as const] : []),
    ...(card.references > 0 ? ['reference' as const] : []),
  ];
}

/** Whether two pictures cannot be these at once. */
export function clash(a: ImageRole | 'none', b: ImageRole | 'none', { mixes }: PictureRules): boolean {
  if (a === 'none' || b === 'none') return false;
  if (a === 'reference' && b === 'reference') return false;
  return a === b || (!mixes && (a === 'reference' || b === 'reference'));
}

/**
 * What each picture is used as. A picture that was pointed at is what the clip is about; those that only stood in a
 * selection stay here unless the user says otherwise, or the model makes nothing without one. What the user said of a
 * picture comes before what is proposed for another.
 */
export function picturesFor(source: Source, { still, roles }: OrderEdit, card: PictureRules): UsedPicture[] {
  const possible = rolesFor(card);
  const [usual = 'none'] = possible;
  const ready = source.images.filter(({ state }) => state.kind === 'ready');
  const said = [
    ...(still === null ? [] : ['first-frame' as const]),
    ...ready.map(({ id }) => roles[id] ?? 'none'),
  ];
  const proposes =
    (source.kind === 'image' || card.firstFrame === 'required') &&
    !said.some((role) => clash(role, usual, card));
  const pictures = ready.map(({ id }, i): UsedPicture => {
    const role = roles[id] ?? (proposes && i === 0 ? usual : 'none');
    return { imageId: id, role: role === 'none' || possible.includes(role) ? role : 'none' };
  });
  return withinRules(pictures, still !== null && card.firstFrame !== 'no', card);
}

/** Roles may have been said for another model: what this one cannot take beside the rest, or no more of, stays here. */
function withinRules(pictures: readonly UsedPicture[], hasStill: boolean, card: PictureRules): UsedPicture[] {
  const framed = hasStill || pictures.some(({ role }) => role === 'first-frame' || role === 'last-frame');
  let room = framed && !card.mixes ? 0 : card.references;
  return pictures.map((picture) => {
    if (picture.role !== 'reference') return picture;
    room -= 1;
    return room < 0 ? { ...picture, role: 'none' as const } : picture;
  });
}

/** The picture that was made to be the first frame, where the model takes one, and before all others. */
export function sentPictures(
  pictures: readonly UsedPicture[],
  { still }: OrderEdit,
  card: PictureRules,
): { imageId: string; role: ImageRole }[] {
  const first =
    still === null || card.firstFrame === 'no' ? [] : [{ imageId: still, role: 'first-frame' as const }];
  const others = pictures.flatMap(({ imageId, role }) => (role === 'none' ? [] : [{ imageId, role }]));
  return [...first, ...others];
}

/** Pictures of an order as one word, to know them by. */
export function picturesIn(images: readonly { imageId: string }[]): string {
  return images.map(({ imageId }) => imageId).join(' ');
}
