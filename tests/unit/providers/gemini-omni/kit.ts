/** Interactions as Google's own documentation has them. */
import { geminiOmni } from '@/utils/providers/gemini-omni/provider';
import { anOrder, json } from '../kit';

export const BASE = 'https://generativelanguage.googleapis.com/v1beta';
export const request = anOrder(geminiOmni, BASE, { model: 'gemini-omni-1.2-flash' });

export const interaction = (change: Record<string, unknown> = {}): Response =>
  json({
    id: 'v1_Abc',
    object: 'interaction',
    status: 'in_progress',
    model: 'gemini-omni-1.2-flash',
    ...change,
  });

const asked = { type: 'user_input', content: [{ type: 'video', data: 'bm90IHRoaXMgb25l' }] };
const thought = { type: 'thought', content: [{ type: 'thought', text: 'A lighthouse, then.' }] };

/** One that came to its end with these parts. */
export const completed = (...content: unknown[]): Response =>
  interaction({ status: 'completed', steps: [asked, thought, { type: 'model_output', content }] });

export const inline = (data: string) => ({ type: 'video', mime_type: 'video/mp4', data });
export const at = (uri: string) => ({ type: 'video', mime_type: 'video/mp4', uri });
export const fileUri = `${BASE}/files/abc-123:download?alt=media`;

export const fileAt = (state: string, change: Record<string, unknown> = {}): Response =>
  json({ name: 'files/abc-123', state, expirationTime: '2023-11-16T22:13:20Z', ...change });

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
