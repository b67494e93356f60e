/** One measurement beside its floor, both taken in the same run on the same machine. */
export interface Measurement {
  /** What was measured, e.g. 'search-100k-patients'. */
  readonly name: string;
  readonly measured: number;
  /** The same work without what we add: plain SQLite, an empty window, gzipped NDJSON. */
  readonly floor: number;
  /** UCUM unit of both: 'ms', 's', 'By'. */
  readonly unit: string;
  /** The goal for the ratio or value in words, where one is set. */
  readonly goal?: string;
}

/** Prints one JSON line: the measurement, its floor and their ratio. */
export function report({ name, measured, floor, unit, goal }: Measurement): void {
  const round = (value: number): number => Number(value.toPrecision(4));
  const line = {
    name,
    measured: round(measured),
    floor: round(floor),
    ratio: round(measured / floor),
    unit,
    goal,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The middle of several runs; an even count answers the lower middle. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  if (middle === undefined) throw new Error('no run was measured');
  return middle;
}

/** The value below which such a share (0 to 1) of the runs lies. */
export function percentile(values: readonly number[], share: number): number {
  const index = Math.min(values.length - 1, Math.floor(values.length * share));
  const found = values.toSorted((a, b) => a - b)[index];
  if (found === undefined) throw new Error('no run was measured');
  return found;
}
