export { posterOf } from './poster';
export { outline, probe } from './probe';
export { sha256 } from './sha256';
