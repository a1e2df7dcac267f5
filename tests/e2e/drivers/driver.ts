import type { BrowserKind } from '../../run/browsers.mjs';

export type { BrowserKind };

/** A function that runs inside the browser: arguments and result travel as JSON, closures do not travel. */
export type Remote<A extends unknown[], T> = (...args: A) => T | Promise<T>;

/** Anything with a document that a test can look at and use: a tab, the side panel, the sidebar. */
export interface Surface {
  evaluate<A extends unknown[], T>(run: Remote<A, T>, ...args: A): Promise<T>;
  /** Waits until the element is visible. */
  waitFor(selector: string, timeout?: number): Promise<void>;
  /** Waits until the function answers something truthy, and gives that back. */
  waitUntil<A extends unknown[], T>(run: Remote<A, T>, ...args: A): Promise<T>;
  /** Text of the element as it is rendered. */
  text(selector: string): Promise<string>;
  /** A real mouse click on the middle of the element, which is scrolled into view. */
  click(selector: string): Promise<void>;
  /** Focuses the element and presses a real key for each character. */
  type(selector: string, text: string): Promise<void>;
  /** Replaces the whole value of a field at once, as a paste would. */
  fill(selector: string, text: string): Promise<void>;
  /** A real key press where the focus is: 'Enter', 'Escape', 'Tab', 'ArrowDown', ... */
  press(key: string): Promise<void>;
  /** PNG of what is visible. */
  screenshot(): Promise<Buffer>;
  resize(width: number, height: number): Promise<void>;
}

/** A tab. `frame` arguments are a part of the frame's address; without one the top document is meant. */
export interface Tab extends Surface {
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  bringToFront(): Promise<void>;
  inFrame<A extends unknown[], T>(frame: string, run: Remote<A, T>, ...args: A): Promise<T>;
  /** Middle of a point of the element in CSS pixels of the tab, whichever frame it is in. */
  pointOf(selector: string, frame?: string): Promise<{ x: number; y: number }>;
  close(): Promise<void>;
}

/** Ids of the context menu items, as the background registers them. */
export type MenuItem = 'clip-from-text' | 'clip-from-image' | 'storyboard-page';

/** What a click on a context menu item says, as far as a test may have to make one up. */
export interface MenuClick {
  menuItemId: MenuItem;
  selectionText?: string;
  srcUrl?: string;
  mediaType?: 'image';
  pageUrl?: string;
  frameUrl?: string;
  frameId?: number;
  editable?: boolean;
}

/** A private window with one tab. */
export interface PrivateWindow {
  tab: Tab;
  /** As `realContextMenu`, in this window. */
  menu(selector: string, item: MenuItem): Promise<void>;
  /** The panel of this window, as soon as it is open and loaded. */
  panel(): Promise<Surface>;
  close(): Promise<void>;
}

export interface Download {
  name: string;
  bytes: Buffer;
}

/**
 * Where the browser's windows go: 'none' is headless; 'virtual' a display of our own (Xvfb), on which
 * native menus can be used without moving anybody's mouse; 'own' the display of whoever runs this.
 */
export type Display = 'none' | 'virtual' | 'own';

export interface LaunchOptions {
  /** Directory of the built extension. */
  extension: string;
  display?: Display;
  /** Profile to use and keep; without one a temporary profile is made, and removed by close(). */
  profile?: string;
  /** Firefox: preferences. */
  prefs?: Record<string, string | number | boolean>;
  /** Chromium: further command line switches. */
  args?: string[];
  size?: { width: number; height: number };
  /** Language of the interface. Firefox needs the language pack for anything but English. */
  locale?: string;
  /** Firefox ESR: install for good, so that the extension is still there after a restart. */
  permanent?: boolean;
  /** Chromium: the extension is installed by a policy that this program starts the browser under; see policy.ts. */
  installed?: { program: string };
}

/** One browser with the extension in it. Both browsers answer alike, so that a test reads the same. */
export interface Driver {
  readonly kind: BrowserKind;
  /** Origin of extension pages, without a slash at the end. */
  readonly origin: string;
  /** Path of a page of the extension that runs no code of it: a picture, which is as good an origin as any. */
  readonly quietPage: string;
  readonly profile: string;
  readonly pid: number;

  newPage(url: string): Promise<Tab>;
  /** Selects the contents of an element; the whole value of an input or a textarea. */
  selectText(tab: Tab, selector: string, frame?: string): Promise<string>;

  /**
   * Right-clicks the element with the real mouse and takes the extension's item out of the native menu.
   * Chromium needs display 'virtual' for this, Firefox does it headless too.
   */
  realContextMenu(tab: Tab, selector: string, item: MenuItem, frame?: string): Promise<void>;
  /**
   * Chromium: hands the event to the background's listener; no user gesture goes with it, so that the
   * panel has to be opened before. Firefox has no such way in and takes the real menu.
   */
  syntheticMenu(tab: Tab, selector: string, click: MenuClick, frame?: string): Promise<void>;

  /** Presses the extension's toolbar button, which opens or closes the panel. Grants `activeTab`. */
  pressToolbarButton(tab: Tab): Promise<void>;
  /** Presses the real keys of the extension's shortcut. Chromium needs display 'virtual', Firefox none. */
  pressShortcut(tab: Tab): Promise<void>;
  panelIsOpen(): Promise<boolean>;
  /** The panel of the side, as soon as it is open and loaded. */
  panel(timeout?: number): Promise<Surface>;
  closePanel(): Promise<void>;
  /** A page of the extension in a tab of its own, such as 'library.html'. */
  extensionPage(path: string): Promise<Tab>;

  /**
   * Does something that makes the browser ask for a permission, and answers its own question as a person does.
   * Chromium needs display 'virtual' for this, Firefox does it headless too.
   */
  answerPermission(allow: boolean, action: () => Promise<void>): Promise<void>;

  /** Grants an optional host permission such as "http://127.0.0.1/*", as if the user had been asked. */
  grantHosts(pattern: string): Promise<void>;

  /** Takes the extension's access to every host away from it, or gives it back, as the user may at any time. */
  allowHosts(allowed: boolean): Promise<void>;

  /** Allows the extension in private windows, as the user may at any time; it is started anew by that. */
  allowPrivate(): Promise<void>;
  /** Opens a private window. Everything else here goes on being about the ordinary one. */
  privateWindow(url: string): Promise<PrivateWindow>;

  /** Runs in the background, which is woken when it sleeps. */
  background<A extends unknown[], T>(run: Remote<A, T>, ...args: A): Promise<T>;
  backgroundIsRunning(): Promise<boolean>;
  /** Ends the background as the browser does when it is idle. */
  killBackground(): Promise<void>;

  /** Switches the extension off or on, as in the browser's list of extensions. */
  setEnabled(enabled: boolean): Promise<void>;
  /** Loads the extension anew from where it is, as its developer would. */
  reloadExtension(): Promise<void>;
  /** Looks for a newer version of an installed extension now. */
  lookForUpdates(): Promise<void>;

  /** Does something that saves a file, and answers with that file. */
  download(surface: Surface, action: () => Promise<void>): Promise<Download>;
  /** The whole browser window with its chrome, as PNG. */
  windowScreenshot(): Promise<Buffer>;

  /** Resolves when the browser is gone, whoever closed it. */
  readonly closed: Promise<void>;
  /** Ends the browser at once, as a power cut would. */
  kill9(): Promise<void>;
  /** Starts again with the same profile, after kill9 or in place of close. */
  relaunch(): Promise<Driver>;
  close(): Promise<void>;
}
