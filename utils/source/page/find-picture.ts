import { attribute, boxOf, openShadowRoots, select, styleOf, tagOf, attempt } from './dom';
import { address, candidatesOf, cssUrls } from './picture-urls';

const PICTURES = 'img, input[type="image"], video[poster], image';
const MAX_BACKGROUNDS = 10_000;

/** The element that shows the picture at this address; of several the one most in view. */
export function findPicture(srcUrl: string): Element | null {
  if (srcUrl === '') return null;
  const scopes = [document, ...openShadowRoots()];
  const matches = scopes.flatMap((scope) =>
    select(scope, PICTURES).filter((element) => attempt(() => shows(element, srcUrl), false)),
  );
  return mostInView(matches) ?? mostInView(backgrounds(scopes, srcUrl));
}

/** Whether an element is drawn with this address. */
function shows(element: Element, srcUrl: string): boolean {
  switch (tagOf(element)) {
    case 'img': {
      const img = element as HTMLImageElement;
      return (
        img.currentSrc === srcUrl ||
        address(attribute(img, 'src')) === srcUrl ||
        candidatesOf(attribute(img, 'srcset'), 0).some(({ url }) => url === srcUrl)
      );
    }
    case 'video':
      return address(attribute(element, 'poster')) === srcUrl;
    case 'image':
      return address(attribute(element, 'href') || attribute(element, 'xlink:href')) === srcUrl;
    default:
      return address(attribute(element, 'src')) === srcUrl;
  }
}

function backgrounds(scopes: (Document | ShadowRoot)[], srcUrl: string): Element[] {
  return scopes
    .flatMap((scope) => select(scope, '*'))
    .slice(0, MAX_BACKGROUNDS)
    .filter((element) => cssUrls(styleOf(element).backgroundImage).some((url) => address(url) === srcUrl));
}

function mostInView(elements: Element[]): Element | null {
  let best: Element | null = null;
  let most = -1;
  for (const element of elements.slice(0, 200)) {
    const { left, top, right, bottom } = boxOf(element);
    const width = Math.min(right, window.innerWidth) - Math.max(left, 0);
    const height = Math.min(bottom, window.innerHeight) - Math.max(top, 0);
    const seen = Math.max(0, width) * Math.max(0, height);
    if (seen > most) [best, most] = [element, seen];
  }
  return best;
}
