/** Edits outlive the panel: closing it, or a crash, loses no typed word. Kept on this computer, by draft. */
import * as v from 'valibot';
import { GROUNDS, IMAGE_ROLES, Plan, Storyboard, TEMPLATES, type Source } from '@/utils/domain';
import type { Edit, Length } from './edit';
import { NEW_ORDER } from './order-edit';

const KEY = 'pagereel.edits';
/** Drafts whose edits are kept: one for each window a person may well have open. */
const KEPT = 6;

const KeptOrder = v.object({
  plan: v.nullable(Plan),
  negative: v.nullable(v.string()),
  seed: v.nullable(v.number()),
  still: v.optional(v.nullable(v.string()), null),
  roles: v.record(v.string(), v.picklist([...IMAGE_ROLES, 'none'])),
  tellsTitle: v.boolean(),
  tellsUrl: v.boolean(),
  ground: v.nullable(v.picklist(GROUNDS)),
  groundFor: v.string(),
});

const KeptEdit = v.object({
  draft: v.string(),
  /** What the storyboard was written from; when that changed, it is written anew. */
  basis: v.string(),
  text: v.string(),
  touched: v.boolean(),
  template: v.picklist(['auto', ...TEMPLATES]),
  leftOut: v.array(v.string()),
  storyboard: Storyboard,
  /** Missing in what version 0.1 kept. */
  prompt: v.optional(v.nullable(v.string()), null),
  order: v.fallback(KeptOrder, NEW_ORDER),
});
const KeptEdits = v.array(KeptEdit);
type KeptEdits = v.InferOutput<typeof KeptEdits>;

/** What a storyboard depends on besides the user's own words. */
export function basisOf(source: Source, length: Length): string {
  const ready = source.images.filter((image) => image.state.kind === 'ready').map((image) => image.id);
  return [source.id, length, ...ready].join(' ');
}

export function keptEdit(
  draft: string,
  storage: Storage = localStorage,
): { edit: Edit; basis: string } | undefined {
  const kept = read(storage).find((edit) => edit.draft === draft);
  if (!kept) return undefined;
  const { text, touched, template, leftOut, storyboard, prompt, order, basis } = kept;
  return { edit: { text, touched, template, leftOut, storyboard, prompt, order }, basis };
}

export function keepEdit(draft: string, edit: Edit, basis: string, storage: Storage = localStorage): void {
  const others = read(storage).filter((kept) => kept.draft !== draft);
  write([{ draft, basis, ...edit, leftOut: [...edit.leftOut] }, ...others].slice(0, KEPT), storage);
}

function read(storage: Storage): KeptEdits {
  try {
    const parsed = v.safeParse(KeptEdits, JSON.parse(storage.getItem(KEY) ?? '[]'));
    return parsed.success ? parsed.output : [];
  } catch {
    return [];
  }
}

function write(edits: KeptEdits, storage: Storage): void {
  try {
    storage.setItem(KEY, JSON.stringify(edits));
  } catch {
    // A full or forbidden storage costs the memory of edits, not the edits on screen.
  }
}
