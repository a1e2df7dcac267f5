import { durationOf, type Clip } from '@/utils/domain';
import { bytes, dateTime, seconds } from '../format';
import type { MessageKey } from '../i18n';

export interface RecordField {
  label: MessageKey;
  /** Tells fields of the same label apart. */
  of?: string;
  value: string;
  /** Long machine words (addresses, digests) are set in a fixed pitch and may break anywhere. */
  machine?: boolean;
}

/** Every field of a record card, in reading order; empty ones are left out. */
export function recordFields(clip: Clip, locale: string, say: (key: MessageKey) => string): RecordField[] {
  const { media, record } = clip;
  const { source, request, provider } = record;
  const { settings, storyboard } = request;
  const on = (value: boolean) => say(value ? 'yes' : 'no');
  const pictures = source.images.flatMap((image): RecordField[] => [
    { label: 'recordImage', of: image.id, value: image.url, machine: true },
    {
      label: 'recordImageHash',
      of: image.id,
      value: image.state.kind === 'ready' ? image.state.sha256 : '',
      machine: true,
    },
    { label: 'recordImageAlt', of: image.id, value: image.caption || image.alt },
  ]);
  const fields: RecordField[] = [
    { label: 'recordUrl', value: source.url, machine: true },
    { label: 'recordTitle', value: source.title },
    { label: 'recordByline', value: source.byline },
    { label: 'recordPassage', value: source.text },
    ...pictures,
    { label: 'recordTakenAt', value: dateTime(source.takenAt, locale) },
    {
      label: 'recordShots',
      value: storyboard.shots
        .map((shot) => shot.text)
        .join('\n')
        .trim(),
    },
    { label: 'recordProvider', value: provider.name },
    { label: 'recordModel', value: provider.model, machine: true },
    { label: 'recordGenerative', value: on(provider.generative) },
    { label: 'recordSourceType', value: record.digitalSourceType, machine: true },
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
    { label: 'recordLabels', value: [request.labels.site, request.labels.made].filter(Boolean).join(' · ') },
    { label: 'recordSeed', value: String(request.seed), machine: true },
    { label: 'recordStartedAt', value: dateTime(record.startedAt, locale) },
    { label: 'recordFinishedAt', value: dateTime(record.finishedAt, locale) },
    { label: 'recordRenderTime', value: seconds(record.renderMs / 1000, locale) },
    { label: 'recordCost', value: record.cost.usd === 0 ? say('costFree') : `${record.cost.usd} USD` },
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
    { label: 'recordHash', value: media.sha256, machine: true },
    { label: 'recordMadeBy', value: record.madeBy },
  ];
  return fields.filter((field) => field.value !== '');
}
