import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { findInFiles } from '../support/find-in-files.ts';
import { launchWorkstation, type RealWorkstation } from './support/real-workstation.ts';

/**
 * Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security) against the running app, in the
 * order of its items, and the scan that shows that nothing of a session is left on disk.
 */
/** In every Electron, though its typings leave it out. */
interface WithPreferences {
  readonly getLastWebPreferences: () => Record<string, unknown> | null;
}

const PASSWORD = 'violet-otter-77';
let workstation: RealWorkstation;

test.beforeAll(async () => {
  workstation = await launchWorkstation({ startMode: 'practice', practicePassword: PASSWORD });
  await workstation.page.getByRole('textbox').first().waitFor();
});
test.afterAll(() => workstation.close());

const inPage = <Value>(script: string): Promise<Value> => workstation.page.evaluate<Value>(script);

/** The name of what a script throws in the page, or 'nothing'. In a task of the page's own: what the debugger runs may use eval. */
const thrownBy = (script: string): Promise<string> =>
  inPage(`new Promise((resolve) => setTimeout(async () => {
    try { await (${script}); resolve('nothing'); } catch (error) { resolve(error.name); }
  }))`);

test('1 the window loads nothing from anywhere but app://', async () => {
  const loaded = await inPage<string[]>(
    `[location.href, ...[...document.querySelectorAll('[src], link[href]')].map((element) => element.src ?? element.href)]`,
  );
  expect(loaded.length).toBeGreaterThan(2);
  expect(loaded.filter((url) => !/^(app:\/\/clinic\/|data:,$)/.test(url))).toEqual([]);
  const pixel = `new Promise((resolve, reject) => { const image = new Image(); image.onload = resolve; image.onerror = () => reject(new TypeError()); image.src = 'http://127.0.0.1:9/x.png'; })`;
  expect(await thrownBy(pixel)).toBe('TypeError');
});

test('2, 3, 4 pages have no Node, and every page that exists is isolated and sandboxed', async () => {
  for (const name of ['require', 'process', 'Buffer', 'module', 'global', '__dirname']) {
    expect(await inPage(`typeof ${name}`), name).toBe('undefined');
  }
  const preferences = await workstation.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const { sandbox, contextIsolation, webSecurity, ...others } =
        (contents as unknown as WithPreferences).getLastWebPreferences() ?? {};
      const {
        nodeIntegration,
        nodeIntegrationInWorker,
        nodeIntegrationInSubFrames,
        allowRunningInsecureContent,
      } = others;
      const { experimentalFeatures, webviewTag, enableBlinkFeatures } = others;
      const weakened = {
        nodeIntegration,
        nodeIntegrationInWorker,
        nodeIntegrationInSubFrames,
        allowRunningInsecureContent,
        experimentalFeatures,
        webviewTag,
        enableBlinkFeatures,
      };
      const names = Object.entries(weakened).flatMap(([name, value]) => (value ? [name] : []));
      return { sandbox, contextIsolation, webSecurity, weakened: names };
    }),
  );
  expect(preferences).toEqual([{ sandbox: true, contextIsolation: true, webSecurity: true, weakened: [] }]);
});

test("4b the sandbox is the operating system's: seccomp and no new privileges in each renderer", async () => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  test.skip(
    process.getuid?.() === 0 || process.env['CLINIC_NO_SANDBOX'] === '1',
    'Chromium has no sandbox as root',
  );
  const userData = mkdtempSync(join(tmpdir(), 'clinic-sandboxed-'));
  const app = await _electron.launch({
    executablePath: process.env['CLINIC_ELECTRON_PATH'] ?? '',
    args: [resolve('.')],
    // Playwright switches the sandbox off unless told otherwise.
    chromiumSandbox: true,
    env: { ...inheritedVariables(), CLINIC_USER_DATA: userData, CLINIC_START_MODE: 'new' },
  });
  try {
    await app.firstWindow();
    const processIds = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.webContents.getOSProcessId()),
    );
    expect(processIds).toHaveLength(1);
    for (const processId of processIds) {
      const status = readFileSync(`/proc/${processId}/status`, 'utf8');
      expect(status).toMatch(/^Seccomp:\s+2$/m);
      expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    }
  } finally {
    await app.close();
    rmSync(userData, { recursive: true, force: true });
  }
});

