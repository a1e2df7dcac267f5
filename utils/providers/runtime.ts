/** Providers as the background and the offscreen page run them; views never come through this door. */
export type { RenderHost } from './on-device/host';
export { LocalHost } from './on-device/local-host';
export { inspectorOf, onDeviceProvider } from './on-device/provider';
export { probeServer } from './openai-videos/probe';
export { openaiVideosProvider } from './openai-videos/provider';
export { remoteHost } from './on-device/remote-host';
