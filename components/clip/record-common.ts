import type { Clip } from '@/utils/domain';
import { dateTime, usd } from '../format';
import type { MessageKey } from '../i18n';

export interface RecordField {
  label: MessageKey;
  /** Tells fields of the same label apart. */
  of?: string;
  value: string;
  /** Long machine words (addresses, digests) are set in a fixed pitch and may break anywhere. */
  machine?: boolean;
}

export type Say = (key: MessageKey, ...values: string[]) => string;

/** Who made it; whether that was an AI model is said for every clip, with the word of the standard. */
export function makerFields({ record }: Clip, say: Say, name = ''): RecordField[] {
  const { provider, digitalSourceType } = record;
  return [
    { label: 'recordProvider', value: provider.name },
    { label: 'recordModelName', value: name === provider.model ? '' : name },
    { label: 'recordModel', value: provider.model, machine: true },
    { label: 'recordGenerative', value: say(provider.generative ? 'yes' : 'no') },
    { label: 'recordSourceType', value: digitalSourceType, machine: true },
  ];
}

/** When. */
export function timeFields({ record }: Clip, locale: string): RecordField[] {
  return [
    { label: 'recordStartedAt', value: dateTime(record.startedAt, locale) },
    { label: 'recordFinishedAt', value: dateTime(record.finishedAt, locale) },
  ];
}

/** As charged, where the service said so; an estimate is never given out as what was paid. */
export function costOf({ record: { cost } }: Clip, locale: string, say: Say): string {
  if (cost.usd === null) return say('costNotTold');
  if (cost.usd === 0) return say('costFree');
  return say(cost.basis === 'charged' ? 'moneyCharged' : 'costEstimated', usd(cost.usd, locale));
}