test('5 permissions are refused, but for camera and microphone of our own page', async () => {
  const geolocation = `new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('given'), ({ code }) => resolve(code)))`;
  expect(await inPage(geolocation)).toBe(1);
  expect(await inPage(`Notification.requestPermission()`)).toBe('denied');
  expect(await thrownBy(`navigator.clipboard.readText()`)).toBe('NotAllowedError');
  for (const devices of ['hid.getDevices()', 'serial.getPorts()', 'usb.getDevices()']) {
    expect(await thrownBy(`navigator.${devices}`), devices).toBe('SecurityError');
  }
  expect(await thrownBy(`navigator.mediaDevices.getDisplayMedia({ video: true })`)).not.toBe('nothing');
  const tracks = `navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then((stream) => stream.getTracks().map((track) => (track.stop(), track.kind)).sort())`;
  expect(await inPage(tracks)).toEqual(['audio', 'video']);
});

test('7 the policy lets no text become code and no request leave', async () => {
  expect(await thrownBy(`(0, eval)('1')`)).toBe('EvalError');
  expect(await thrownBy(`new Function('return 1')()`)).toBe('EvalError');
  expect(await thrownBy(`(() => { document.createElement('script').textContent = 'x'; })()`)).not.toBe(
    'nothing',
  );
  expect(
    await thrownBy(`(() => { document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>'; })()`),
  ).toBe('TypeError');
  for (const url of ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/passwd']) {
    expect(await thrownBy(`fetch('${url}')`), url).toBe('TypeError');
  }
  const socket = `new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective), { once: true });
    new WebSocket('ws://127.0.0.1:9/');
  })`;
  expect(await inPage(socket)).toBe('connect-src');
  const html = await inPage<string>(`fetch('./index.html').then((answer) => answer.text())`);
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(html).not.toMatch(/ on\w+=| style=/);
});

test('7b built pages carry no inline script or style', () => {
  const pages = readdirSync('out/workstation').filter((name) => name.endsWith('.html'));
  expect(pages).toEqual(['index.html']);
  const html = readFileSync('out/workstation/index.html', 'utf8');
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style| on\w+=/);
});

test('11, 12 a webview is only an unknown element', async () => {
  expect(await inPage(`Object.prototype.toString.call(document.createElement('webview'))`)).toBe(
    '[object HTMLElement]',
  );
});

test('13, 14 the page stays where it is and opens nothing', async () => {
  await inPage(`(() => { location.href = 'https://example.com/'; })()`);
  await inPage(
    `(() => { const frame = document.createElement('iframe'); frame.src = 'https://example.com/'; document.body.append(frame); })()`,
  );
  expect(await inPage(`window.open('https://example.com/')`)).toBeNull();
  expect(await inPage(`window.open('app://clinic/index.html')`)).toBeNull();
  expect(workstation.app.windows()).toHaveLength(1);
  expect(workstation.page.url()).toMatch(/^app:\/\/clinic\/index\.html/);
  // Playwright would wait for the refused navigation for ever.
  await workstation.page.reload();
});

test('17 only our own main frame is served, and nonsense on its port ends nothing', async () => {
  const fromSubframe = `new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.src = 'about:blank';
    document.body.append(frame);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve('served');
    port1.start();
    frame.contentWindow.postMessage('clinic:connect', '*', [port2]);
    port1.postMessage(JSON.stringify({ i: '1', p: { u: '/workstation/state' } }));
    setTimeout(() => { frame.remove(); resolve('not served'); }, 500);
  })`;
  expect(await inPage(fromSubframe)).toBe('not served');
  const afterNonsense = `new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(JSON.parse(data).i);
    port1.start();
    window.postMessage('clinic:connect', '*', [port2]);
    for (const nonsense of ['', '{', 7, null, [1], 'x'.repeat(2_000_000), '{"i":"1","p":{"u":"/workstation/../x"}}']) port1.postMessage(nonsense);
    port1.postMessage(JSON.stringify({ i: 'mine', p: { u: '/workstation/state' } }));
  })`;
  expect(await inPage(afterNonsense)).toBe('mine');
});

