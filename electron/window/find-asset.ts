import path from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';
import { isOwnUrl, type WindowOrigin } from './window-origin.ts';

/** Kinds of file the window consists of. Everything else does not exist for it. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
};

/** A file of the built window. */
export interface Asset {
  readonly file: string;
  readonly contentType: string;
}

/** A request answered without a file: 403 for another host, 404 for what is not part of the window. */
export type AssetRefusal =
  | { readonly code: 'forbidden'; readonly status: 403 }
  | { readonly code: 'not-found'; readonly status: 404 };

const NOT_FOUND = { code: 'not-found', status: 404 } as const;

/** The file of an app:// address below `folder`; names with anything but letters, digits, '-', '_' and '.' are none of ours. */
export function findAsset(url: string, folder: string, origin: WindowOrigin): Result<Asset, AssetRefusal> {
  if (!isOwnUrl(origin, url)) return err({ code: 'forbidden', status: 403 });
  const { pathname } = new URL(url);
  if (!/^(\/[\w-][\w.-]*)+$/.test(pathname) || pathname.includes('..')) return err(NOT_FOUND);
  const contentType = CONTENT_TYPES[path.posix.extname(pathname)];
  if (contentType === undefined) return err(NOT_FOUND);
  const file = path.join(folder, ...pathname.split('/'));
  const isInside = file.startsWith(path.resolve(folder) + path.sep);
  return isInside ? ok({ file, contentType }) : err(NOT_FOUND);
}
