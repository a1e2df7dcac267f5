import { bytes, dateTime, usd } from '../format';
import { locale, t } from '../i18n';
import { Table, type Column } from '../ui/Table';
import type { AttemptReport, JobReport } from './report';

/** One row a job, newest first, in the machine's own words where the JSON has them too. */
export function JobsTable({ jobs }: { jobs: readonly JobReport[] }) {
  return <Table caption={t('factJobs')} kind="wide" columns={columns()} rows={jobs} keyOf={({ id }) => id} />;
}

const columns = (): Column<JobReport>[] => [
  { key: 'job', label: t('columnJob'), cell: Identity },
  { key: 'state', label: t('columnState'), cell: State },
  {
    key: 'attempts',
    label: t('columnAttempts'),
    cell: ({ attempts }) =>
      attempts.length === 0 ? (
        '–'
      ) : (
        <ol className="diagnostics-attempts">
          {attempts.map((attempt) => (
            <li key={attempt.id}>
              <AttemptLines attempt={attempt} />
            </li>
          ))}
        </ol>
      ),
  },
  { key: 'file', label: t('columnFile'), cell: File },
];

function Identity({ id, host, provider, model, createdAt, twinOf }: JobReport) {
  return (
    <>
      <code>{id}</code>
      <div>{moment(createdAt)}</div>
      <div className="quiet">
        {[provider, host, model]
          .filter((word) => word !== '')
          .map((word) => (
            <bdi key={word} className="diagnostics-word">
              {word}
            </bdi>
          ))}
      </div>
      {twinOf && (
        <div className="quiet">
          {t('twinOfJob')} <code>{twinOf}</code>
        </div>
      )}
    </>
  );
}

function State({ state, problem, failure, resumeTo, nextLookAt, expiresAt, percent }: JobReport) {
  const words = [problem, failure && [failure.gate, failure.code].filter((word) => word !== '').join(': ')];
  return (
    <>
      <strong className={`state state-${state}`}>{state}</strong>
      {resumeTo && <span className="quiet">{` (${resumeTo})`}</span>}
      {percent !== null && <span className="quiet">{` ${percent} %`}</span>}
      {words.map((word) => word && <div key={word}>{word}</div>)}
      {nextLookAt && <div className="quiet">{t('nextLook', moment(nextLookAt))}</div>}
      {expiresAt && <div className="quiet">{t('resultExpires', moment(expiresAt))}</div>}
    </>
  );
}

function AttemptLines({ attempt }: { attempt: AttemptReport }) {
  const { id, at, epoch, outcome, handle, verdict, estimatedUsd, chargedUsd } = attempt;
  const sums = [
    verdict,
    estimatedUsd === null ? t('priceNotKnown') : t('estimatedAt', usd(estimatedUsd, locale())),
    chargedUsd !== null && t('moneyCharged', usd(chargedUsd, locale())),
  ];
  return (
    <>
      <div>
        <strong>{outcome}</strong>
        {' · '}
        <span title={t('epoch')}>#{epoch}</span>
        {` · ${moment(at)}`}
      </div>
      <div className="quiet">
        <code>{id}</code>
      </div>
      {handle !== '' && (
        <div>
          {t('providersId')} <code>{handle}</code>
        </div>
      )}
      <div>{sums.filter((word) => word !== false).join(' · ')}</div>
    </>
  );
}

function File({ clipId, file, download }: JobReport) {
  if (!clipId && !download) return '–';
  return (
    <>
      {clipId && <code>{clipId}</code>}
      {file && (
        <>
          <div>
            {bytes(file.bytes, locale())}
            {` · ${file.container} · ${file.codec}`}
            {file.deleted && ` · ${t('deletedClip')}`}
          </div>
          <code className="quiet">{file.sha256}</code>
        </>
      )}
      {download && !clipId && (
        <div>
          {t(
            'downloadStands',
            bytes(download.have ?? 0, locale()),
            download.total === 0 ? '?' : bytes(download.total, locale()),
          )}
        </div>
      )}
    </>
  );
}

const moment = (at: string): string => dateTime(Date.parse(at), locale());
