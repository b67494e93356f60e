/** What a key press is made of. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a key press is the combination `keys` (`mod+k`). A sign that needs Shift to type (`?`) is matched by the sign. */
export function matchesKeys(keys: string, press: KeyPress): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const pressedMod = press.ctrlKey || press.metaKey;
  if (parts.includes('mod') !== pressedMod || parts.includes('alt') !== press.altKey) return false;
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  if (!isSign && parts.includes('shift') !== press.shiftKey) return false;
  return (press.key === ' ' ? 'space' : press.key.toLowerCase()) === key;
}
