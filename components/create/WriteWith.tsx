import { PenLine, Undo2 } from 'lucide-react';
import { useId } from 'react';
import { costWords, hostOfModel, troubleWords } from './write-with';
import { isolate, t } from '../i18n';
import { useStageFocus } from './stage';
import { useWriteWith } from './use-write-with';
import './write-with.css';

/** Has the prompt written by a model, at one press that says where the words go; and the way back. */
export function WriteWith(props: Parameters<typeof useWriteWith>[0]) {
  const { model, writing, start, cancel, back } = useWriteWith(props);
  const hintId = useId();
  const isPlanned = props.edit.order.plan !== null;
  // To the row of buttons, not to one of them: a key that is held down must not ask again and again.
  const focus = useStageFocus<HTMLDivElement>(writing.kind === 'writing' ? 'writing' : String(isPlanned));
  if (!model && !isPlanned) return null;
  const host = model ? hostOfModel(model) : '';
  const cost = writing.kind === 'idle' ? costWords(writing.usd) : undefined;
  return (
    <div className="write-with">
      <div className="actions" ref={focus} tabIndex={-1}>
        {model && writing.kind !== 'writing' && (
          <button
            type="button"
            className="button button-plain"
            title={whereTo(host)}
            aria-describedby={hintId}
            onClick={start}
          >
            <PenLine size={14} aria-hidden />
            {model.kind === 'chat' ? t('writeWith', isolate(model.connection.name)) : t('writeWithBrowser')}
          </button>
        )}
        {writing.kind === 'writing' && (
          <button type="button" className="button button-plain" onClick={cancel}>
            {t('cancel')}
          </button>
        )}
        {isPlanned && writing.kind !== 'writing' && (
          <button type="button" className="button button-plain" onClick={back}>
            <Undo2 size={14} aria-hidden />
            {t('backToRules')}
          </button>
        )}
      </div>
      {model && writing.kind === 'idle' && (
        <p className="quiet" id={hintId}>
          {whereTo(host)}
        </p>
      )}
      <div role="status">
        {writing.kind === 'writing' && (
          <>
            <p className="quiet">
              {host === '' ? t('threadAskingBrowser') : t('threadAsking', isolate(host))}
            </p>
            <progress aria-hidden {...(writing.share !== null && { value: writing.share })} />
          </>
        )}
        {cost !== undefined && <p className="quiet">{cost}</p>}
        {writing.kind === 'trouble' && (
          <p className="write-trouble">
            {troubleWords(writing.why)}
            {writing.words !== '' && (
              <>
                {' '}
                <q>{writing.words}</q>
              </>
            )}
          </p>
        )}
      </div>
    </div>
  );
}

function whereTo(host: string): string {
  return host === '' ? t('writeStaysHere') : t('writeGoesTo', isolate(host));
}
