import type { Form } from './form';
import type { Order } from './flavours';
import { MODERATED, type Job } from './jobs';
import type { Turn } from './turn';

/** A job is ordered. It is written down before the answer is, as a service that charges would. */
export function order(turn: Turn, form: Form): Promise<void> | void {
  const { flavour, setup } = turn.world;
  const read = flavour.read(form, setup);
  if (!read.ok) return turn.json(read.answer);
  return place(turn, read.order, null);
}

export function remix(turn: Turn, form: Form, source: Job): Promise<void> | void {
  const { flavour } = turn.world;
  const read = flavour.readRemix?.(form);
  if (!read) return turn.error(404, 'Not Found');
  if (!read.ok) return turn.json(read.answer);
  if (!turn.world.look(source).hasFile) return turn.error(400, 'The video to remix is not completed.');
  return place(turn, { ...source, prompt: read.prompt, image: 'none' }, source.id);
}

function place(turn: Turn, wanted: Order, remixOf: string | null): Promise<void> | void {
  const { world, entry } = turn;
  if (turn.take('refuse')) return turn.error(400, MODERATED.message, MODERATED.code);
  const same = world.options.idempotency && entry.idempotencyKey !== null;
  const before = same ? world.jobs.known().find(({ key }) => key === entry.idempotencyKey) : undefined;
  const job = before ?? made(turn, wanted, remixOf);
  if (!before) world.jobs.put(job);
  entry.jobId = job.id;
  entry.created = before === undefined;
  world.journal.write(entry);
  return turn.reply(world.flavour.created(world.look(job), world.setup));
}

function made({ world, entry }: Turn, wanted: Order, remixOf: string | null): Job {
  const { prompt, model, seconds, size, image } = wanted;
  return {
    id: world.flavour.newId(),
    prompt,
    model,
    seconds,
    size,
    image,
    createdAt: world.now(),
    key: entry.idempotencyKey,
    remixOf,
    traits: world.armoury.traits(entry).map(({ name, arg }) => ({ name, arg })),
    verdict: null,
    percent: null,
    removed: false,
    forgotten: false,
  };
}
