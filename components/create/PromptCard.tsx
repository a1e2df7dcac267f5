import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PromptPart } from '@/utils/writer';
import { isolate, t, type MessageKey } from '../i18n';
import './prompt-card.css';

const PARTS: Record<PromptPart, MessageKey> = {
  music: 'partMusic',
  ambience: 'partAmbience',
  sfx: 'partSfx',
  grade: 'partGrade',
  lens: 'partLens',
  'later-beats': 'partLaterBeats',
  palette: 'partPalette',
  'camera-path': 'partCameraPath',
  style: 'partStyle',
  setting: 'partSetting',
  lighting: 'partLighting',
  shots: 'partShots',
  beats: 'partBeats',
  avoid: 'partAvoid',
  dialogue: 'partDialogue',
  subject: 'partSubject',
};

/** From this part of its room on, the length is shown. */
const NEAR = 0.8;

/** What goes to the server, word for word; the picture is made there, so there is none to show here. */
export function PromptCard(props: {
  prompt: string;
  host: string;
  /** UTF-16 units the model takes. */
  max: number;
  /** Of what was planned, what has no room in it. */
  dropped: readonly PromptPart[];
  language: string;
  /** The user changed it; pressing this proposes it anew. Undefined: it stands as it was proposed. */
  onReset: (() => void) | undefined;
  /** Who else could write it. */
  writer: ReactNode;
  onPrompt: (prompt: string) => void;
}) {
  const { prompt, host, max, dropped, language, onReset, writer, onPrompt } = props;
  return (
    <section className="card prompt" aria-labelledby="prompt-title">
      <header className="prompt-top">
        <h2 id="prompt-title">{t('prompt')}</h2>
        {writer}
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
        {prompt.length > max * NEAR && ` ${t('promptLength', String(prompt.length), String(max))}`}
      </p>
      {dropped.length > 0 && (
        <p className="quiet">{t('promptDropped', dropped.map((part) => t(PARTS[part])).join(', '))}</p>
      )}
    </section>
  );
}

/** The prompt of a job on its way: as it was sent, or as it will be. */
export function SentPrompt({ prompt }: { prompt: string }) {
  return (
    <section className="card prompt" aria-labelledby="prompt-title">
      <h2 id="prompt-title">{t('prompt')}</h2>
      {/* It scrolls, so the keyboard has to reach it. */}
      <p className="prompt-sent" dir="auto" tabIndex={0} aria-labelledby="prompt-title">
        {prompt}
      </p>
    </section>
  );
}
