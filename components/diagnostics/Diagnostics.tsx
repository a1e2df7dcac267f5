import { Braces, RefreshCw } from 'lucide-react';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { Mark } from '../app/Mark';
import { dateTime } from '../format';
import { locale, t, tn } from '../i18n';
import { useServices } from '../services';
import { StorageCard } from '../trouble/TroubleCard';
import { useSay } from '../ui/Toasts';
import { JobsTable } from './JobsTable';
import { LiveReport, type About } from './live-report';
import { jsonOf, type Report } from './report';
import './diagnostics.css';

const PAGE = 50;

/** What stands behind the jobs: as a table, and as JSON to hand on. Nothing can be changed here. */
export function Diagnostics({ about }: { about: About }) {
  const services = useServices();
  const live = useMemo(() => new LiveReport(services, about), [services, about]);
  const report = useSyncExternalStore(live.subscribe, live.snapshot);
  const [shown, setShown] = useState(PAGE);
  const showMore = () => {
    setShown(shown + PAGE);
    // One more than is shown tells whether there are older ones.
    live.reach(shown + PAGE + 1);
  };
  return (
    <>
      <header className="top">
        <Mark />
        <h1 className="top-title">{`${t('extName')} · ${t('diagnostics')}`}</h1>
      </header>
      <main className="diagnostics" tabIndex={-1} aria-busy={report.kind === 'loading'}>
        {report.kind === 'trouble' && (
          <StorageCard error={report.error} onRetry={() => void live.refresh()} />
        )}
        {report.kind === 'ready' && (
          <>
            <Facts report={report.value} />
            <Json report={report.value} onRefresh={() => void live.refresh()} />
            <Jobs report={report.value} shown={shown} onMore={showMore} />
          </>
        )}
      </main>
    </>
  );
}

function Facts({ report }: { report: Report }) {
  const { counts, money, store } = report;
  const number = (value: number) => new Intl.NumberFormat(locale()).format(value);
  const facts = [
    [t('factVersion'), report.pagereel],
    [t('factBrowser'), report.browser],
    [t('factTime'), dateTime(Date.parse(report.at), locale())],
    [t('factJobs'), t('factJobsCount', number(counts.active), number(counts.queued), number(counts.held))],
    [t('library'), tn('clips', counts.clips)],
    [t('ledger'), tn('attempts', money.attempts)],
    [t('factStore'), storeWords(store)],
  ] as const;
  return (
    <dl className="card facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const LOST = { some: 'storeLostSome', everything: 'storeLostAll' } as const;

function storeWords({ generation, readOnly, lost }: Report['store']): string {
  const words = [generation, readOnly && t('storeReadOnly'), lost !== 'nothing' && t(LOST[lost])];
  return words.filter((word) => word !== false).join(' · ');
}

/** The JSON stands in the page as it is copied, so that it can be read by whoever looks from outside. */
function Json({ report, onRefresh }: { report: Report; onRefresh: () => void }) {
  const say = useSay();
  const json = useMemo(() => jsonOf(report), [report]);
  const copy = () =>
    void navigator.clipboard.writeText(json).then(
      () => say(t('copiedJson')),
      () => say(t('copyFailed')),
    );
  return (
    <section className="diagnostics-json" aria-label="JSON">
      <p className="quiet">{t('diagnosticsPrivacy')}</p>
      <div className="actions">
        <button type="button" className="button button-accent" onClick={copy}>
          <Braces size={15} aria-hidden />
          {t('copyRecord')}
        </button>
        <button type="button" className="button" onClick={onRefresh}>
          <RefreshCw size={15} aria-hidden />
          {t('refresh')}
        </button>
      </div>
      <details className="fold">
        <summary>
          <span>JSON</span>
        </summary>
        {/* oxlint-disable-next-line no-noninteractive-tabindex */}
        <pre id="diagnostics-json" tabIndex={0} dir="ltr" aria-label="JSON">
          {json}
        </pre>
      </details>
    </section>
  );
}

function Jobs({ report, shown, onMore }: { report: Report; shown: number; onMore: () => void }) {
  const { jobs } = report;
  if (jobs.length === 0) return <p className="quiet">{t('diagnosticsEmpty')}</p>;
  return (
    <section className="diagnostics-jobs" aria-label={t('factJobs')}>
      <JobsTable jobs={jobs.slice(0, shown)} />
      {jobs.length > shown && (
        <button type="button" className="button" onClick={onMore}>
          {t('showOlder')}
        </button>
      )}
    </section>
  );
}
