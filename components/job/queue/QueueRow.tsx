import { ArrowDown, ArrowUp, Pause, Pencil, Play, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Job } from '@/utils/domain';
import { isolate, t } from '../../i18n';
import { hostName, nameOf } from '../names';
import { useTell } from '../use-tell';
import { unsavedWords, wasHeld } from './unsaved';

// With all that is known of models, for the length of a prompt; opened by a click, so fetched by one.
const JobEditor = lazy(async () => ({ default: (await import('./JobEditor')).JobEditor }));

/** A job that waits: its place, its words, and what can be done before its turn comes. */
export function QueueRow(props: { job: Job; place: number; onUp?: () => void; onDown?: () => void }) {
  const { job, place, onUp, onDown } = props;
  const tell = useTell();
  const [editing, setEditing] = useState(() => unsavedWords(job.id) !== undefined);
  const { row, moving } = useKeptFocus(place);
  const name = nameOf(job);
  const called = isolate(name.slice(0, 60));
  const paused = job.state === 'paused';
  const where = hostName(job) || t('thisDevice');

  /** The user held it before its words were opened: then it stays held. */
  const [held, setHeld] = useState(() => wasHeld(job.id));

  const edit = () => {
    // Its turn must not come while its words are being changed; saving or leaving lets it go on.
    setHeld(paused);
    if (!paused) void tell(job.id, { type: 'pause' });
    setEditing(true);
  };
  const done = () => {
    // The keyboard goes on from where the words were opened.
    row.current?.querySelector<HTMLElement>('[data-name="edit"]')?.focus();
    setEditing(false);
    if (!held) void tell(job.id, { type: 'resume' });
  };
  return (
    <li className="queue-row" ref={row}>
      <div className="queue-words">
        <p className="job-name">
          <bdi>{name}</bdi>
        </p>
        <p className="quiet">
          {t(editing ? 'waitsForEdit' : paused ? 'jobByUserTitle' : 'jobInLine')} · {where}
        </p>
      </div>
      <div className="queue-buttons">
        <RowButton label={t('moveUp', called)} onPress={moving('up', onUp)} name="up">
          <ArrowUp size={16} aria-hidden />
        </RowButton>
        <RowButton label={t('moveDown', called)} onPress={moving('down', onDown)} name="down">
          <ArrowDown size={16} aria-hidden />
        </RowButton>
        <RowButton
          label={t(paused ? 'continueOne' : 'pauseOne', called)}
          onPress={editing ? undefined : () => void tell(job.id, { type: paused ? 'resume' : 'pause' })}
          name="pause"
        >
          {paused ? <Play size={15} aria-hidden /> : <Pause size={15} aria-hidden />}
        </RowButton>
        <RowButton label={t('editOne', called)} onPress={editing ? undefined : edit} name="edit">
          <Pencil size={15} aria-hidden />
        </RowButton>
        <RowButton
          label={t('cancelOne', called)}
          onPress={() => void tell(job.id, { type: 'cancel' })}
          name="cancel"
        >
          <X size={16} aria-hidden />
        </RowButton>
      </div>
      <Suspense>{editing && <JobEditor job={job} held={held} onDone={done} />}</Suspense>
    </li>
  );
}

function RowButton(props: {
  label: string;
  name: string;
  onPress: (() => void) | undefined;
  children: ReactNode;
}) {
  const { label, name, onPress, children } = props;
  return (
    <button
      type="button"
      className="button button-icon button-plain"
      data-name={name}
      aria-disabled={onPress === undefined}
      aria-label={label}
      title={label}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

/** A row that is moved takes the keyboard along: the browser drops the focus of what is put elsewhere. */
function useKeptFocus(place: number) {
  const row = useRef<HTMLLIElement>(null);
  const pressed = useRef<{ name: string; at: number }>(undefined);
  useEffect(() => {
    const last = pressed.current;
    if (!last || last.at === place) return;
    pressed.current = undefined;
    if (document.activeElement !== document.body) return;
    row.current?.querySelector<HTMLElement>(`[data-name="${last.name}"]`)?.focus();
  }, [place]);
  const moving = (name: string, move: (() => void) | undefined) =>
    move &&
    (() => {
      pressed.current = { name, at: place };
      move();
    });
  return { row, moving };
}
