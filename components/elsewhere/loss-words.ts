import type { Loss } from '@/utils/providers';
import { seconds } from '../format';
import { locale, t } from '../i18n';
import type { OtherPlace } from './places';

/** "6 s instead of 5 s": what another model would do otherwise, in a few words each. */
export function lossWords({ losses, asked, would }: OtherPlace): string[] {
  return losses.map((loss) => wordsOf(loss, asked, would));
}

function wordsOf(loss: Loss, asked: OtherPlace['asked'], would: OtherPlace['would']): string {
  switch (loss) {
    case 'task':
      return t('lossTask');
    case 'first-frame':
      return t('lossFirstFrame');
    case 'references':
      return t('lossReferences');
    case 'last-frame':
      return t('lossLastFrame');
    case 'prompt-length':
      return t('lossPrompt');
    case 'aspect':
      return would.aspect === '' ? t('lossAspect', asked.aspect) : t('insteadOf', would.aspect, asked.aspect);
    case 'seconds':
      return t('insteadOf', seconds(would.seconds, locale()), seconds(asked.seconds, locale()));
    case 'audio':
      return t(asked.audio ? 'noSound' : 'lossSilence');
    case 'negative':
      return t('lossNegative');
    case 'resolution':
      return would.resolution === ''
        ? t('lossResolution', asked.resolution)
        : t('insteadOf', would.resolution, asked.resolution);
    case 'seed':
      return t('lossSeed');
  }
}
