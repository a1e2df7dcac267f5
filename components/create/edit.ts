/** What the user makes of a Source before it becomes a Request. Pure: every function answers with a new Edit. */
import type { ImageRole, Source, SourceImage, Storyboard, Template } from '@/utils/domain';
import { editShot, rewrite, toggleHighlight, writeStoryboard } from '@/utils/writer';
import type { Preferences } from '@/utils/settings';
import { NEW_ORDER, type OrderEdit } from './order-edit';
import { clash, type PictureRules } from './order-pictures';
import { textOf } from './words';

export type Length = Preferences['length'];

export interface Edit {
  /** The whole text as the user left it. */
  text: string;
  /** True once the user changed words or highlights: then the text is theirs, not the Source's. */
  touched: boolean;
  /** The template the user chose, or the one that suits the Source best. */
  template: Template | 'auto';
  /** Pictures the user does not want in the clip. */
  leftOut: readonly string[];
  storyboard: Storyboard;
  /** What a service is to be sent, in the user's own words; null: as it is proposed. */
  prompt: string | null;
  order: OrderEdit;
}

/** The Source as the user wants it used: without the pictures left out. */
export function sourceOf(source: Source, edit: Pick<Edit, 'leftOut'>): Source {
  const images = source.images.filter((image) => !edit.leftOut.includes(image.id));
  return images.length === source.images.length ? source : { ...source, images };
}

export function startEdit(source: Source, length: Length): Edit {
  const blank = { text: source.text, touched: false, template: 'auto' as const, leftOut: [] };
  const own = { ...blank, prompt: null, order: NEW_ORDER };
  return worded({ ...own, storyboard: write(source, blank, length) });
}

export function withText(edit: Edit, source: Source, length: Length, text: string): Edit {
  return written({ ...edit, text, touched: true }, source, length);
}

export function withTemplate(edit: Edit, source: Source, length: Length, template: Template): Edit {
  return written({ ...edit, template }, source, length);
}

/** Leaves a picture out of the clip, or takes it back in. */
export function withPicture(edit: Edit, source: Source, length: Length, image: SourceImage): Edit {
  const out = edit.leftOut.includes(image.id);
  const leftOut = out ? edit.leftOut.filter((id) => id !== image.id) : [...edit.leftOut, image.id];
  return written({ ...edit, leftOut }, source, length);
}

/** The page answered, a picture was read, another length is wished: takes it in and keeps the user's own words. */
export function withSource(edit: Edit, source: Source, length: Length): Edit {
  return edit.touched
    ? written(edit, source, length)
    : worded(written({ ...edit, text: source.text }, source, length));
}

/** Changes the words of one shot. The whole text follows, so that no later change of it undoes this one. */
export function withShot(edit: Edit, shotId: string, text: string): Edit {
  const storyboard = editShot(edit.storyboard, shotId, text);
  return { ...edit, storyboard, text: textOf(storyboard), touched: true };
}

export function withHighlight(edit: Edit, shotId: string, offset: number): Edit {
  return { ...edit, storyboard: toggleHighlight(edit.storyboard, shotId, offset) };
}

/** The prompt in the user's own words, or null for the proposed one again. */
export function withPrompt(edit: Edit, prompt: string | null): Edit {
  return { ...edit, prompt };
}

export function withOrder(edit: Edit, change: Partial<OrderEdit>): Edit {
  return { ...edit, order: { ...edit.order, ...change } };
}

/**
 * What one picture is used as; what cannot be so beside it gives way. On which ground it is used is asked anew where
 * another one is sent.
 */
export function withRole(edit: Edit, imageId: string, role: ImageRole | 'none', card: PictureRules): Edit {
  const { ground, roles, still } = edit.order;
  if (imageId === still) return withStill(edit, role === 'first-frame' ? still : null);
  const others = Object.entries(roles).map(
    ([id, other]) => [id, clash(other, role, card) ? 'none' : other] as const,
  );
  return withOrder(edit, {
    roles: { ...Object.fromEntries(others), [imageId]: role },
    ground: role === 'none' ? ground : null,
    still: clash('first-frame', role, card) ? null : still,
  });
}

/** The clip begins with a still that was made for it, and with no other picture; or, without one, as it is proposed. */
export function withStill(edit: Edit, still: string | null): Edit {
  if (still === null) return withOrder(edit, { still });
  const roles = Object.entries(edit.order.roles).filter(([, role]) => role !== 'first-frame');
  return withOrder(edit, { still, roles: Object.fromEntries(roles), ground: null });
}

/** True when there is something to put on screen. */
export function isMakeable(edit: Edit): boolean {
  const pictures = edit.storyboard.shots.some((shot) => shot.imageId !== undefined);
  return edit.text.trim() !== '' || pictures;
}

/** A picture alone has no text of its own: what the writer found for it is shown, to be changed. */
function worded(edit: Edit): Edit {
  return edit.text === '' ? { ...edit, text: textOf(edit.storyboard) } : edit;
}

function written(edit: Edit, source: Source, length: Length): Edit {
  return { ...edit, storyboard: write(source, edit, length) };
}

function write(
  source: Source,
  edit: Pick<Edit, 'text' | 'touched' | 'template' | 'leftOut'>,
  length: Length,
): Storyboard {
  const used = sourceOf(source, edit);
  const options = { template: edit.template, seconds: length };
  return edit.touched ? rewrite(used, edit.text, options) : writeStoryboard(used, options);
}
