import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ConnectionKind, ServerReport } from '@/utils/domain';
import { isHosted, SERVICES } from '@/utils/providers';
import { isolate, t, tn, type MessageKey } from '../i18n';
import { useServices } from '../services';
import { programName } from './connect/offers';
import { leadTo } from './Section';
import type { Test } from './use-test';

type Answer = ServerReport['answer'];

/** What is said of a server of one's own; $1 is its host. */
const OF_SERVERS: Record<Answer, MessageKey> = {
  ok: 'testOk',
  'not-reachable': 'testNotReachable',
  'needs-permission': 'testNeedsPermission',
  'needs-key': 'testNeedsKey',
  'not-a-video-server': 'testNotAVideoServer',
  certificate: 'testCertificate',
  cors: 'testCors',
  'key-locked': 'testKeyLocked',
  'bad-key': 'testBadKey',
  'no-credit': 'testNoCredit',
};
const OF_CHATS: Record<Answer, MessageKey> = {
  ...OF_SERVERS,
  ok: 'testOkChat',
  cors: 'testCorsChat',
  'not-a-video-server': 'testNotAChat',
};
const OF_SERVICES: Record<Answer, MessageKey> = {
  ...OF_SERVERS,
  ok: 'testOkService',
  'not-reachable': 'testServiceSilent',
  certificate: 'testServiceCertificate',
  'not-a-video-server': 'testServiceChanged',
};

interface Tested {
  kind: ConnectionKind;
  baseUrl: string;
  /** To where the key is entered. */
  onKey: () => void;
}

/** What the free calls found, in words, and what to do about it; said as soon as it is known. */
export function TestReport({ test, ...tested }: Tested & { test: Test }) {
  return (
    <div className="settings-status" role="status">
      {test.kind === 'running' && <p className="quiet">{t('testRunning')}</p>}
      {test.kind === 'answered' && <Found report={test.report} {...tested} />}
    </div>
  );
}

function Found({ report, ...tested }: Tested & { report: ServerReport }) {
  const { answer, models, lists, preset } = report;
  const { kind, baseUrl } = tested;
  const good = answer === 'ok';
  const Icon = good ? CircleCheck : CircleAlert;
  return (
    <div className={`report report-${good ? 'good' : 'bad'}`}>
      <Icon size={16} aria-hidden />
      <p>{t(wordsFor(kind)[answer], isolate(hostOf(baseUrl)))}</p>
      {good && (
        <ul>
          {kind === 'openai-videos' && preset !== undefined && preset !== 'custom' && (
            <li>{t('testLooksLike', programName(preset))}</li>
          )}
          {/* Where a service lists none, Pagereel has its own table of them. */}
          {(models.length > 0 || !isHosted(kind)) && (
            <li>{models.length > 0 ? tn('testModels', models.length) : t('testNoModels')}</li>
          )}
          {kind !== 'chat' && <li>{t(lists ? 'testLists' : 'testListsNot')}</li>}
        </ul>
      )}
      <NextStep answer={answer} {...tested} />
    </div>
  );
}

function NextStep({ answer, kind, baseUrl, onKey }: Tested & { answer: Answer }) {
  const { openPage } = useServices();
  const account = isHosted(kind) ? SERVICES[kind].keyUrl : undefined;
  const steps: [MessageKey, () => void][] = [];
  if (answer === 'needs-key' || answer === 'bad-key') steps.push(['enterKey', onKey]);
  if (answer === 'key-locked') steps.push(['unlockKeys', () => leadTo('keys')]);
  if (answer === 'certificate' && !account) steps.push(['openAddress', () => void openPage(baseUrl)]);
  if (account && (answer === 'bad-key' || answer === 'no-credit')) {
    steps.push(['openAccount', () => void openPage(account)]);
  }
  if (steps.length === 0) return null;
  return (
    <div className="actions">
      {steps.map(([label, run]) => (
        <button key={label} type="button" className="button" onClick={run}>
          {t(label)}
        </button>
      ))}
    </div>
  );
}

function wordsFor(kind: ConnectionKind): Record<Answer, MessageKey> {
  if (isHosted(kind)) return OF_SERVICES;
  return kind === 'chat' ? OF_CHATS : OF_SERVERS;
}

function hostOf(baseUrl: string): string {
  try {
    return new URL(baseUrl).host;
  } catch {
    return baseUrl;
  }
}
