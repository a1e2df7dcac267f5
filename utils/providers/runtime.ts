/** Providers as the background and the offscreen page run them; views never come through this door. */
export type { RenderHost } from './on-device/host';
export { LocalHost } from './on-device/local-host';
export { inspectorOf, onDeviceProvider } from './on-device/provider';
export { stillOrder } from './openai-videos/orders';
export { remoteHost } from './on-device/remote-host';
export { listModels, probeService, serviceProviders } from './services';
export { breakdown, verdictOn, Wire, wordsIn, type Heard } from './service';
export type { KeyAnswer, KeyPlace, ServicePorts } from './service';
