/** What a log may hold of a bug: its class, its code, and where it happened. Never the message: it may quote what a person typed. */
export interface BugReport {
  readonly error: string;
  readonly code?: string;
  readonly at: readonly string[];
}

const FRAMES = 6;

export function describeBug(bug: unknown): BugReport {
  if (!(bug instanceof Error)) return { error: typeof bug, at: [] };
  const lines = (bug.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const at = lines.slice(0, FRAMES).map((line) =>
    line
      .trim()
      .replace(/^at /, '')
      .replace(/(file:\/\/)?\/.*\//, ''),
  );
  const code: unknown = 'code' in bug ? bug.code : undefined;
  return { error: bug.name, ...(typeof code === 'string' && { code }), at };
}
