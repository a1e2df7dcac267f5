/** The renderer as others see it: a client of its worker. Nothing heavy comes through this door. */
export { RendererClient, RendererError } from './client';
export { PROGRESS_CHANNEL, type FromWorker, type RenderProgress, type ToWorker } from './protocol';
