/** What is asked for in an order, in the fewest words. */
import type { ImageRole, ServiceRequest } from '@/utils/domain';
import { seconds } from '../format';
import { locale, t, type MessageKey } from '../i18n';

export const ROLE_WORDS = {
  'first-frame': 'pictureFirst',
  'last-frame': 'pictureLast',
  reference: 'pictureReference',
} as const satisfies Record<ImageRole, MessageKey>;

/** "8 s · 16:9 · 720p · with sound · seed 7"; what the model has no choice of is not there. */
export function shapeOf(request: ServiceRequest): string {
  const { seconds: length, aspect, resolution, audio, seed } = request;
  const sound = audio === null ? '' : t(audio ? 'orderSound' : 'orderSilent');
  const parts = [seconds(length, locale()), aspect, resolution, sound];
  if (seed !== null) parts.push(t('threadSeed', String(seed)));
  return parts.filter(Boolean).join(' · ');
}
