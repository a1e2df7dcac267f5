import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ServerReport } from '@/utils/domain';
import { t, tn, type MessageKey } from '../i18n';
import type { Test } from './use-test';

const ANSWERS: Record<ServerReport['answer'], MessageKey> = {
  ok: 'testOk',
  'not-reachable': 'testNotReachable',
  'needs-permission': 'testNeedsPermission',
  'needs-key': 'testNeedsKey',
  'not-a-video-server': 'testNotAVideoServer',
};

/** What the free call found, in words; said as soon as it is known. */
export function TestReport({ test }: { test: Test }) {
  return (
    <div className="settings-status" role="status">
      {test.kind === 'running' && <p className="quiet">{t('testRunning')}</p>}
      {test.kind === 'answered' && <Answer report={test.report} />}
    </div>
  );
}

function Answer({ report: { answer, models, lists } }: { report: ServerReport }) {
  const good = answer === 'ok';
  const Icon = good ? CircleCheck : CircleAlert;
  return (
    <div className={`report report-${good ? 'good' : 'bad'}`}>
      <Icon size={16} aria-hidden />
      <p>{t(ANSWERS[answer])}</p>
      {good && (
        <ul>
          <li>{models.length > 0 ? tn('testModels', models.length) : t('testNoModels')}</li>
          <li>{t(lists ? 'testLists' : 'testListsNot')}</li>
        </ul>
      )}
    </div>
  );
}
