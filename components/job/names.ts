import { hostOf, oneLine, type Job } from '@/utils/domain';
import { isolate } from '../i18n';

/** What a job is called: the wish for a version of a clip, what a server is told, or the words it is made from, else the page. */
export function nameOf({ source, request }: Pick<Job, 'source' | 'request'>): string {
  if (request.providerId !== 'on-device') return oneLine(request.parent?.wish || request.prompt, 160);
  const words = request.storyboard.shots.map((shot) => shot.text).find((text) => text.trim() !== '');
  return (words ?? (source.title || source.site)).slice(0, 160);
}

/** Its server, set apart from the sentence around it; empty for this device. */
export function hostName({ request }: Pick<Job, 'request'>): string {
  const host = hostOf(request);
  return host === '' ? '' : isolate(host);
}
