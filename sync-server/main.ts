import { readFileSync } from 'node:fs';
import pino from 'pino';
import { helpText, OptionError, readCommandLine, type CommandLine } from './options.ts';
import { startSyncServer } from './start-sync-server.ts';
import { DatabaseKeyError } from './store/sqlite/database-key.ts';
import { DatabaseUnreadableError } from './store/sqlite/open-database.ts';

/** Failures a person can mend, each with an exit code of its own. */
const EXIT_OPTIONS = 2;
const EXIT_DATABASE = 3;
const EXIT_ADDRESS = 4;

await run().catch((error: unknown) => {
  const [words, exitCode] = inWords(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = exitCode;
});

async function run(): Promise<void> {
  const line = readCommandLine(process.argv.slice(2), process.env);
  if (line.help) {
    process.stdout.write(`${helpText()}\n`);
    return;
  }
  const logger = pino({ level: line.logLevel, base: null }, pino.destination({ fd: 2, sync: true }));
  const server = await startSyncServer({
    ...line,
    tls: tlsOf(line),
    ice: { stunUrls: line.stunUrls, turnUrls: line.turnUrls, turnSecret: line.turnSecret },
    logger,
    clock: { nowMs: () => Date.now() },
    nativeBinding: process.env['CLINIC_SQLITE_BINDING'],
  });
  const { url, portalUrl, setupCode } = server;
  process.stdout.write(`${JSON.stringify({ event: 'listening', url, portalUrl, setupCode })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      logger.info({ signal }, 'stopping');
      void server.close().then(() => logger.info('stopped')); // a failed close rejects and ends the process with its error
    });
  }
}

function tlsOf({ tlsCertificateFile, tlsKeyFile }: CommandLine) {
  if (tlsCertificateFile === null || tlsKeyFile === null) return null;
  return {
    certificatePem: readFileSync(tlsCertificateFile, 'utf8'),
    privateKeyPem: readFileSync(tlsKeyFile, 'utf8'),
  };
}

function inWords(error: unknown): readonly [words: string, exitCode: number] {
  if (error instanceof OptionError) return [`${error.message}\n--help explains the options.`, EXIT_OPTIONS];
  if (error instanceof DatabaseKeyError || error instanceof DatabaseUnreadableError) {
    return [`The database was left untouched: ${error.message}.`, EXIT_DATABASE];
  }
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    return [`The server could not start: ${error.message}`, EXIT_ADDRESS];
  }
  throw error;
}
