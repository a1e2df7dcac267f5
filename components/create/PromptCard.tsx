import { RotateCcw } from 'lucide-react';
import { isolate, t } from '../i18n';
import './prompt-card.css';

/** What goes to the server, word for word; the picture is made there, so there is none to show here. */
export function PromptCard(props: {
  prompt: string;
  host: string;
  language: string;
  /** The user changed it; pressing this proposes it anew. Undefined: it stands as it was proposed. */
  onReset: (() => void) | undefined;
  onPrompt: (prompt: string) => void;
}) {
  const { prompt, host, language, onReset, onPrompt } = props;
  return (
    <section className="card prompt" aria-labelledby="prompt-title">
      <header className="prompt-top">
        <h2 id="prompt-title">{t('prompt')}</h2>
        {onReset && (
          <button type="button" className="button button-plain" onClick={onReset}>
            <RotateCcw size={14} aria-hidden />
            {t('proposeAgain')}
          </button>
        )}
      </header>
      <div className="prompt-words">
        {/* Makes the box as tall as its words. */}
        <div aria-hidden>{`${prompt}\u200b`}</div>
        <textarea
          dir="auto"
          lang={language === 'und' ? undefined : language}
          rows={3}
          maxLength={32_000}
          aria-labelledby="prompt-title"
          aria-describedby="prompt-hint"
          value={prompt}
          onChange={(event) => onPrompt(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      </div>
      <p className="quiet" id="prompt-hint">
        {t('promptHint', isolate(host))}
      </p>
    </section>
  );
}

/** The prompt of a job on its way: as it was sent, or as it will be. */
export function SentPrompt({ prompt }: { prompt: string }) {
  return (
    <section className="card prompt" aria-labelledby="prompt-title">
      <h2 id="prompt-title">{t('prompt')}</h2>
      <p className="prompt-sent" dir="auto">
        {prompt}
      </p>
    </section>
  );
}
