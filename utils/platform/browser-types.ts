/** What Firefox has and the shared types do not. The only place that says so. */
import { browser } from 'wxt/browser';

export interface SidebarAction {
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  isOpen(details: { windowId?: number }): Promise<boolean>;
}

/** Firefox's sidebar, or undefined in Chrome and Edge. */
export const sidebarAction = (browser as unknown as { sidebarAction?: SidebarAction }).sidebarAction;
