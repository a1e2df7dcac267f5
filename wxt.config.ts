import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { defineConfig, type WebExtConfig } from 'wxt';
import { findBrowser, hasDisplay } from './tests/run/browsers.mjs';
import { dependencies } from './package.json';
import { withoutUnreached } from './utils/providers/openai-videos/unreached';
import { FONT_FILES } from './utils/renderer/draw/font-files';
import { PHRASE_FILES } from './utils/renderer/draw/phrase-files';

/** Strict on purpose: nothing remote, nothing inline, no eval; the one Trusted Types policy starts our own worker. */
const CSP = [
  "default-src 'none'",
  // WebAssembly only: turning frames into I420 takes a ninth of the time it takes in JavaScript (measured).
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  'media-src blob:',
  "font-src 'self'",
  // Page pictures, services and the user's own servers, once each is allowed. Plain http is for this computer and
  // private networks; a CSP has no words for those, so serviceFetch is what refuses it to the rest. No
  // upgrade-insecure-requests, which Firefox's own default has: a server in the house would be asked over TLS.
  "connect-src 'self' https: http:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types pagereel-worker',
].join('; ');

const LOOPBACK = ['http://127.0.0.1/*', 'http://localhost/*'];

const OUR_LOGIC = /^(?!.*\/node_modules\/).*\/utils\//;

/** Chrome keeps some of Alt+Shift for itself (R, P, C and more), and then silently assigns none. */
const SHORTCUT = { suggested_key: { default: 'Alt+Shift+M' } };

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill'],
  imports: false,
  manifestVersion: 3,
  targetBrowsers: ['chrome', 'edge', 'firefox'],
  manifest: ({ browser, mode }) => {
    const firefox = browser === 'firefox';
    return {
      name: '__MSG_extName__',
      short_name: 'Pagereel',
      description: '__MSG_extDescription__',
      default_locale: 'en',
      permissions: [
        'activeTab',
        'alarms',
        'contextMenus',
        'scripting',
        'storage',
        'unlimitedStorage',
        ...(firefox ? [] : ['offscreen', 'sidePanel']),
      ],
      optional_permissions: ['downloads', 'notifications'],
      // A site's pictures, a service, a server of one's own: each asked for by its host, in the click that needs it.
      // Servers in the house have any name or address, and rarely a certificate: utils/platform/hosts.ts asks for
      // http only where the host is this computer or on a private network.
      optional_host_permissions: ['https://*/*', 'http://*/*'],
      // Builds for tests need no answer to a prompt.
      ...(mode === 'faults' ? { host_permissions: LOOPBACK } : {}),
      action: { default_title: '__MSG_extName__' },
      // The browsers' own commands toggle the panel: no listener, no lost gesture.
      commands: firefox ? { _execute_sidebar_action: SHORTCUT } : { _execute_action: SHORTCUT },
      ...(mode === 'development' ? {} : { content_security_policy: { extension_pages: CSP } }),
      ...(firefox
        ? {
            browser_specific_settings: {
              gecko: {
                id: 'pagereel@pagereel.app',
                strict_min_version: '140.0',
                data_collection_permissions: { required: ['none'] },
              },
              // The first Firefox for Android that knows the key above; without it Mozilla's linter warns.
              gecko_android: { strict_min_version: '142.0' },
            },
          }
        : {
            minimum_chrome_version: '116',
            externally_connectable: { ids: [] },
            // Private windows have a library of their own, in memory; see utils/platform/private.ts.
            incognito: 'split' as const,
          }),
    };
  },
  vite: ({ browser }) => ({
    plugins: [withoutHtmlSinks(), lighterOpenai(), lighterPolyfill(browser), oneBase()],
    build: {
      // One style sheet a page: each is waited for before the first paint.
      cssCodeSplit: false,
      // Modules of ours do nothing by being imported: what a door offers and nobody takes stays out of a bundle, with
      // the tables and patterns beside it.
      rolldownOptions: { treeshake: { moduleSideEffects: [{ test: OUR_LOGIC, sideEffects: false }] } },
    },
  }),
  zip: {
    name: 'pagereel',
    // An allow-list: what Mozilla's reviewers need to build the same package, and to try it with `npm start`.
    includeSources: [
      'entrypoints/**',
      'components/**',
      'utils/**',
      'public/**',
      'docs/**',
      'tests/run/**',
      'tests/e2e/drivers/**',
      'tests/servers/**',
      'tests/fixtures/**',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'wxt.config.ts',
      'README*.md',
      'CHANGELOG.md',
      'LICENSE',
    ],
  },
  webExt: browserForDevelopment(),
  hooks: {
    // `imports: false` alone leaves WXT 0.21.4 putting its imports where it takes a parameter for one of its names: its
    // storage, 3.1 kB gzipped, stood before the panel's first paint for four parameters called `storage`.
    'config:resolved': ({ config }) => void Object.assign(config.imports, { autoImport: false }),
    'build:publicAssets': (_wxt, files) => {
      for (const { from, file } of FONT_FILES) {
        files.push({
          absoluteSrc: `${import.meta.dirname}/node_modules/${from}`,
          relativeDest: `fonts/${file}`,
        });
      }
      for (const [name, model] of Object.entries(PHRASE_FILES)) {
        files.push({ contents: JSON.stringify(model), relativeDest: `models/${name}.json` });
      }
      files.push({ contents: notices(), relativeDest: 'licenses.txt' });
    },
  },
});

