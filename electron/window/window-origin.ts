/** The one page of the app: a standard, secure scheme of its own, so that nothing is ever loaded from file://. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://clinic';

/** Where windows come from: the built files, or in development Vite on loopback. */
export interface WindowOrigin {
  readonly origin: string;
  readonly startUrl: string;
  readonly isDevelopment: boolean;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The origin of this start. A development address counts only in an app that is not packaged and only on loopback;
 * anything else is ignored.
 */
export function chooseWindowOrigin(developmentUrl: string | undefined, isPackaged: boolean): WindowOrigin {
  const built = { origin: APP_ORIGIN, startUrl: `${APP_ORIGIN}/index.html`, isDevelopment: false };
  if (isPackaged || developmentUrl === undefined || !URL.canParse(developmentUrl)) return built;
  const url = new URL(developmentUrl);
  if (url.protocol !== 'http:' || !LOOPBACK.has(url.hostname)) return built;
  return { origin: url.origin, startUrl: url.href, isDevelopment: true };
}

/** Whether a page may be ours. Custom schemes have no `URL.origin`, so scheme and host are compared. */
export function isOwnUrl({ origin }: WindowOrigin, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}` === origin;
}
