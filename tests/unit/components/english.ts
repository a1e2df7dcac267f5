/** Import it before what it is for: components then speak English, as the browser would have them do. */
import { fakeBrowser } from 'wxt/testing/fake-browser';
import messages from '@/public/_locales/en/messages.json';

const english: Record<string, { message: string }> = messages;

Object.assign(fakeBrowser.i18n, {
  getMessage: (key: string, substitutions: string | string[] = []): string => {
    const given = [substitutions].flat();
    const message = english[key]?.message ?? '';
    return message.replace(/\$(\d)/g, (_, place: string) => given[Number(place) - 1] ?? '');
  },
});
