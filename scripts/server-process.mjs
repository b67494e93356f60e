/** The sync server as a child of `npm start` and `npm run dev`: a free port, its first line, its health. */
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './bootstrap.mjs';
import { serverArguments } from './server.mjs';
import { SetupError } from './setup-error.mjs';
import { as, environmentOf } from './unprivileged-user.mjs';

const HOST = '127.0.0.1';
const START_TIMEOUT_MS = 60_000;

/** The first of the wanted ports that is free on loopback, otherwise any free one. */
export async function freePort(...wanted) {
  for (const port of [...wanted, 0]) {
    if (port === undefined) continue;
    const found = await new Promise((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(undefined));
      probe.listen(port, HOST, () => {
        const { port: bound } = probe.address();
        probe.close(() => resolve(bound));
      });
    });
    if (found !== undefined) return found;
  }
  throw new SetupError(
    'No free port on 127.0.0.1.',
    'Close programs that listen on many ports and try again.',
  );
}

/**
 * Starts the server in `group` and waits until it is healthy. Answers `{ url, portalUrl, setupCode }` as the server
 * printed it (`watch` restarts it when its sources change): `{"event":"listening",…}` as one JSON line on its standard output.
 */
export async function startServer(group, { dataDir, port, user, logFile, watch = false }) {
  const options = ['--host', HOST, '--port', String(port), '--data-dir', dataDir];
  const { command, args } = as(user, process.execPath, [
    ...(watch ? ['--watch'] : []),
    ...serverArguments(options, { fromSources: watch }),
  ]);
  const member = group.start('sync server', command, args, { cwd: root, env: environmentOf(user) });
  const log = createWriteStream(logFile, { mode: 0o600 });
  const lastLines = [];
  member.child.stderr.pipe(log, { end: false });
  member.child.stderr.on('data', (chunk) => lastLines.push(...chunk.toString().split('\n').filter(Boolean)));
  const listening = await new Promise((resolve, reject) => {
    createInterface({ input: member.child.stdout }).on('line', (line) => {
      const event = parseEvent(line);
      if (event?.event === 'listening') resolve(event);
      else log.write(`${line}\n`);
      if (event === undefined) lastLines.push(line);
    });
    const giveUp = (reason) =>
      reject(
        new SetupError(
          `The sync server ${reason}.\n${lastLines.slice(-8).join('\n')}`,
          `Its log: ${logFile}`,
        ),
      );
    member.exited.then(({ code }) => giveUp(`ended with code ${code} while starting`));
    setTimeout(() => giveUp('did not start in a minute'), START_TIMEOUT_MS).unref();
  });
  await waitForHealth(listening.url, logFile);
  return { ...listening, member };
}

/** One JSON line `{ event, … }`, or undefined for any other output. */
export function parseEvent(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const parsed = JSON.parse(line);
    return typeof parsed.event === 'string' ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function waitForHealth(url, logFile) {
  const address = new URL(path.posix.join('/', 'health'), url);
  const untilMs = Date.now() + START_TIMEOUT_MS;
  let last = 'no answer';
  while (Date.now() < untilMs) {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(2_000) });
      if (response.ok) return;
      last = `status ${response.status}`;
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new SetupError(`The sync server at ${url} is not healthy: ${last}.`, `Its log: ${logFile}`);
}
