/** Strings by key, in the browser's language. The English file is the list of keys; tests keep the others equal. */
import { browser } from 'wxt/browser';
import type messages from '@/public/_locales/en/messages.json';

export type MessageKey = keyof typeof messages;
type PluralBase = MessageKey extends infer Key ? (Key extends `${infer Base}_other` ? Base : never) : never;

const lookUp = browser.i18n.getMessage as (key: string, substitutions?: string[]) => string;

/** The message of a key, with $1, $2... put in. Substitutions are text, never markup. */
export function t(key: MessageKey, ...substitutions: string[]): string {
  return lookUp(key, substitutions);
}

/** A message that counts: `key_one` or `key_other` by the rules of the messages' language; $1 is the number. */
export function tn(base: PluralBase, count: number, ...substitutions: string[]): string {
  const form = new Intl.PluralRules(locale()).select(count) === 'one' ? 'one' : 'other';
  return lookUp(`${base}_${form}`, [new Intl.NumberFormat(locale()).format(count), ...substitutions]);
}

/** The language the messages are in, with the user's own region where it has one: "en-GB", "fr". */
export function locale(): string {
  const language = t('localeCode') || 'en';
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
}

/** "rtl" once there is a locale that is read so; the browser knows. */
export function uiDirection(): 'ltr' | 'rtl' {
  return lookUp('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr';
}

/** Keeps page-derived text from turning the sentence around it (UAX #9, isolates). */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