test('18 app:// gives the files of the window and nothing else', async () => {
  const statusOf = (url: string) =>
    inPage<number | string>(`fetch(${JSON.stringify(url)}).then(({ status }) => status, ({ name }) => name)`);
  expect(await statusOf('app://clinic/index.html')).toBe(200);
  for (const url of [
    'app://clinic/..%2f..%2fetc/passwd',
    'app://clinic/main.js',
    'app://clinic/package.json',
    'app://clinic/',
    'app://clinic/assets',
  ]) {
    expect(await statusOf(url), url).toBe(404);
  }
  // Another host is another origin: the policy stops the page before the handler answers 403.
  expect(await statusOf('app://other/index.html')).toBe('TypeError');
  const headers = await inPage<Record<string, string>>(
    `fetch('./index.html').then((answer) => Object.fromEntries(answer.headers))`,
  );
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  expect(headers['content-security-policy']).toContain("default-src 'none'");
});

test('20 the page gets no function and no object of Electron', async () => {
  const own = await inPage<string[]>(`(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
    frame.remove();
    return Object.getOwnPropertyNames(window).filter((name) => !usual.has(name));
  })()`);
  const leaked = own.filter((name) => /electron|ipc|clinic|node|require|bridge/i.test(name));
  expect(leaked).toEqual([]);
});

test('a second start on the same data ends at once and leaves the first alone', async () => {
  await expect(launchWorkstation({ startMode: 'new', userData: workstation.userData })).rejects.toThrow();
  expect(await inPage('document.readyState')).toBe('complete');
});

test('after a whole session no file of the app tells anything: caches, logs, database, storage', async () => {
  const { page, app, userData } = workstation;
  await page.getByRole('textbox').first().fill('owner');
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  const canary = await registerCanary();
  await page.getByRole('link', { name: 'Patients' }).click();
  await app.evaluate(({ session }) => session.defaultSession.flushStorageData());
  const secrets = {
    canary,
    password: PASSWORD,
    'plain database': 'SQLite format 3',
    'plain schema': 'CREATE TABLE patient',
  };
  const leaks = () =>
    findInFiles(join(userData), secrets).filter(({ file, secret }) => !isChromiumsOwn(file, secret));
  expect(leaks()).toEqual([]);
  await workstation.quit();
  expect(leaks()).toEqual([]);
});

function inheritedVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Chromium keeps SQLite files of its own (cookies, trust tokens): plain, empty of us. */
function isChromiumsOwn(file: string, secret: string): boolean {
  const isChromiumFile =
    /^(Cookies|Network Persistent State|Trust Tokens|DIPS|SharedStorage|Shared Dictionary|Session Storage|Local Storage|Network|blob_storage|Dictionaries)/.test(
      file,
    );
  return secret === 'plain database' && isChromiumFile;
}

/** Registers a person through the page's own port, as a screen would, and answers the family name. */
async function registerCanary(): Promise<string> {
  const canary = 'Canaryperson-7Q4X';
  const fields = {
    family: canary,
    given: 'Testgiven',
    birthDate: '1961-04-12',
    gender: 'female',
    phone: null,
    email: null,
    addressLine: null,
    addressCity: null,
    addressPostalCode: null,
    identifiers: [],
    active: true,
  };
  const message = JSON.stringify({
    i: 'canary',
    p: { u: '/patient/register', b: { json: { fields, acceptDuplicates: true } } },
  });
  const answer = await inPage<string>(`new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    port1.start();
    window.postMessage('clinic:connect', '*', [port2]);
    port1.postMessage(${JSON.stringify(message)});
  })`);
  expect(answer).toContain('patientId');
  return canary;
}
