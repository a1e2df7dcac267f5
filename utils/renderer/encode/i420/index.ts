export type { ChannelOrder } from './coefficients';
export { i420Converter, type I420Converter } from './converter';
