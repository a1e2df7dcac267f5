import { describe, expect, it } from 'vitest';
import { passageOf } from '@/utils/writer/manuscript';
import { typeset } from '@/utils/writer/typography';

describe('typography', () => {
  it.each([
    ['en', `"It's late," he said -- 'too late'...`, '“It’s late,” he said — ‘too late’…'],
    ['en', `the '90s and 'em`, 'the ’90s and ’em'],
    ['en', `the keepers' house`, 'the keepers’ house'],
    ['en', `He is 5'10" tall`, 'He is 5′10″ tall'],
    ['en', 'Light - and fog', 'Light – and fog'],
    ['en', 'from 1914-1918, call 555-1234-5678', 'from 1914–1918, call 555-1234-5678'],
    ['en', 'A fact.[3] Another[12] one [edit] [citation needed] here[a].', 'A fact. Another one here.'],
    ['en', 'He said [sic] it', 'He said [sic] it'],
    ['de', '"Ja", sagte er', '„Ja“, sagte er'],
    ['fr', '« Vraiment ? » dit-il : non !', '«\u00a0Vraiment\u202f?\u00a0» dit-il\u00a0: non\u202f!'],
    ['fr', `"Oui", dit l'homme`, '«\u00a0Oui\u00a0», dit l’homme'],
    ['fr', 'soit 1 234 567 euros, 37 %', 'soit 1\u202f234\u202f567 euros, 37\u00a0%'],
    ['ja', '「はい」と"彼"', '「はい」と"彼"'],
  ])('sets %s: %j', (language, text, expected) => {
    expect(typeset(text, language).text).toBe(expected);
  });

  it('still knows the wording of the page', () => {
    const original = `Before. "It's a fact,"[3] she said... After.`;
    const page = typeset(original, 'en');
    const start = page.text.indexOf('“');
    const end = page.text.indexOf(' After');
    expect(passageOf(page, { start, end })).toBe(`"It's a fact,"[3] she said...`);
  });
});
