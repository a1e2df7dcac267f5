/** An order's words as the edit of a new draft. Fetched when somebody lays one: the first paint needs none of it. */
import { durationOf, nearestSeconds, type Job, type Source } from '@/utils/domain';
import type { Preferences } from '@/utils/settings';
import { withoutContext } from '@/utils/writer';
import { wordsOf } from '../elsewhere/own-words';
import type { Elsewhere } from '../job/to-bench';
import type { Edit } from './edit';
import { basisOf, keepEdit } from './kept-edits';
import { NEW_ORDER, type OrderEdit } from './order-edit';
import { textOf } from './words';

/** Keeps the edit of the draft that was made of `request`, and answers with what the user is to have chosen now. */
export function layWords(
  draft: string,
  {
    request,
    source,
    elsewhere,
    settings,
  }: {
    request: Job['request'];
    source: Source;
    elsewhere: Elsewhere | undefined;
    settings: Preferences;
  },
): Partial<Preferences> {
  keepEdit(draft, editOf(request, source, promptOf(request, elsewhere)), basisOf(source, settings.length));
  if (elsewhere) return choiceOf(request, elsewhere, settings);
  return request.providerId === 'on-device' ? {} : { madeBy: request.connectionId };
}

/** Who makes it now and with what, as near to what was asked for as that model comes. */
function choiceOf(
  request: Job['request'],
  { connection, card, audio: isHeard }: Elsewhere,
  { videoModels }: Preferences,
): Partial<Preferences> {
  const chosen = { madeBy: connection.id, videoModels: { ...videoModels, [connection.id]: card.id } };
  if (request.providerId === 'on-device') {
    const { aspect, resolution } = request.settings;
    const videoSeconds = nearestSeconds(card, durationOf(request.storyboard));
    return { ...chosen, videoSeconds, videoAspect: aspect, videoResolution: resolution };
  }
  const { seconds, aspect, resolution, audio } = request;
  return {
    ...chosen,
    videoSeconds: nearestSeconds(card, seconds),
    // What the order had no choice of says nothing of what the user likes.
    ...(aspect !== '' && { videoAspect: aspect }),
    ...(resolution !== '' && { videoResolution: resolution }),
    ...(audio !== null && { videoAudio: audio }),
    ...(isHeard && { videoAudio: true }),
  };
}

/** What was settled about an order; where it was to go, and on which ground, is settled anew. */
function orderOf(request: Job['request'], source: Source): OrderEdit {
  if (request.providerId === 'on-device') return NEW_ORDER;
  const { plan, negative, seed, images } = request;
  const onPage = new Set(source.images.map(({ id }) => id));
  // What the page does not have was made to be the first frame.
  const still = images.find(({ imageId, role }) => role === 'first-frame' && !onPage.has(imageId));
  const roles = images.filter((image) => image !== still).map(({ imageId, role }) => [imageId, role]);
  return {
    ...NEW_ORDER,
    plan,
    negative: negative === '' ? null : negative,
    seed,
    still: still?.imageId ?? null,
    roles: Object.fromEntries(roles) as OrderEdit['roles'],
  };
}

/** The words of an order as an edit of its source. */
function editOf(request: Job['request'], source: Source, prompt: string | null): Edit {
  const { storyboard } = request;
  return {
    text: textOf(storyboard),
    touched: true,
    template: storyboard.template,
    leftOut: [],
    storyboard,
    prompt,
    order: orderOf(request, source),
  };
}

/**
 * The prompt word for word; null where the bench proposes it anew from the plan: a wish for a change of a clip says
 * nothing by itself, and another family of models wants its prompts written otherwise.
 */
function promptOf(request: Job['request'], elsewhere: Elsewhere | undefined): string | null {
  if (request.providerId === 'on-device') return null;
  if (request.work.kind !== 'new' && request.plan) return null;
  // What was told of the page comes again by its switches.
  if (!elsewhere) return withoutContext(request.prompt);
  return wordsOf(request, request.prompt.length).kind === 'plan' ? null : request.prompt;
}
