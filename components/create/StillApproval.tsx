import { Type } from 'lucide-react';
import { stillPrice, type Connection } from '@/utils/domain';
import { isolate, t } from '../i18n';
import { ApprovalCard, Part } from './ApprovalCard';
import { usePrice } from './use-price';

/** The last look before words leave for a still: all that goes, to whom, at what price. Enter approves. */
export function StillApproval(props: {
  connection: Connection;
  prompt: string;
  onSend: () => void;
  onBack: () => void;
}) {
  const { connection, prompt, onSend, onBack } = props;
  const { imageModel, baseUrl } = connection;
  const estimate = stillPrice(connection);
  const price = usePrice(estimate);
  // The background would refuse it.
  const can = price !== undefined && price.stopped === null;

  return (
    <ApprovalCard
      title={t('stillApproval', isolate(new URL(baseUrl).host))}
      price={price}
      can={can}
      onSend={onSend}
      onBack={onBack}
    >
      <ul className="approval-list">
        <Part icon={<Type size={16} aria-hidden />} name={t('approvalWords')}>
          <p className="approval-prompt" dir="auto" tabIndex={0} aria-label={t('prompt')}>
            {prompt}
          </p>
        </Part>
      </ul>
      <div className="approval-price">
        {price && <strong>{price.words}</strong>}
        <span className="quiet">{t('stillModel', isolate(imageModel))}</span>
        {[price?.basis, price?.near, ...(price?.limits ?? [])].map(
          (line) =>
            line && (
              <span key={line} className="quiet">
                {line}
              </span>
            ),
        )}
        {price?.stopped && (
          <span className="make-stopped" role="status">
            {t(estimate.usd === null ? 'stillOverLimit' : 'stillPastLimit')}
          </span>
        )}
      </div>
    </ApprovalCard>
  );
}
