import path from 'node:path';

/** What the scripts hand to the app (docs/running.md, "Variables"). Absent and empty are the same. */
export interface Environment {
  readonly userData: string | null;
  readonly serverUrl: string | null;
  readonly setupCode: string | null;
  readonly start: { readonly mode: 'new' } | { readonly mode: 'practice'; readonly password: string | null };
  readonly developmentUrl: string | undefined;
  readonly sqliteBinding: string | undefined;
  readonly serialPorts: readonly string[];
}

/** Reads them. What weakens a packaged app (development window, another SQLite) is the caller's to ignore there. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const of = (name: string) => variables[`CLINIC_${name}`]?.trim() || null;
  const userData = of('USER_DATA');
  return {
    userData: userData === null ? null : path.resolve(userData),
    serverUrl: of('SERVER_URL'),
    setupCode: of('SETUP_CODE'),
    start:
      of('START_MODE') === 'practice'
        ? { mode: 'practice', password: of('PRACTICE_PASSWORD') }
        : { mode: 'new' },
    developmentUrl: of('DEV_RENDERER_URL') ?? undefined,
    sqliteBinding: of('SQLITE_BINDING') ?? undefined,
    serialPorts:
      of('SERIAL_PORTS')
        ?.split(',')
        .map((port) => port.trim())
        .filter((port) => port !== '') ?? [],
  };
}
