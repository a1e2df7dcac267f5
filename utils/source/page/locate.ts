import { boxOf, shadowOf } from './dom';
import { findPicture } from './find-picture';
import { recall } from './picture';
import type { PagePlace } from './task';

/** Time for the browser to paint after scrolling; frames do not come in a hidden tab. */
const PAINT_MS = 120;

/**
 * Where a picture found earlier stands in the visible tab, scrolled into view when it is not; null when it is gone,
 * or stands in a frame of another origin, whose place in the tab nobody tells.
 */
export async function locate(id: string, url: string): Promise<PagePlace | null> {
  const known = recall(id);
  const element = known?.isConnected ? known : findPicture(url);
  if (!element || shadowOf(element)) return null;
  if (!isInView(boxOf(element))) {
    Element.prototype.scrollIntoView.call(element, {
      block: 'center',
      inline: 'center',
      behavior: 'instant',
    });
    await new Promise((resolve) => setTimeout(resolve, PAINT_MS));
  }
  const box = boxOf(element);
  const offset = offsetInTab();
  if (!offset || box.width < 1 || box.height < 1) return null;
  const top = window.top ?? window;
  const view = top.visualViewport;
  const scale = view?.scale ?? 1;
  return {
    x: (box.left + offset.x - (view?.offsetLeft ?? 0)) * scale,
    y: (box.top + offset.y - (view?.offsetTop ?? 0)) * scale,
    width: box.width * scale,
    height: box.height * scale,
    viewportWidth: top.innerWidth,
    viewportHeight: top.innerHeight,
  };
}

/** Most of it, in this frame's own view. */
function isInView(box: DOMRect): boolean {
  const width = Math.min(box.right, window.innerWidth) - Math.max(box.left, 0);
  const height = Math.min(box.bottom, window.innerHeight) - Math.max(box.top, 0);
  return width > 0 && height > 0 && width * height >= 0.6 * box.width * box.height;
}

function offsetInTab(): { x: number; y: number } | null {
  let x = 0;
  let y = 0;
  for (let frame: Window = window; frame !== frame.top; frame = frame.parent) {
    // Null across origins.
    const element = frame.frameElement;
    if (!element) return null;
    const box = element.getBoundingClientRect();
    x += box.left + element.clientLeft;
    y += box.top + element.clientTop;
  }
  return { x, y };
}
