/** For everything that can go wrong with a still: what to say. $1 is the host it is about. */
import type { Still, StillProblem } from '@/utils/domain';
import { t } from '../i18n';
import type { Face } from '../trouble/faces';

export const STILL_FACES: Record<StillProblem, Face> = {
  'no-connection': { title: 'stillNoConnectionTitle', body: 'stillNoConnectionBody' },
  'needs-permission': { title: 'stillNeedsPermissionTitle', body: 'stillNeedsPermissionBody' },
  'needs-key': { title: 'stillNeedsKeyTitle', body: 'stillNeedsKeyBody' },
  'key-locked': { title: 'stillKeyLockedTitle', body: 'stillKeyLockedBody' },
  'over-limit': { title: 'stillOverLimitTitle', body: 'stillOverLimitBody' },
  'price-unknown': { title: 'stillPriceUnknownTitle', body: 'stillPriceUnknownBody' },
  'no-credit': { title: 'stillNoCreditTitle', body: 'stillNoCreditBody' },
  'model-retired': { title: 'stillModelRetiredTitle', body: 'stillModelRetiredBody' },
  'rate-limited': { title: 'stillRateLimitedTitle', body: 'stillRateLimitedBody' },
  'content-refused': { title: 'stillContentRefusedTitle', body: 'stillContentRefusedBody' },
  'request-refused': { title: 'stillRequestRefusedTitle', body: 'stillRequestRefusedBody' },
  'answer-lost': { title: 'stillAnswerLostTitle', body: 'stillAnswerLostBody' },
  'provider-failed': { title: 'stillProviderFailedTitle', body: 'stillProviderFailedBody' },
  'no-picture': { title: 'stillNoPictureTitle', body: 'stillNoPictureBody' },
  'picture-too-large': { title: 'stillTooLargeTitle', body: 'stillTooLargeBody' },
  'picture-elsewhere': { title: 'stillElsewhereTitle', body: 'stillElsewhereBody' },
  'picture-address': { title: 'stillAddressTitle', body: 'stillAddressBody' },
  'download-failed': { title: 'stillDownloadTitle', body: 'stillDownloadBody' },
  'storage-full': { title: 'storageFullTitle', body: 'stillStorageFullBody' },
};

/** Who made it, or was to. */
export function hostOfStill({ order }: Still): string {
  return order ? hostIn(order.baseUrl) : '';
}

/** Where its picture lies, if that is somewhere else. */
export function pictureHost({ pictureUrl }: Still): string {
  return hostIn(pictureUrl);
}

/** What a picture that did not come to anything has cost, or may have. */
export function stillCost({ askedBy, money }: Still): string {
  if (askedBy === '') return t('costNotSent');
  return t(money.verdict === 'not-charged' ? 'costNotCharged' : 'costMaybeUnpriced');
}

function hostIn(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return '';
  }
}
