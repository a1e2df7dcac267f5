/** What the built packages promise, read from the packages themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const BUILDS = ['chrome', 'edge', 'firefox'] as const;
const readme = readFileSync('README.md', 'utf8');

interface Manifest {
  permissions: string[];
  optional_permissions: string[];
  optional_host_permissions: string[];
  content_security_policy: { extension_pages: string };
  [key: string]: unknown;
}

const manifestOf = (build: string): Manifest =>
  JSON.parse(readFileSync(`.output/${build}-mv3/manifest.json`, 'utf8')) as Manifest;

describe.each(BUILDS)('the package for %s', (build) => {
  const manifest = manifestOf(build);

  it('asks for nothing that shows a warning when it is installed', () => {
    expect(manifest.permissions.toSorted()).toEqual(
      [
        'activeTab',
        'alarms',
        'contextMenus',
        'scripting',
        'storage',
        'unlimitedStorage',
        ...(build === 'firefox' ? [] : ['offscreen', 'sidePanel']),
      ].toSorted(),
    );
    expect(manifest['host_permissions'] ?? []).toEqual([]);
    expect(manifest.optional_permissions.toSorted()).toEqual(['downloads', 'notifications']);
    expect(manifest.optional_host_permissions.toSorted()).toEqual(['http://*/*', 'https://*/*']);
  });

  it('has a line in the README for every permission', () => {
    const asked = [
      ...manifest.permissions,
      ...manifest.optional_permissions,
      ...manifest.optional_host_permissions,
    ];
    for (const permission of asked) expect(readme).toContain(`| \`${permission}\``);
  });

  it('lies in wait on no page and shows nothing of itself to pages', () => {
    expect(manifest['content_scripts']).toBeUndefined();
    expect(manifest['web_accessible_resources']).toBeUndefined();
    if (build !== 'firefox') expect(manifest['externally_connectable']).toEqual({ ids: [] });
  });

  it('allows no inline script, no eval and no markup from strings', () => {
    const csp = manifest.content_security_policy.extension_pages;
    expect(csp.replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe');
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("require-trusted-types-for 'script'");
  });

  it('may speak plain http, which a server in the house needs, and is not made to speak https there', () => {
    const csp = manifest.content_security_policy.extension_pages;
    expect(csp).toContain("connect-src 'self' https: http:;");
    // Firefox's own default has it.
    expect(csp).not.toContain('upgrade-insecure-requests');
  });

  it('holds none of the fault points that tests kill it at', () => {
    const scripts = readdirSync(`.output/${build}-mv3`, { recursive: true, encoding: 'utf8' });
    for (const script of scripts.filter((file) => file.endsWith('.js'))) {
      const code = readFileSync(`.output/${build}-mv3/${script}`, 'utf8');
      expect(code).not.toMatch(/pagereelFault|[`'"](C\d\d|(before|after)-)[`'"$]/);
    }
  });

  it('says which browsers it needs', () => {
    if (build === 'firefox') {
      expect(manifest['browser_specific_settings']).toMatchObject({
        gecko: { strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } },
      });
    } else expect(manifest['minimum_chrome_version']).toBe('116');
  });

  it('has every message in English and in French', () => {
    const keysOf = (language: string): string[] =>
      Object.keys(
        JSON.parse(readFileSync(`.output/${build}-mv3/_locales/${language}/messages.json`, 'utf8')) as object,
      );
    expect(keysOf('fr').toSorted()).toEqual(keysOf('en').toSorted());
  });
});
