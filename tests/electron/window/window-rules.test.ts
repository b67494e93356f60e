import fc from 'fast-check';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from '../../../electron/window/content-security.ts';
import { dangerousSwitchesOf } from '../../../electron/window/dangerous-switches.ts';
import { findAsset } from '../../../electron/window/find-asset.ts';
import { chooseWindowOrigin, isOwnUrl } from '../../../electron/window/window-origin.ts';
import { windowPreferences } from '../../../electron/window/window-preferences.ts';

const built = chooseWindowOrigin(undefined, true);
const folder = path.resolve('/opt/app/out/workstation');

describe('app:// files', () => {
  test.each([
    ['app://clinic/index.html', 'index.html', 'text/html; charset=utf-8'],
    ['app://clinic/assets/main-B1x_.js', 'assets/main-B1x_.js', 'text/javascript; charset=utf-8'],
    [
      'app://clinic/assets/inter-latin-wght-normal.woff2?v=1',
      'assets/inter-latin-wght-normal.woff2',
      'font/woff2',
    ],
  ])('%s is a part of the window', (url, file, contentType) => {
    expect(findAsset(url, folder, built)).toEqual({
      ok: true,
      value: { file: path.join(folder, file), contentType },
    });
  });

  test.each([
    'app://clinic/',
    'app://clinic/..%2f..%2fetc/passwd',
    'app://clinic/assets//index.html',
    'app://clinic/.hidden.js',
    'app://clinic/a..b/index.html',
    'app://clinic/clinic.db',
    'app://clinic/index.html%00.js',
    'app://clinic/index.html/',
    'app://clinic/C:%5Cwindows.json',
    'app://clinic/preload.cjs',
  ])('%s is not there', (url) => {
    expect(findAsset(url, folder, built)).toMatchObject({ error: { status: 404 } });
  });

  test.each([
    'app://other/index.html',
    'app://clinic.evil/index.html',
    'app://clinic:8080/index.html',
    'https://clinic/index.html',
    'file:///etc/x.html',
    'nonsense',
  ])('%s is forbidden', (url) => {
    expect(findAsset(url, folder, built)).toMatchObject({ error: { status: 403 } });
  });

  test('no address whatever leads out of the folder', () => {
    const segments = fc.array(
      fc.oneof(fc.constantFrom('..', '.', '%2e%2e', '%2f', '\\', '%5c', '', 'a.js'), fc.string()),
      { maxLength: 6 },
    );
    const leavesFolder = (parts: readonly string[]): boolean => {
      const found = findAsset(`app://clinic/${parts.join('/')}`, folder, built);
      return found.ok && /^\.\.|^[/\\]/.test(path.relative(folder, found.value.file));
    };
    fc.assert(
      fc.property(segments, (parts) => {
        expect(leavesFolder(parts)).toBe(false);
      }),
    );
  });
});

describe('where windows come from', () => {
  test('a development address counts only on loopback and only unpacked', () => {
    expect(chooseWindowOrigin('http://127.0.0.1:5173/', false)).toEqual({
      origin: 'http://127.0.0.1:5173',
      startUrl: 'http://127.0.0.1:5173/',
      isDevelopment: true,
    });
    for (const refused of [
      'https://evil.example/',
      'http://evil.example/',
      'http://127.0.0.1.evil.example/',
      'file:///x',
      'nonsense',
      '',
    ]) {
      expect(chooseWindowOrigin(refused, false)).toEqual(built);
    }
    expect(chooseWindowOrigin('http://127.0.0.1:5173/', true)).toEqual(built);
  });

  test('another host, scheme or port is not our own', () => {
    expect(isOwnUrl(built, 'app://clinic/index.html#/today')).toBe(true);
    for (const foreign of [
      'app://clinic.evil/',
      'http://clinic/',
      'app:clinic',
      'about:blank',
      'data:text/html,x',
      '',
    ]) {
      expect(isOwnUrl(built, foreign)).toBe(false);
    }
  });
});

test('the policy allows nothing from outside and no inline script', () => {
  const policy = contentSecurityPolicy('abc');
  const byDirective = new Map(
    policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)]),
  );
  expect(byDirective.get('default-src')).toEqual(["'none'"]);
  expect(byDirective.get('script-src')).toEqual(["'self'"]);
  expect(byDirective.get('style-src')).toEqual(["'self'", "'nonce-abc'"]);
  expect(byDirective.get('connect-src')).toEqual(["'self'"]);
  expect(byDirective.get('require-trusted-types-for')).toEqual(["'script'"]);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(securityHeaders('abc')).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
});

describe('switches of a packaged app', () => {
  test.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--inspect-brk=0',
    '-inspect',
    '--load-extension=/x',
    '--disable-web-security',
    '--ignore-certificate-errors-spki-list=x',
    '--host-rules=MAP * evil',
    '--host-resolver-rules=MAP * evil',
    '--proxy-server=evil',
    '--proxy-pac-url=http://evil',
    '--js-flags=--allow-natives-syntax',
    '--no-sandbox',
    '--No-Sandbox',
    '--user-data-dir=/tmp/x',
  ])('%s is refused', (arg) => {
    expect(dangerousSwitchesOf([arg])).toHaveLength(1);
  });

  test('ordinary ones and file names pass', () => {
    expect(
      dangerousSwitchesOf([
        '--lang=de',
        '--force-device-scale-factor=2',
        '/opt/proxy-/x',
        'no-sandbox',
        '--ozone-platform=wayland',
      ]),
    ).toEqual([]);
  });
});

test('no window gets Node, an unsandboxed page or a page that Chromium weakens', () => {
  expect(windowPreferences('/preload.cjs', true)).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    backgroundThrottling: false,
    devTools: false,
  });
});
