/** What a person does with the panel, told by the words that stand there: in English, out of the extension's own file. */
import { readFileSync } from 'node:fs';
import type { ConnectionKind, KeyKeep } from '@/utils/domain';
import { until, type Driver, type Surface } from './drivers/extension';

const messages = JSON.parse(readFileSync('public/_locales/en/messages.json', 'utf8')) as Record<
  string,
  { message: string }
>;

/** What stands on the screen for a key of the locales. */
export function words(key: string): string {
  const text = messages[key]?.message;
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text;
}

/** Clicks the button, link, switch or line to choose that is called so, within the first element that matches `scope`. */
export async function press(surface: Surface, scope: string, name: string): Promise<void> {
  await surface.click(await found(surface, scope, name, 'button'));
}

/** Puts a text into the field with this label. */
export async function fill(surface: Surface, scope: string, label: string, text: string): Promise<void> {
  await surface.fill(await found(surface, scope, label, 'field'), text);
}

/** Chooses among radio buttons or out of a list, as a click or a key would. */
export async function pick(surface: Surface, scope: string, label: string, option: string): Promise<void> {
  const place = await found(surface, scope, label, 'choice');
  const isList = await surface.evaluate((css) => document.querySelector(css)?.matches('select'), place);
  // What is above it may still move it from under the mouse; a person would click once more.
  await until(`“${option}” to be chosen for ${label}`, async () => {
    if (isList) await surface.evaluate(pickOption, place, option);
    else await press(surface, place, option);
    return surface.evaluate(isPicked, place, option);
  });
}

/** What can be chosen there, in order. */
export async function choices(surface: Surface, scope: string, label: string): Promise<string[]> {
  return surface.evaluate(optionsOf, await found(surface, scope, label, 'choice'));
}

/** A selector for what is called so; waits until it is there. */
async function found(surface: Surface, scope: string, name: string, what: What): Promise<string> {
  const mark = `${what}-${name.replaceAll(/[^a-z0-9]+/gi, '-')}`;
  await until(`“${name}” in ${scope}`, () => surface.evaluate(markNamed, scope, name, what, mark));
  return `[data-test="${mark}"]`;
}

type What = 'button' | 'field' | 'choice';

