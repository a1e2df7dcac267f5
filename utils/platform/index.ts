/** Ports over what the browser gives: the only room, with messaging and settings, that touches `browser.*`. */
export { heartbeat, keepAwake } from './alarms';
export { sourcePorts } from './capture';
export { runAlone } from './lock';
export { createMenus, onMenuClick } from './menus';
export { closeOffscreen, ensureOffscreen, hasOffscreen } from './offscreen';
export { openPanel, panelFollowsToolbarButton } from './panel';
export { startWorker } from './trusted-worker';
export { askOrigin, currentWindowId, openLibrary, openPage } from './views';
