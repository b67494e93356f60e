/**
 * What a page of the app may do: only its own files, styles with this start's nonce (Mantine), the camera's stream, and no
 * network at all. Style sheets are HTML sinks to Chromium, so trusted types have one policy: text without a tag.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // React sets style attributes through the DOM, which this does not concern; markup may not carry any.
    "style-src-attr 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self' blob: mediastream:",
    "connect-src 'self'",
    "worker-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

/** Runs before the app's own scripts: the one way text becomes markup lets no tag through. */
export const TRUSTED_TYPES_SCRIPT = `trustedTypes.createPolicy('default', {
  createHTML: (text) => {
    if (text.includes('<')) throw new TypeError('markup is made by React only');
    return text;
  },
  createScript: () => {
    throw new EvalError('text never becomes code');
  },
  createScriptURL: () => {
    throw new TypeError('scripts come with the page');
  },
});
`;

/** Headers of every answer of app://. Nothing is cached on disk. */
export function securityHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy':
      'camera=(self), microphone=(self), display-capture=(), geolocation=(), usb=(), serial=(), hid=(), midi=()',
    'cache-control': 'no-store',
  };
}
