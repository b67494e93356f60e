import Store from 'electron-store';
import { screen, type BrowserWindow, type Rectangle } from 'electron';

/** The size a clinic's screen begins with, in device-independent pixels. */
const FIRST_SIZE = { width: 1280, height: 800 };

/** Remembers where the window was: the only thing kept outside the encrypted database besides the lock screen's names. */
export interface WindowBounds {
  readonly first: () => Partial<Rectangle> & { readonly width: number; readonly height: number };
  readonly remember: (window: BrowserWindow) => void;
}

export function createWindowBounds(): WindowBounds {
  const store = new Store<{ bounds?: Rectangle }>({
    name: 'window',
    accessPropertiesByDotNotation: false,
    clearInvalidConfig: true,
  });
  return {
    first() {
      const bounds = store.get('bounds');
      return bounds !== undefined && isOnAScreen(bounds) ? bounds : FIRST_SIZE;
    },
    remember(window) {
      window.on('close', () => store.set('bounds', window.getNormalBounds()));
    },
  };
}

/** A screen that was unplugged must not swallow the window. */
function isOnAScreen({ x, y, width, height }: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching({ x, y, width, height });
  return (
    x < workArea.x + workArea.width &&
    x + width > workArea.x &&
    y >= workArea.y - 1 &&
    y < workArea.y + workArea.height
  );
}
