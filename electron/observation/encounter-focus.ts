/** The encounter a window has open, and whose it is. */
export interface FocusedEncounter {
  readonly encounterId: string;
  readonly patientId: string;
}

/** Which encounter readings become proposals in. Of this workstation only, never stored. */
export interface EncounterFocus {
  readonly get: () => FocusedEncounter | null;
  readonly set: (focused: FocusedEncounter | null) => void;
  /** Answers how to stop listening. Listeners hear of real changes only. */
  readonly onChange: (listener: () => void) => () => void;
}

/** Nothing is in focus at first. */
export function createEncounterFocus(): EncounterFocus {
  const listeners = new Set<() => void>();
  let current: FocusedEncounter | null = null;
  return {
    get: () => current,
    set(focused) {
      if (focused?.encounterId === current?.encounterId) return;
      current = focused;
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
