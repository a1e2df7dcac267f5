import { durationOf, type Attempt, type Clip, type OnDeviceRequest } from '@/utils/domain';
import { bytes, dateTime, seconds } from '../format';
import { costOf, makerFields, timeFields, type RecordField, type Say } from './record-common';
import { serviceFields } from './record-service';

/**
 * Every field of a record card, in reading order; empty ones are left out. `attempts`: of its job, while that is kept;
 * `model`: the name of the model, where it has one beside its id.
 */
export function recordFields(
  clip: Clip,
  locale: string,
  say: Say,
  attempts: readonly Attempt[] = [],
  model = '',
): RecordField[] {
  const { record } = clip;
  const { request } = record;
  const fields = [
    ...sourceFields(clip, locale),
    ...(request.providerId === 'on-device'
      ? deviceFields(request, clip, locale, say)
      : serviceFields(request, clip, attempts, locale, say, model)),
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
