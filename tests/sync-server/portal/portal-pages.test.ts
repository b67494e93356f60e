import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createTestClock, makeTestFolder } from '../../support/test-clinic.ts';
import { startVisitServer, type VisitServer } from '../../support/visit-server.ts';

let server: VisitServer;

beforeEach(async () => {
  const portalDir = makeTestFolder();
  mkdirSync(path.join(portalDir, 'assets'));
  writeFileSync(path.join(portalDir, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  writeFileSync(path.join(portalDir, 'assets', 'index-abc.js'), 'export {};');
  server = await startVisitServer({ clock: createTestClock(), clinics: [], portalDir });
  onTestFinished(() => server.close());
});

const get = (address: string) => fetch(`${server.url}${address}`, { redirect: 'manual' });

test('every response of the page has a nonce of its own, in the policy and in the page', async () => {
  const pages = await Promise.all(['/portal/', '/portal/visit', '/portal/record'].map(get));
  const nonces = await Promise.all(
    pages.map(async (page) => {
      const policy = page.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
      expect(await page.text()).toContain(`content="${nonce}"`);
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(3);
});

test('nothing inline, nothing from elsewhere, sockets only back to this host, never stored', async () => {
  const { headers } = await get('/portal/visit');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).toContain(`connect-src 'self' ws://${new URL(server.url).host};`);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('permissions-policy')).toContain('camera=(self), microphone=(self)');
});

test('hashed assets may be kept, other paths are not there', async () => {
  const asset = await get('/portal/assets/index-abc.js');
  expect(asset.headers.get('cache-control')).toContain('immutable');
  expect((await get('/portal')).headers.get('location')).toBe('/portal/');
  for (const address of ['/portal/nothing', '/visit']) expect((await get(address)).status).toBe(404);
  for (const address of ['/portal/assets/', '/portal/assets/%2e%2e/index.html']) {
    expect((await get(address)).status).toBeGreaterThanOrEqual(400);
  }
});
