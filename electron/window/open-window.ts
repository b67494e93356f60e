import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { WindowBounds } from './window-bounds.ts';
import type { WindowOrigin } from './window-origin.ts';
import { windowPreferences } from './window-preferences.ts';

export interface OpenWindowOptions {
  readonly origin: WindowOrigin;
  readonly preload: string;
  readonly bounds: WindowBounds;
  readonly isPackaged: boolean;
  readonly title: string;
}

/** Opens the workstation's window and shows it once it has something to show. */
export async function openWindow({
  origin,
  preload,
  bounds,
  isPackaged,
  title,
}: OpenWindowOptions): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    ...bounds.first(),
    minWidth: 960,
    minHeight: 600,
    title,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#f8f9fa',
    webPreferences: windowPreferences(preload, isPackaged),
  });
  bounds.remember(window);
  window.once('ready-to-show', () => window.show());
  await window.loadURL(origin.startUrl);
  return window;
}

/** Editing, zoom and quitting; nothing else is done through a menu. */
export function setMenu(isPackaged: boolean): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  if (!isPackaged) view.push({ role: 'toggleDevTools' });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : [{ role: 'fileMenu' as const }]),
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
