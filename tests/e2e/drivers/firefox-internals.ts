/**
 * Parts of Firefox's own window that our functions use while they run in it. Nothing of this is an API for
 * others: it is checked by the tests that use it, against the Firefox they run in.
 */
export interface InnerBrowser extends Element {
  currentURI?: { spec: string };
  webProgress?: { isLoadingDocument: boolean };
  browsingContext: { currentWindowGlobal: Snapshots };
  messageManager: {
    addMessageListener(name: string, listener: (message: { data: FrameAnswer }) => void): void;
    removeMessageListener(name: string, listener: (message: { data: FrameAnswer }) => void): void;
    loadFrameScript(url: string, delayed: boolean): void;
  };
}

export interface FrameAnswer {
  value?: string;
  error?: string;
}

interface Snapshots {
  drawSnapshot(rect: DOMRect | null, scale: number, background: string): Promise<ImageBitmap>;
}

export interface MenuElement extends HTMLElement {
  state: string;
  hidden: boolean;
  openMenu(open: boolean): void;
  activateItem(item: Element): void;
  hidePopup(): void;
}

export interface FirefoxWindow {
  SidebarController: {
    isOpen: boolean;
    currentID: string;
    browser: HTMLIFrameElement;
    hide(): void;
    show(id: string): Promise<void>;
  };
  WebExtensionPolicy: {
    getByID(id: string): {
      extension: {
        backgroundState: string;
        manifest: { host_permissions?: string[] };
        views: Set<{ viewType: string; xulBrowser: InnerBrowser }>;
        terminateBackground(): Promise<void>;
        wakeupBackground(): Promise<void>;
      };
    } | null;
  };
  windowUtils: {
    sendMouseEvent(
      type: string,
      x: number,
      y: number,
      button: number,
      clicks: number,
      modifiers: number,
    ): void;
  };
  synthesizeMouseEvent?(
    type: string,
    x: number,
    y: number,
    options: { button: number; clickCount: number },
  ): void;
  browsingContext: { currentWindowGlobal: Snapshots };
  ChromeUtils: { importESModule(url: string): Record<string, unknown> };
}