/** What the licences of everything that ships ask for: their texts, in one file. */
function notices(): string {
  return Object.keys(dependencies)
    .map((name) => {
      const folder = `${import.meta.dirname}/node_modules/${name}`;
      const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Record<
        string,
        string
      >;
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : 'See its package of this name.';
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join('\n----------\n\n');
}

/** What `npm run dev` opens; without a display it only says which folder to load by hand. */
function browserForDevelopment(): WebExtConfig {
  const chromium = findBrowser('chromium')?.path;
  const firefox = findBrowser('firefox')?.path;
  return {
    disabled: !hasDisplay(),
    binaries: {
      ...(chromium === undefined ? {} : { chrome: chromium, edge: chromium }),
      ...(firefox === undefined ? {} : { firefox }),
    },
    // Chromium does not start for root with its sandbox.
    chromiumArgs: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  };
}

/**
 * No `innerHTML` ships, so that no page's words can ever become markup, and Mozilla's linter sees none either.
 * React's is never used here and throws; Readability's two, on its copy of the document, parse into an inert one.
 */
function withoutHtmlSinks(): Plugin {
  return {
    name: 'without-html-sinks',
    transform(code, id) {
      if (/react-dom-client\.(production|development)\.js/.test(id)) {
        return code.replace(/\(\w+\.innerHTML = \w+\)/g, '(() => { throw new TypeError("no markup"); })()');
      }
      if (/@mozilla\/readability\/Readability\.js/.test(id)) {
        return code.replace(
          /(\w+)\.innerHTML = ([\w.]+);/g,
          '$1.replaceChildren(...new DOMParser().parseFromString($2, "text/html").body.childNodes);',
        );
      }
      return undefined;
    },
  };
}

/** The resources that write a server's orders, without the parts of their package that nothing of ours reaches. */
function lighterOpenai(): Plugin {
  return { name: 'lighter-openai', transform: withoutUnreached };
}

/** What every page begins with, as one file: in ten it is 4.6 kB gzipped more before the panel's first use. */
function oneBase(): Plugin {
  const test =
    /\/node_modules\/(?:webextension-polyfill|valibot|idb|@webext-core|@aklinker1)\/|\/utils\/(?:domain|db|messaging|platform|settings)\//;
  return {
    name: 'one-base',
    // A script that is one file in any case has no parts to be put together.
    outputOptions: (options) =>
      options.format === 'iife' ? null : { ...options, codeSplitting: { groups: [{ name: 'base', test }] } },
  };
}

/**
 * Of the polyfill only what stands between us and the oldest Chrome we take: until 123 its context menus answer to a
 * callback alone. All else that we call answers with a promise there by itself, and messages have a package of their
 * own, which does without. What Firefox has is passed on as it is.
 */
function lighterPolyfill(browser: string): Plugin {
  return {
    name: 'lighter-polyfill',
    transform(code, id) {
      if (!/\/webextension-polyfill\/dist\/browser-polyfill\.js/.test(id)) return undefined;
      if (browser === 'firefox') return 'export default globalThis.browser;';
      const [, table] = /const apiMetadata = (\{.+?\n {6}\});/s.exec(code) ?? [];
      const [, messages] = /const staticWrappers = (\{.+?\n {6}\});/s.exec(code) ?? [];
      const [factory] = /function \(module\) \{.+\}(?=\);)/s.exec(code) ?? [];
      if (!table || !messages || !factory) throw new Error('the polyfill is made in another way now');
      const { contextMenus } = JSON.parse(table) as { contextMenus: object };
      const less = factory
        .replace(table, JSON.stringify({ contextMenus }))
        .replace(messages, '{}')
        .replaceAll('= new DefaultWeakMap', '= /* @__PURE__ */ new DefaultWeakMap');
      // A module like ours: one that asks who wants it costs every call a detour.
      return `const module = {};\n(${less})(module);\nexport default module.exports;`;
    },
  };
}
