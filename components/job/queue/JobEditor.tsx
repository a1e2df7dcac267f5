import { useState } from 'react';
import type { Job, Request, ServiceRequest, Shot } from '@/utils/domain';
import { editShot } from '@/utils/writer';
import { t } from '../../i18n';
import { usePlace } from '../../thread/use-place';
import { useTell } from '../use-tell';
import { rememberWords, unsavedWords } from './unsaved';

/** UTF-16 units of a prompt; no model reads more. */
const LONGEST = 32_000;

/** The words of a job that waits: a prompt where a server makes it, the shots where this device does. */
export function JobEditor(props: {
  job: Job;
  /** The user had held it before its words were opened. */
  held: boolean;
  onDone: () => void;
}) {
  const { job, held, onDone } = props;
  const tell = useTell();
  const [request, setRequest] = useState(() => unsavedWords(job.id) ?? job.request);
  const [asking, setAsking] = useState(false);
  const [changed, setChanged] = useState(() => unsavedWords(job.id) !== undefined);
  const change = (next: Request) => {
    setRequest(next);
    setChanged(true);
    rememberWords(job.id, next, held);
  };
  const end = () => {
    rememberWords(job.id, null);
    onDone();
  };
  const save = async () => {
    // Words that did not arrive stay here: the order must not go on with the old ones.
    if (changed && !(await tell(job.id, { type: 'edit', request }))) return;
    end();
  };
  // Esc never loses text: it asks where there is some.
  const leave = () => (changed ? setAsking(true) : end());
  return (
    <div
      className="queue-editor"
      role="group"
      aria-label={t('editWaiting')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        leave();
      }}
    >
      <Fields request={request} onChange={change} />
      {asking && <p role="status">{t('discardSure')}</p>}
      <div className="actions">
        <button
          type="button"
          className="button"
          aria-disabled={!isWhole(request)}
          onClick={() => isWhole(request) && void save()}
        >
          {t('saveWords')}
        </button>
        <button
          type="button"
          className="button button-plain"
          onClick={() => (asking || !changed ? end() : setAsking(true))}
        >
          {t('discardWords')}
        </button>
      </div>
    </div>
  );
}

function Fields({ request, onChange }: { request: Request; onChange: (request: Request) => void }) {
  if (request.providerId !== 'on-device') return <Prompt request={request} onChange={onChange} />;
  const { storyboard } = request;
  const shots = storyboard.shots.filter(hasWords);
  return shots.map((shot, i) => (
    <Words
      key={shot.id}
      autoFocus={i === 0}
      label={t('shotText')}
      value={shot.text}
      maxLength={2000}
      onChange={(text) =>
        text.trim() !== '' && onChange({ ...request, storyboard: editShot(storyboard, shot.id, text) })
      }
    />
  ));
}

/** As long as its model reads; the service would refuse more. */
function Prompt({ request, onChange }: { request: ServiceRequest; onChange: (request: Request) => void }) {
  const found = usePlace(request);
  return (
    <Words
      autoFocus
      label={t('prompt')}
      value={request.prompt}
      maxLength={found.kind === 'ready' ? found.place.card.maxPrompt : LONGEST}
      onChange={(prompt) => onChange({ ...request, prompt })}
    />
  );
}

function Words(props: {
  label: string;
  value: string;
  maxLength: number;
  autoFocus: boolean;
  onChange: (value: string) => void;
}) {
  const { label, value, maxLength, autoFocus, onChange } = props;
  return (
    <textarea
      className="field-words"
      dir="auto"
      rows={Math.min(9, Math.ceil(value.length / 44) + 1)}
      autoFocus={autoFocus}
      aria-label={label}
      maxLength={maxLength}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function hasWords(shot: Shot): boolean {
  return shot.text !== '';
}

/** A prompt without a word would be refused by everybody. */
function isWhole(request: Request): boolean {
  return request.providerId === 'on-device' || request.prompt.trim() !== '';
}
