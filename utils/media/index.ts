export { probe, type Probed } from './probe';
export { sha256 } from './sha256';
