import { Previews, type PreviewPorts } from './previews';
import type { ToWorker } from './protocol';
import { serve, type Answer, type WorkerScope } from './serve';

/**
 * The preview's worker: draws single frames and nothing else. It is small, since the panel waits for its first frame;
 * the renderer's own, with all that writes files, takes four times as long to start.
 */
export function servePreviews(scope: WorkerScope, ports: PreviewPorts): void {
  const previews = new Previews(ports);
  serve(scope, (message) => (message.type === 'preview' ? preview(message, previews) : undefined));
}

async function preview(
  { request, at, width }: Extract<ToWorker, { type: 'preview' }>,
  previews: Previews,
): Promise<Answer> {
  const drawn = await previews.draw(request, at, width);
  return 'bitmap' in drawn ? drawn : { type: 'failed', problem: drawn.problem, detail: drawn.detail };
}
