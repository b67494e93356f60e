/** An expected failure: a kebab-case code, documented where it is declared, and the facts the edge needs for its words. */
export interface Failure<Code extends string = string> {
  readonly code: Code;
}

/** What a fallible function answers. Bugs throw; everything a person can meet comes back as `error`. */
export type Result<Value, Error extends Failure = Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Error };

/** The good answer. */
export function ok<const Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** The expected failure. */
export function err<const Error extends Failure>(
  error: Error,
): { readonly ok: false; readonly error: Error } {
  return { ok: false, error };
}

/** Makes a forgotten case of a union a type error, and a bug when a value from outside slipped through. */
export function assertNever(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