/** Runs in the panel. */
function markNamed(scope: string, name: string, what: What, mark: string): boolean {
  const plain = (text: string | null | undefined): string =>
    (text ?? '')
      .replaceAll(/[\u2066-\u2069]/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim();
  const wanted = plain(name);
  const place = document.querySelector(scope);
  if (!place) return false;
  const all = <E extends Element>(css: string): E[] => [...place.querySelectorAll<E>(css)];
  /** Its own words, without what is explained beside them. */
  const bare = (element: Element): string | null => {
    const copy = element.cloneNode(true) as Element;
    for (const aside of copy.querySelectorAll('.quiet')) aside.remove();
    return copy.textContent;
  };
  const isCalled = (element: Element): boolean =>
    [element.getAttribute('aria-label'), element.textContent, bare(element)].some(
      (text) => plain(text) === wanted,
    );
  const labelled = (label: HTMLLabelElement): Element | null => label.control;
  const target = {
    button: () => all('button, a, summary, label').find(isCalled),
    field: () => all<HTMLLabelElement>('label').filter(isCalled).map(labelled).find(Boolean),
    choice: () =>
      all('.choice-label, legend').find(isCalled)?.closest('.model-pick, [role="radiogroup"], fieldset'),
  }[what]();
  if (!target) return false;
  const shown = target.querySelector(':scope > select') ?? target;
  for (const old of document.querySelectorAll(`[data-test="${mark}"]`)) old.removeAttribute('data-test');
  shown.setAttribute('data-test', mark);
  return true;
}

/** Runs in the panel. */
function pickOption(place: string, name: string): void {
  const select = document.querySelector<HTMLSelectElement>(place);
  const option = [...(select?.options ?? [])].find(({ text }) => text.replaceAll(/\s+/g, ' ') === name);
  if (!select || !option) throw new Error(`${name} is not to be chosen`);
  select.value = option.value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Runs in the panel: whether it is what the panel itself holds by now. */
function isPicked(place: string, name: string): boolean {
  const shown = document.querySelector(place);
  const plain = (text = ''): string => text.replaceAll(/\s+/g, ' ').trim();
  if (shown instanceof HTMLSelectElement) return plain(shown.selectedOptions[0]?.text) === name;
  const chosen = shown?.querySelector<HTMLInputElement>('input:checked')?.labels?.[0];
  return plain(chosen?.textContent).startsWith(name);
}

/** Runs in the panel. */
function optionsOf(place: string): string[] {
  const shown = document.querySelector(place);
  const lines = shown instanceof HTMLSelectElement ? shown.options : shown?.querySelectorAll('label');
  return [...(lines ?? [])].map((line) => line.textContent.replaceAll(/\s+/g, ' ').trim());
}

/** What is entered to connect a service or a server; the rest stays as it is proposed. */
export interface Entered {
  kind: ConnectionKind;
  address: string;
  name: string;
  /** Of `/v1/videos`. */
  model?: string;
  price?: string;
  /** Undefined: none. */
  key?: string;
  keep?: KeyKeep;
  passphrase?: string;
}

const KEEPS: Record<KeyKeep, string> = {
  stored: 'keepStored',
  session: 'keepSession',
  passphrase: 'keepPassphrase',
};

export async function openSettings(panel: Surface): Promise<void> {
  await panel.click('.tab-icon');
  await panel.waitFor('.settings .this-device');
  // What is still being read makes everything below it move.
  await panel.waitUntil(() => document.querySelector('.settings [aria-busy="true"]') === null);
}

/** Opens the form of one service and fills it in. */
export async function enter(panel: Surface, entered: Entered): Promise<void> {
  const { kind, address, name, model, price, key, keep = 'stored', passphrase } = entered;
  await press(panel, '.settings', words('addServer'));
  const offer = `[data-offer="${kind}"]`;
  await panel.click(`${offer} .offer-head`);
  const form = `${offer} .server-form`;
  await panel.waitFor(form);
  if (kind !== 'openai-videos') await panel.click(`${form} details summary`);
  await fill(panel, form, words(kind === 'openai-videos' ? 'serverAddress' : 'serviceAddress'), address);
  await fill(panel, form, words('serverName'), name);
  if (model !== undefined) await fill(panel, form, words('serverModel'), model);
  if (price !== undefined) await fill(panel, form, words('serverPrice'), price);
  if (key === undefined) return;
  await fill(panel, form, words(kind === 'openai-videos' ? 'keyOptional' : 'key'), key);
  await pick(panel, form, words('keepKey'), words(KEEPS[keep]));
  if (passphrase === undefined) return;
  await fill(panel, form, words('passphraseNew'), passphrase);
  await fill(panel, form, words('passphraseAgain'), passphrase);
}

/** Sends the form; the card of the new connection has been tested by itself when this is over. `asks`: the browser does. */
export async function connect(driver: Driver, panel: Surface, entered: Entered, asks = false): Promise<void> {
  await enter(panel, entered);
  const send = (): Promise<void> => panel.click('.server-form [type="submit"]');
  await (asks ? driver.answerPermission(true, send) : send());
  await panel.waitFor(`${cardOf(entered.name)} .report-good`);
  // What passes lies over the foot of the panel for ten seconds.
  await panel.click('.toast-close');
}

/** The card of a connection. */
export const cardOf = (name: string): string => `.server-card[aria-label="${name}"]`;

/** Who is to make the clip: a person chooses the entry of the list. */
export async function madeBy(panel: Surface, name: string): Promise<void> {
  const isMadeBy = (wanted: string): boolean =>
    document
      .querySelector<HTMLSelectElement>('.made-by select')
      ?.selectedOptions[0]?.text.startsWith(wanted) === true;
  await until(`“${name}” on the bench`, async () => {
    await panel.evaluate((wanted) => {
      const select = document.querySelector<HTMLSelectElement>('.made-by select');
      const option = [...(select?.options ?? [])].find(({ text }) => text.startsWith(wanted));
      if (!select || !option) throw new Error(`${wanted} is not to be chosen`);
      select.value = option.value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }, name);
    return panel.evaluate(isMadeBy, name);
  });
  // Its models may still have to be read.
  await panel.waitFor('.bench .options');
}

/** Presses Enter on the card that shows all that leaves, once the keyboard is there. */
export async function approve(panel: Surface): Promise<void> {
  await panel.waitFor('dialog.approval');
  // A picture is looked at before it is known whether more has to be asked.
  await panel.waitFor('dialog.approval .button-accent[aria-disabled="false"]');
  await panel.waitUntil(() => document.querySelector('dialog.approval :focus') !== null);
  await panel.press('Enter');
  await panel.waitUntil(() => document.querySelector('dialog.approval') === null);
}
