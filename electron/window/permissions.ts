import type { Session } from 'electron';
import { isOwnUrl, type WindowOrigin } from './window-origin.ts';

/** What our own page may have when it asks: camera and microphone for a visit, and to copy a link. Never to read the clipboard. */
const OWN_PERMISSIONS: ReadonlySet<string> = new Set(['media', 'clipboard-sanitized-write']);

/** Whether `permission` is given to the main frame at `url`. Unknown permissions and other origins are refused. */
export function isPermitted(
  origin: WindowOrigin,
  permission: string,
  url: string | undefined,
  isMainFrame: boolean,
): boolean {
  return isMainFrame && url !== undefined && isOwnUrl(origin, url) && OWN_PERMISSIONS.has(permission);
}

/** Request, check and device handlers, and no request of a window leaves for anything but its own files. */
export function guardSession(session: Session, origin: WindowOrigin): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isPermitted(origin, permission, details.requestingUrl, details.isMainFrame));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    isPermitted(origin, permission, details.requestingUrl ?? requestingOrigin, details.isMainFrame),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !isOwnRequest(origin, request.url) });
  });
  session.setSpellCheckerEnabled(false);
}

/** Our own files; blob and data stay in the page; a development start also talks to Vite and opens developer tools. */
export function isOwnRequest(origin: WindowOrigin, url: string): boolean {
  if (/^(blob|data):/.test(url) || isOwnUrl(origin, url)) return true;
  if (!origin.isDevelopment) return url.startsWith('devtools://');
  return (
    url.startsWith('devtools://') ||
    isOwnUrl({ ...origin, origin: origin.origin.replace(/^http/, 'ws') }, url)
  );
}
