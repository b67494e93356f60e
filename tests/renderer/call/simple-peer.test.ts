import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const source = readFileSync('node_modules/simple-peer/simplepeer.min.js', 'utf8');

test('the pinned simple-peer has the private parts that the link overrides and uses', () => {
  const { version } = JSON.parse(readFileSync('node_modules/simple-peer/package.json', 'utf8')) as {
    version: string;
  }; // npm's own
  expect(version).toBe('9.11.1');
  for (const name of [
    '_onConnectionStateChange(){',
    '_onIceStateChange(){',
    '_maybeReady(){',
    '_needsNegotiation(){',
  ]) {
    expect(source).toContain(name);
  }
  for (const name of ['this._pc=', 'this._pcReady=', 'this._isNegotiating=']) expect(source).toContain(name);
});

test('its default servers belong to third parties, so the link never leaves them out', () => {
  expect(source).toContain('stun.l.google.com');
  expect(readFileSync('renderer/call/simple-peer-link.ts', 'utf8')).toContain(
    'config: { iceServers: toRtc(options.iceServers)',
  );
});
