import { createContext, useContext, useEffect, useId, useMemo, useRef, type ReactNode } from 'react';
import { matchesKeys } from './match-keys.ts';

export interface Shortcut {
  /** `a`, `mod+k`, `shift+enter`, `arrowdown`, `?`. `mod` is Ctrl, on a Mac Command. */
  readonly keys: string;
  /** What it does, as the sheet says it. */
  readonly label: string;
  /** Under which heading of the sheet; without one it counts as working everywhere. */
  readonly group?: string;
  readonly run: () => void;
  /** Works while a field has the focus. Combinations with `mod` always do. */
  readonly inFields?: boolean;
  /** Belongs to an open dialog; all others rest while one is open. */
  readonly inDialog?: boolean;
  readonly enabled?: boolean;
}

interface ShortcutBook {
  readonly put: (id: string, shortcut: Shortcut) => void;
  readonly remove: (id: string) => void;
  readonly all: () => readonly Shortcut[];
}

const ShortcutContext = createContext<ShortcutBook | null>(null);

function createShortcutBook(): ShortcutBook {
  const shortcutById = new Map<string, Shortcut>();
  return {
    put: (id, shortcut) => void shortcutById.set(id, shortcut),
    remove: (id) => void shortcutById.delete(id),
    all: () => [...shortcutById.values()].filter((shortcut) => shortcut.enabled !== false),
  };
}

/** Listens once for the whole window. A screen's shortcut goes before one that works everywhere, a panel's before its screen's. */
export function ShortcutProvider({ children }: { readonly children: ReactNode }) {
  const book = useMemo(() => createShortcutBook(), []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const meant = book.all().filter((shortcut) => isMeant(shortcut, event));
      const found = meant.findLast(({ group }) => group !== undefined) ?? meant.at(-1);
      if (found === undefined) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [book]);
  return <ShortcutContext value={book}>{children}</ShortcutContext>;
}

function isMeant(shortcut: Shortcut, event: KeyboardEvent): boolean {
  if (!matchesKeys(shortcut.keys, event)) return false;
  const target = event.target instanceof Element ? event.target : null;
  const inDialog = target?.closest('[role="dialog"]') !== null && target !== null;
  if (inDialog && shortcut.inDialog !== true) return false;
  const isField = target?.closest(
    'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]',
  );
  const wantsFields = shortcut.inFields === true || shortcut.keys.includes('mod+');
  if (isField !== null && isField !== undefined && !wantsFields) return false;
  const pressesControl = event.key === 'Enter' || event.key === ' ';
  const isControl = target?.closest('button, a[href], [role=menuitem], [role=option], [role=tab]');
  return !(
    pressesControl &&
    !event.ctrlKey &&
    !event.metaKey &&
    isControl !== null &&
    isControl !== undefined
  );
}

/** Makes a key work, and names it in the `?` sheet, for as long as the component is there. */
export function useShortcut(shortcut: Shortcut): void {
  const book = useShortcutBook();
  const id = useId();
  const latest = useRef(shortcut);
  useEffect(() => {
    latest.current = shortcut;
    book.put(id, { ...shortcut, run: () => latest.current.run() });
  });
  useEffect(() => () => book.remove(id), [book, id]);
}

/** The book itself, for the sheet. */
export function useShortcutBook(): ShortcutBook {
  const book = useContext(ShortcutContext);
  if (book === null) throw new Error('ShortcutProvider is missing');
  return book;
}
