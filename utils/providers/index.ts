/** Providers: what a view needs to know of them. Who runs them comes in by `providers/runtime`. */
export { estimateOnDevice, ON_DEVICE, onDeviceRequest } from './on-device/card';
export type { Progress, VideoProvider } from './port';
