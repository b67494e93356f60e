import { readFileSync } from 'node:fs';

/** What one process used for one piece of work. */
export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most memory the process ever held, VmHWM. */
  readonly peakRssMB: number;
}

/** Runs `work` and says what it took. */
export async function measure(work: () => void | Promise<unknown>): Promise<Measured> {
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  await work();
  return {
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: cpuSecondsSince(cpu),
    peakRssMB: peakRssMB(),
  };
}

export function cpuSecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Peak resident memory of a process in MB; 0 where /proc does not tell. */
export function peakRssMB(pid: number | 'self' = 'self'): number {
  const kB = statusLine(pid, 'VmHWM');
  return kB / 1024;
}

/** CPU seconds of another process so far. */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function statusLine(pid: number | 'self', name: string): number {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8')
    .split('\n')
    .find((each) => each.startsWith(name));
  return Number(line?.match(/\d+/)?.[0] ?? 0);
}
