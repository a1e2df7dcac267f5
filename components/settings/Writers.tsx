import { Download } from 'lucide-react';
import type { Connection } from '@/utils/domain';
import { isolate, t } from '../i18n';
import { useConnections } from '../live/money-hooks';
import { Radios } from './Radios';
import { useBrowserModel, type BrowserModel } from './use-browser-model';
import { useWriter } from './use-writer';

/** Who turns what was picked into shots and prompts. */
export function Writers() {
  const [writer, choose] = useWriter();
  const connections = useConnections();
  const { model, download } = useBrowserModel();
  if (writer === undefined || connections.kind !== 'ready') return <div aria-busy="true" />;
  const chats = connections.value.filter(({ chatModel }) => chatModel !== '');
  const options = [
    { value: 'rules', name: t('writerRules'), hint: t('writerRulesHint') },
    ...(model.kind === 'no'
      ? []
      : [{ value: 'browser', name: t('writerBrowser'), hint: t('writerBrowserHint') }]),
    ...chats.map((chat) => ({ value: chat.id, name: chat.name, hint: whereTo(chat) })),
  ];
  const value = options.some((option) => option.value === writer) ? writer : 'rules';
  return (
    <div className="card writers">
      <Radios label={t('writer')} value={value} options={options} onChange={choose} />
      {value === 'browser' && <ModelState model={model} onDownload={download} />}
      {chats.length === 0 && <p className="quiet">{t('writerNoChat')}</p>}
    </div>
  );
}

function whereTo({ chatModel, baseUrl }: Connection): string {
  return t('writerChatHint', isolate(chatModel), isolate(new URL(baseUrl).host));
}

function ModelState({ model, onDownload }: { model: BrowserModel; onDownload: () => void }) {
  return (
    <div className="model-state" role="status">
      {model.kind === 'ready' && <p className="quiet">{t('modelReady')}</p>}
      {model.kind === 'failed' && <p className="field-problem">{t('modelFailed')}</p>}
      {model.kind === 'downloading' && (
        <>
          <p className="quiet">{t('modelDownloading')}</p>
          <progress
            aria-label={t('modelDownloading')}
            {...(model.share !== null && { value: model.share })}
          />
        </>
      )}
      {(model.kind === 'downloadable' || model.kind === 'failed') && (
        <div className="actions">
          <button type="button" className="button" onClick={onDownload}>
            <Download size={15} aria-hidden />
            {t('modelDownload')}
          </button>
        </div>
      )}
    </div>
  );
}
