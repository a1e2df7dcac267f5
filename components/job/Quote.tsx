import type { Failure } from '@/utils/domain';
import { t } from '../i18n';
import './job.css';

/** The service's own words, and nothing but words. */
export function Quote({ failure, host }: { failure: Failure; host: string }) {
  const { code, message } = failure;
  return (
    <figure className="quote">
      <figcaption>{t('inItsWords', host)}</figcaption>
      <blockquote>
        {message !== '' && <bdi>{message}</bdi>}
        {code !== '' && (
          <code>
            <bdi>{code}</bdi>
          </code>
        )}
      </blockquote>
    </figure>
  );
}
