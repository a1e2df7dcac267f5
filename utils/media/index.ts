export { probe } from './probe';
export { sha256 } from './sha256';
