import type { Form } from './form';
import type { Answer, Order } from './flavours';
import type { Dialect } from './flavours/dialect';
import type { Job, View } from './jobs';
import { shortened } from './media';
import type { Turn } from './turn';

/** What an accepted order is answered with. */
type Accepted = (view: View) => Answer;

/** A job is ordered in a dialect of `/v1/videos`. */
export function order(turn: Turn, dialect: Dialect, form: Form): Promise<void> | void {
  const read = dialect.read(form, turn.world.setup);
  if (!read.ok) return turn.json(read.answer);
  return place(turn, read.order, form, accepted(turn, dialect));
}

export function remix(turn: Turn, dialect: Dialect, form: Form, source: Job): Promise<void> | void {
  const read = dialect.readRemix?.(form);
  if (!read) return turn.error(404, 'Not Found');
  if (!read.ok) return turn.json(read.answer);
  if (!turn.world.look(source).hasFile) return turn.error(400, 'The video to remix is not completed.');
  const wanted: Order = { ...source, prompt: read.prompt, image: 'none' };
  return place(turn, wanted, form, accepted(turn, dialect), source.id);
}

/** Edits and extensions of a video that is here already, or comes with the order. */
export function edit(
  turn: Turn,
  dialect: Dialect,
  form: Form,
  kind: 'edit' | 'extension',
): Promise<void> | void {
  const read = dialect.readEdit?.(form, kind);
  if (!read) return turn.error(404, 'Not Found');
  if (!read.ok) return turn.json(read.answer);
  const { world } = turn;
  const source = read.source === null ? undefined : world.jobs.find(read.source);
  if (read.source !== null && !source) return turn.json(world.flavour.lost(read.source));
  if (source && !world.look(source).hasFile) return turn.error(400, 'The video is not completed.');
  const seconds = Number(source?.seconds ?? 4) + Number(read.seconds ?? 0);
  const wanted: Order = {
    prompt: read.prompt,
    model: source?.model ?? world.setup.model,
    seconds: String(seconds),
    size: source?.size ?? '720x1280',
    image: 'none',
  };
  return place(turn, wanted, form, accepted(turn, dialect), kind === 'edit' ? (source?.id ?? null) : null);
}

function accepted(turn: Turn, dialect: Dialect): Accepted {
  return (view) => dialect.created(view, turn.world.setup);
}

/** Makes the job, unless it is refused. It is written down before the answer is, as a service that charges would. */
export function place(
  turn: Turn,
  wanted: Order,
  form: Form,
  answer: Accepted,
  source: string | null = null,
): Promise<void> | void {
  const { world, entry } = turn;
  const refusal = turn.take('refuse');
  if (refusal) return turn.json(world.flavour.refused(refusal.arg));
  if (turn.take('no-credit') || world.setup.credit <= 0) return turn.json(world.flavour.broke());
  const same = world.options.idempotency && entry.idempotencyKey !== null;
  const before = same ? world.jobs.known().find(({ key }) => key === entry.idempotencyKey) : undefined;
  const job = before ?? made(turn, wanted, form, source);
  if (!before) world.jobs.put(job);
  entry.jobId = job.id;
  entry.created = before === undefined;
  world.journal.write(entry);
  return turn.reply(answer(world.look(job)));
}

function made({ world, entry }: Turn, wanted: Order, form: Form, source: string | null): Job {
  const { prompt, model, seconds, size, image } = wanted;
  return {
    id: world.flavour.newId(),
    prompt,
    model,
    seconds,
    size,
    image,
    wanted: shortened(form.fields) as Job['wanted'],
    createdAt: world.now(),
    key: entry.idempotencyKey,
    remixOf: source,
    traits: world.armoury.traits(entry).map(({ name, arg }) => ({ name, arg })),
    verdict: null,
    percent: null,
    removed: false,
    forgotten: false,
  };
}
