import { Type } from 'lucide-react';
import { STILL_PRICE, type Connection } from '@/utils/domain';
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
  const price = usePrice(STILL_PRICE);
  // Nothing could be counted against a limit: the background would refuse.
  const can = price !== undefined && !price.isLimited;

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
        {price?.isLimited && (
          <span className="make-stopped" role="status">
            {t('stillOverLimit')}
          </span>
        )}
      </div>
    </ApprovalCard>
  );
}
