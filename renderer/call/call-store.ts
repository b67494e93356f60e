import { IDLE_CALL, type CallState } from './call-state.ts';

/** The state of one call and who listens to it; `subscribe` and `getState` fit useSyncExternalStore. */
export class CallStore {
  readonly #listeners = new Set<() => void>();
  #state: CallState = IDLE_CALL;

  readonly getState = (): CallState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tells listeners only when something is another value than before. */
  set(change: Partial<CallState>): void {
    const isSame = Object.entries(change).every(([key, value]) =>
      Object.is(this.#state[key as keyof CallState], value),
    ); // keys of CallState
    if (isSame) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
