import { useId, useState, type ReactNode } from 'react';
import { t } from '../i18n';

/** A button that asks once more, in its own place, before it does what cannot be taken back. */
export function Sure(props: {
  label: ReactNode;
  /** What it would mean. */
  question: string;
  /** The button that does it. */
  yes: string;
  onYes: () => void;
  plain?: boolean;
}) {
  const { label, question, yes, onYes, plain = false } = props;
  const [stage, setStage] = useState<'closed' | 'asking' | 'back'>('closed');
  const id = useId();
  if (stage !== 'asking') {
    return (
      <button
        type="button"
        className={plain ? 'button button-plain' : 'button'}
        // The keyboard goes on from where the question was asked.
        autoFocus={stage === 'back'}
        onClick={() => setStage('asking')}
      >
        {label}
      </button>
    );
  }
  return (
    <div className="sure" role="group" aria-labelledby={id}>
      <p id={id}>{question}</p>
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() => {
            setStage('back');
            onYes();
          }}
        >
          {yes}
        </button>
        <button type="button" className="button button-plain" autoFocus onClick={() => setStage('back')}>
          {t('leaveIt')}
        </button>
      </div>
    </div>
  );
}
