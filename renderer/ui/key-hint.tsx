import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { uiWords } from './ui.words.ts';
import { useWords } from './words.ts';

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The keys of a combination (`mod+k`, `shift+enter`, `a`) as this machine's keyboard writes them. */
export function useKeyNames(): (keys: string) => readonly string[] {
  const say = useWords(uiWords);
  const nameByKey: Readonly<Record<string, string>> = {
    mod: isMac() ? '⌘' : say('keyCtrl'),
    shift: isMac() ? '⇧' : say('keyShift'),
    alt: isMac() ? '⌥' : say('keyAlt'),
    enter: say('keyEnter'),
    escape: say('keyEscape'),
    space: say('keySpace'),
    arrowup: '↑',
    arrowdown: '↓',
    arrowleft: '←',
    arrowright: '→',
  };
  return (keys) => keys.split('+').map((key) => nameByKey[key] ?? key.toUpperCase());
}

/** A key combination drawn as keys. */
export function KeyHint({ keys }: { readonly keys: string }) {
  const names = useKeyNames()(keys);
  return (
    <span style={{ display: 'inline-flex', gap: 2 }}>
      {names.map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  );
}

interface WithKeysProps {
  readonly label: string;
  readonly keys?: string;
  readonly position?: 'top' | 'right' | 'bottom' | 'left';
  /** One element that takes a ref. */
  readonly children: ReactElement;
}

/** A tooltip that tells what a control does and which key does it. */
export function WithKeys({ label, keys, position = 'top', children }: WithKeysProps) {
  const content =
    keys === undefined ? (
      label
    ) : (
      <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
        {label} <KeyHint keys={keys} />
      </span>
    );
  return (
    <Tooltip label={content} position={position}>
      {children}
    </Tooltip>
  );
}
