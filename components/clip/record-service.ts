import type { Attempt, Clip, Ground, ImageRole, ServiceRequest, Task } from '@/utils/domain';
import { dateTime, day, seconds, usd } from '../format';
import type { MessageKey } from '../i18n';
import { costOf, makerFields, timeFields, type RecordField, type Say } from './record-common';

/** What was ordered from a service, and what came of it. */
export function serviceFields(
  request: ServiceRequest,
  clip: Clip,
  attempts: readonly Attempt[],
  locale: string,
  say: Say,
  model: string,
): RecordField[] {
  const { prompt, negative, work, parent, audio, seed, ground, baseUrl } = request;
  return [
    { label: 'recordParent', value: parent?.clipId ?? '', machine: true },
    { label: 'recordWish', value: parent?.wish ?? '' },
    { label: 'recordPrompt', value: prompt },
    { label: 'recordNegative', value: negative },
    ...makerFields(clip, say, model),
    { label: 'recordServer', value: baseUrl, machine: true },
    { label: 'recordHandle', value: clip.record.handle, machine: true },
    { label: 'recordWork', value: work.kind === 'new' ? '' : say(WORKS[work.kind], work.handle) },
    { label: 'recordAsked', value: askedFor(request, locale) },
    { label: 'recordAudio', value: audio === null ? '' : say(audio ? 'yes' : 'no') },
    { label: 'recordSeed', value: seed === null ? '' : String(seed), machine: true },
    ...pictureFields(request, clip, say),
    { label: 'recordGround', value: ground === null ? '' : say(GROUNDS[ground]) },
    ...timeFields(clip, locale),
    { label: 'recordCost', value: costOf(clip, locale, say) },
    { label: 'recordPrice', value: priceOf(request, locale, say) },
    {
      label: 'recordAttempts',
      // One that went straight through is the record itself.
      value:
        attempts.length < 2 ? '' : attempts.map((attempt) => attemptLine(attempt, locale, say)).join('\n'),
    },
  ];
}

const WORKS = { edit: 'workEdit', remix: 'workEdit', extend: 'workExtend' } as const satisfies Record<
  Task,
  MessageKey
>;
const GROUNDS: Record<Ground, MessageKey> = {
  myself: 'groundMyself',
  agreed: 'groundAgreed',
  'public-matter': 'groundPublic',
  'no-person': 'groundNoPerson',
};
const ROLES: Record<ImageRole, MessageKey> = {
  'first-frame': 'pictureFirst',
  'last-frame': 'pictureLast',
  reference: 'pictureReference',
};

function askedFor({ seconds: length, aspect, resolution }: ServiceRequest, locale: string): string {
  return [seconds(length, locale), aspect, resolution].filter(Boolean).join(' · ');
}

/** What each picture that was sent was used as. */
function pictureFields({ images }: ServiceRequest, { record }: Clip, say: Say): RecordField[] {
  return images.map(({ imageId, role }) => {
    const image = record.source.images.find(({ id }) => id === imageId);
    const name = image?.alt || image?.caption || image?.url || say('pictureUnnamed');
    return { label: 'recordSent', of: imageId, value: `${say(ROLES[role])}: ${name}` };
  });
}

/** The price that stood on the button, and whose word it was. */
function priceOf({ estimate: { usd: sum, basis, asOf } }: ServiceRequest, locale: string, say: Say): string {
  if (sum === null || asOf === null) return '';
  const at = day(asOf, locale);
  const whose =
    basis === 'your-price'
      ? say('priceBasisYours', at)
      : say(basis === 'live' ? 'priceBasisLive' : 'priceBasisTable', at);
  return `${usd(sum, locale)} · ${whose}`;
}

const OUTCOMES: Record<Attempt['outcome'], MessageKey> = {
  open: 'attemptOpen',
  accepted: 'attemptAccepted',
  adopted: 'attemptAdopted',
  refused: 'attemptRefused',
  later: 'attemptLater',
  unknown: 'attemptUnknown',
  lost: 'attemptLost',
  failed: 'attemptFailed',
  canceled: 'attemptCanceled',
  done: 'attemptDone',
};

function attemptLine({ startedAt, outcome, handle }: Attempt, locale: string, say: Say): string {
  return [dateTime(startedAt, locale), say(OUTCOMES[outcome]), handle].filter(Boolean).join(' · ');
}
