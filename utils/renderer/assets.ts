import type { OnDeviceRequest } from '@/utils/domain';
import { fontsFor, loadFonts, type PhraseModel } from './draw';

const packaged = (path: string): string => new URL(path, location.href).href;

/** What the package itself holds for the workers: fonts, and phrase models of scripts without spaces. */
export const packagedAssets = {
  fonts: (request: OnDeviceRequest): Promise<void> =>
    loadFonts((file) => packaged(`/fonts/${file}`), fontsFor(request)),

  async phraseModel(model: PhraseModel): Promise<unknown> {
    const answer = await fetch(packaged(`/models/${model}.json`));
    if (!answer.ok) throw new Error(`phrase model ${model}: ${answer.status}`);
    return answer.json();
  },
};
