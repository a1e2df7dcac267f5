/** The shared kit for `/v1/videos`: no key unless a test gives one. */
import { openaiVideos } from '@/utils/providers/openai-videos/provider';
import type { ServicePorts } from '@/utils/providers/service';
import { NOW, providerOver as providerOf } from '../kit';

export { anMp4, breaking, html, json, MemorySink, NOW, offline, scripted, type Answer } from '../kit';

const SECOND = 1000;

/** A Video as the specification has it. */
export function aVideo(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'video_1',
    object: 'video',
    model: 'clip-2',
    status: 'queued',
    progress: 0,
    created_at: NOW / SECOND,
    completed_at: null,
    expires_at: null,
    prompt: 'A ladybird on a rose stem, close up, morning light.',
    seconds: '8',
    size: '1280x720',
    remixed_from_video_id: null,
    error: null,
    ...change,
  };
}

export function providerOver(fetch: ServicePorts['fetch'], change: Partial<ServicePorts> = {}) {
  return providerOf(openaiVideos, fetch, { keyFor: () => Promise.resolve({ kind: 'none' }), ...change });
}
