import {
  durationOf,
  type Attempt,
  type Clip,
  type OnDeviceRequest,
  type VideosRequest,
} from '@/utils/domain';
import { bytes, dateTime, seconds, usd } from '../format';
import type { MessageKey } from '../i18n';

export interface RecordField {
  label: MessageKey;
  /** Tells fields of the same label apart. */
  of?: string;
  value: string;
  /** Long machine words (addresses, digests) are set in a fixed pitch and may break anywhere. */
  machine?: boolean;
}

type Say = (key: MessageKey, ...values: string[]) => string;

/** Every field of a record card, in reading order; empty ones are left out. `attempts`: of its job, while that is kept. */
export function recordFields(
  clip: Clip,
  locale: string,
  say: Say,
  attempts: readonly Attempt[] = [],
): RecordField[] {
  const { record } = clip;
  const { request } = record;
  const fields = [
    ...sourceFields(clip, locale),
    ...(request.providerId === 'on-device'
      ? deviceFields(request, clip, locale, say)
      : serverFields(request, clip, attempts, locale, say)),
    ...fileFields(clip, locale, say),
  ];
  return fields.filter((field) => field.value !== '');
}

function sourceFields({ record: { source } }: Clip, locale: string): RecordField[] {
  return [
    { label: 'recordUrl', value: source.url, machine: true },
    { label: 'recordTitle', value: source.title },
    { label: 'recordByline', value: source.byline },
    { label: 'recordPassage', value: source.text },
    ...source.images.flatMap(({ id, url, state, caption, alt }): RecordField[] => [
      { label: 'recordImage', of: id, value: url, machine: true },
      {
        label: 'recordImageHash',
        of: id,
        value: state.kind === 'ready' ? state.sha256 : '',
        machine: true,
      },
      { label: 'recordImageAlt', of: id, value: caption || alt },
    ]),
    { label: 'recordTakenAt', value: dateTime(source.takenAt, locale) },
  ];
}

function deviceFields(request: OnDeviceRequest, clip: Clip, locale: string, say: Say): RecordField[] {
  const { record } = clip;
  const { settings, storyboard, labels, seed } = request;
  const on = (value: boolean) => say(value ? 'yes' : 'no');
  return [
    {
      label: 'recordShots',
      value: storyboard.shots
        .map((shot) => shot.text)
        .join('\n')
        .trim(),
    },
    ...makerFields(clip, say),
    {
      label: 'recordSettings',
      value: [
        storyboard.template,
        settings.look,
        settings.aspect,
        settings.resolution,
        `${settings.fps} fps`,
        seconds(durationOf(storyboard), locale),
      ].join(' · '),
    },
    { label: 'soundtrack', value: on(settings.soundtrack) },
    { label: 'reducedMotion', value: on(settings.reducedMotion) },
    { label: 'recordLabels', value: [labels.site, labels.made].filter(Boolean).join(' · ') },
    { label: 'recordSeed', value: String(seed), machine: true },
    ...timeFields(clip, locale),
    { label: 'recordRenderTime', value: seconds(record.renderMs / 1000, locale) },
    { label: 'recordCost', value: costOf(clip, locale, say) },
  ];
}

function serverFields(
  request: VideosRequest,
  clip: Clip,
  attempts: readonly Attempt[],
  locale: string,
  say: Say,
): RecordField[] {
  return [
    { label: 'recordPrompt', value: request.prompt },
    ...makerFields(clip, say),
    { label: 'recordServer', value: request.baseUrl, machine: true },
    { label: 'recordHandle', value: clip.record.handle, machine: true },
    {
      label: 'recordAsked',
      value: [seconds(request.seconds, locale), request.size.replace('x', '×')].join(' · '),
    },
    ...timeFields(clip, locale),
    { label: 'recordCost', value: costOf(clip, locale, say) },
    {
      label: 'recordAttempts',
      // One that went straight through is the record itself.
      value:
        attempts.length < 2 ? '' : attempts.map((attempt) => attemptLine(attempt, locale, say)).join('\n'),
    },
  ];
}

/** Who made it; whether that was an AI model is said for every clip, with the word of the standard. */
function makerFields({ record }: Clip, say: Say): RecordField[] {
  const { provider, digitalSourceType } = record;
  return [
    { label: 'recordProvider', value: provider.name },
    { label: 'recordModel', value: provider.model, machine: true },
    { label: 'recordGenerative', value: say(provider.generative ? 'yes' : 'no') },
    { label: 'recordSourceType', value: digitalSourceType, machine: true },
  ];
}

function timeFields({ record }: Clip, locale: string): RecordField[] {
  return [
    { label: 'recordStartedAt', value: dateTime(record.startedAt, locale) },
    { label: 'recordFinishedAt', value: dateTime(record.finishedAt, locale) },
  ];
}

function fileFields({ media, record }: Clip, locale: string, say: Say): RecordField[] {
  return [
    {
      label: 'recordFile',
      value: [
        `${media.width}×${media.height}`,
        `${media.fps} fps`,
        seconds(media.seconds, locale),
        bytes(media.bytes, locale),
      ].join(' · '),
    },
    {
      label: 'recordFormat',
      value: [media.container, media.codec, media.audioCodec ?? ''].filter(Boolean).join(' · '),
      machine: true,
    },
    { label: 'recordPlayable', value: media.playable ? '' : say('no') },
    { label: 'recordHash', value: media.sha256, machine: true },
    { label: 'recordMadeBy', value: record.madeBy },
  ];
}

/** As charged, where the service said so; an estimate is never given out as what was paid. */
function costOf({ record: { cost } }: Clip, locale: string, say: Say): string {
  if (cost.usd === null) return say('costNotTold');
  if (cost.usd === 0) return say('costFree');
  return say(cost.basis === 'charged' ? 'moneyCharged' : 'costEstimated', usd(cost.usd, locale));
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
