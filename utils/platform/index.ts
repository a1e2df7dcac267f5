/** Ports over what the browser gives: the only room, with messaging and settings, that touches `browser.*`. */
export { heartbeat, keepAwake, lockAlarm, looseKeysAlarm } from './alarms';
export { sourcePorts } from './capture';
export { askPersistence, hasDiskSpace } from './disk';
export { askOrigin, askOrigins, askPatterns, hasOrigin, onPermissions, type HostPattern } from './hosts';
export { armFaults } from './faults';
export { latest } from './latest';
export { runAlone } from './lock';
export { readMirror, writeMirror } from './mirror';
export { createMenus, createPrivateMenus, onMenuClick } from './menus';
export {
  askNotifications,
  dropNotifications,
  followNotifications,
  hasNotifications,
  notify,
  showBadge,
} from './notices';
export { closeOffscreen, ensureOffscreen, hasOffscreen } from './offscreen';
export { preparePicture, type PictureFile, type PictureWish } from './pictures';
export { sessionMemory } from './session-memory';
export { openPanel, panelFollowsToolbarButton } from './panel';
export {
  SERVICE_LIMITS,
  serviceFetch,
  type ServiceAnswer,
  type ServiceBody,
  type ServiceCall,
} from './service-fetch';
export { privacy, type Privacy } from './private';
export { startWorker } from './trusted-worker';
export { applyUpdate, onUpdateReady } from './update';
export { currentWindowId, openDiagnostics, openLibrary, openPage } from './views';
