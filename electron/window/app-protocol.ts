import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { securityHeaders, TRUSTED_TYPES_SCRIPT } from './content-security.ts';
import { findAsset } from './find-asset.ts';
import { APP_SCHEME, type WindowOrigin } from './window-origin.ts';

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

const TRUSTED_TYPES_FILE = 'trusted-types.js';

/** Serves the built window from `folder`, with a fresh nonce this start. */
export function serveAppProtocol({ protocol }: Session, folder: string, origin: WindowOrigin): void {
  const nonce = randomBytes(16).toString('base64');
  const headers = securityHeaders(nonce);
  protocol.handle(APP_SCHEME, async ({ url, method }) => {
    const asset = findAsset(url, folder, origin);
    if (!asset.ok || method !== 'GET')
      return new Response(null, { status: asset.ok ? 405 : asset.error.status, headers });
    const { file, contentType } = asset.value;
    const typed = { ...headers, 'content-type': contentType };
    if (new URL(url).pathname === `/${TRUSTED_TYPES_FILE}`)
      return new Response(TRUSTED_TYPES_SCRIPT, { headers: typed });
    const body = await readAsset(file);
    if (body === null) return new Response(null, { status: 404, headers });
    return new Response(
      file.endsWith('.html') ? withNonce(body.toString('utf8'), nonce) : new Uint8Array(body),
      { headers: typed },
    );
  });
}

function withNonce(html: string, nonce: string): string {
  return html
    .replaceAll('__CSP_NONCE__', nonce)
    .replace('<head>', `<head><script src="./${TRUSTED_TYPES_FILE}"></script>`);
}

async function readAsset(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // node:fs rejects with ErrnoException only
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null;
    throw error;
  }
}
