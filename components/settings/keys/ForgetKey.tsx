import { Sure } from '../../job/Sure';
import { t } from '../../i18n';
import { useServices } from '../../services';
import { useSay } from '../../ui/Toasts';

/** Takes a key away for good; asks first, since nobody can bring it back. */
export function ForgetKey({ connectionId }: { connectionId: string }) {
  const { forgetKey } = useServices();
  const say = useSay();
  const forget = (): void =>
    void forgetKey(connectionId).then(
      () => say(t('keyForgotten')),
      () => say(t('keyForgetFailed')),
    );
  return (
    <Sure label={t('forgetKey')} question={t('forgetKeySure')} yes={t('forgetKeyYes')} onYes={forget} plain />
  );
}
