/** Starting other programs: one to its end with its output kept or shown, or several that end together with us. */
import { spawn } from 'node:child_process';

/**
 * Runs a program to its end. `show: true` lets it write to the terminal; otherwise its output comes back as text.
 * Never throws: a program that is absent answers `{ code: 127 }` with the reason as output.
 */
export function run(command, args, { show = false, input, ...options } = {}) {
  return new Promise((resolve) => {
    const stdin = input === undefined ? 'ignore' : 'pipe';
    const child = spawn(command, args, {
      ...options,
      stdio: show ? [stdin, 'inherit', 'inherit'] : [stdin, 'pipe', 'pipe'],
    });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, signal, output: Buffer.concat(chunks).toString('utf8') }),
    );
    if (input !== undefined) child.stdin.end(input);
  });
}

/** Shows `label (12 s)` while the work goes on, and a final line; quiet steps under a second print only once. */
export async function withProgress(label, work) {
  const startedMs = Date.now();
  const seconds = () => Math.round((Date.now() - startedMs) / 1000);
  const isTerminal = process.stdout.isTTY;
  process.stdout.write(isTerminal ? `${label}…` : `${label}…\n`);
  const everyMs = isTerminal ? 1_000 : 30_000;
  const timer = setInterval(
    () => process.stdout.write(isTerminal ? `\r${label}… ${seconds()} s` : `  still at it: ${seconds()} s\n`),
    everyMs,
  );
  let isDone = false;
  try {
    const result = await work();
    isDone = true;
    return result;
  } finally {
    clearInterval(timer);
    const end = isDone ? `done in ${seconds()} s` : `failed after ${seconds()} s`;
    process.stdout.write(isTerminal ? `\r${label}… ${end}\n` : `  ${end}\n`);
  }
}

/** Last lines of a program's output, indented, for an error message. */
export function tail(output, lines = 15) {
  return output
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n');
}

/**
 * A group of long-running programs that end together, the last started first. Each leads its own process group, so
 * that Ctrl-C in the terminal reaches only us and we end them in order.
 */
export class ProcessGroup {
  #children = [];
  #ending;

  /** Starts a program; `name` is for messages only. */
  start(name, command, args, options = {}) {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
      detached: process.platform !== 'win32',
    });
    const exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
      child.once('error', (error) => resolve({ code: 127, signal: null, error }));
    });
    const member = { name, child, exited };
    this.#children.push(member);
    return member;
  }

  /** True from the moment `end` was called: an exit after it was asked for. */
  get isEnding() {
    return this.#ending !== undefined;
  }

  /** Asks each program to end, waits for it up to `graceMs`, then kills what is left of its group. */
  end(graceMs = 8_000) {
    this.#ending ??= this.#endAll(graceMs);
    return this.#ending;
  }

  async #endAll(graceMs) {
    for (const member of this.#children.toReversed()) await this.endOne(member, graceMs);
  }

  /** The same for one program, while the others go on. */
  async endOne({ child, exited }, graceMs = 8_000) {
    // Only the program itself: a browser whose helpers are ended under it starts them anew.
    child.kill('SIGTERM');
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
    await exited;
    clearTimeout(timer);
    signalGroup(child, 'SIGKILL');
  }

  /** Kills one program with all that it started. */
  killOne(child) {
    signalGroup(child, 'SIGKILL');
  }

  /**
   * Ends everything on Ctrl-C, SIGTERM or SIGHUP, in order; kills it on a second signal. Resolves with the exit code
   * once all has ended. Terminal, npm and the first process may each hand on the same Ctrl-C: that counts as one.
   */
  endOnSignals({ codeOfInterrupt = 130, say = () => {} } = {}) {
    process.on('exit', () => this.kill());
    return new Promise((resolve) => {
      let firstMs;
      for (const [signal, code] of [
        ['SIGINT', codeOfInterrupt],
        ['SIGTERM', 143],
        ['SIGHUP', 129],
      ]) {
        process.on(signal, () => {
          if (firstMs !== undefined && Date.now() - firstMs > 1_000) this.kill();
          if (firstMs !== undefined) return;
          firstMs = Date.now();
          say();
          this.end().then(() => resolve(code));
        });
      }
    });
  }

  /** Kills everything at once; for the second Ctrl-C and for the last moment before our own exit. */
  kill() {
    for (const { child } of this.#children) signalGroup(child, 'SIGKILL');
  }
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: nothing of the group is left, which is what we want. EPERM: macOS says it for a group of zombies.
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
  }
}
