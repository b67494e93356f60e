/** What the page's HTML says before the app:// handler or the server has put the nonce in. */
const PLACEHOLDER = '__CSP_NONCE__';

/** The nonce this page's Content-Security-Policy allows for style elements, from `<meta name="csp-nonce">`; null when there is none. */
export function readStyleNonce(page: Document): string | null {
  const content = page.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
  return content === '' || content === PLACEHOLDER ? null : content;
}

/** Tells `react-remove-scroll` (inside Mantine's Modal), which asks webpack's global and has no other way in. */
export function shareStyleNonce(nonce: string | null): void {
  if (nonce !== null) Object.assign(globalThis, { __webpack_nonce__: nonce });
}
