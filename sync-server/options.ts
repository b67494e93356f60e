import path from 'node:path';
import { parseArgs } from 'node:util';

/** One option of the command line with its twin in the environment; --help is made from this table. */
interface OptionRow {
  readonly name: string;
  readonly environment: string;
  readonly value: string;
  readonly fallback: string;
  readonly meaning: string;
}

const ABOVE = path.join(import.meta.dirname, '..');
/** From sync-server/ and from the bundle in out/server/ alike. */
const PORTAL_DIR =
  path.basename(ABOVE) === 'out' ? path.join(ABOVE, 'portal') : path.join(ABOVE, 'out', 'portal');

export const OPTION_ROWS = [
  row(
    'data-dir',
    'CLINIC_SERVER_DATA_DIR',
    'folder',
    'clinic-server',
    'Database server.db and its key file server.key. Back up both, apart from each other.',
  ),
  row(
    'host',
    'CLINIC_SERVER_HOST',
    'address',
    '127.0.0.1',
    'Address to listen on. Anything but loopback needs --tls-cert.',
  ),
  row('port', 'CLINIC_SERVER_PORT', 'number', '8787', '0 takes any free port.'),
  row('portal-dir', 'CLINIC_SERVER_PORTAL_DIR', 'folder', PORTAL_DIR, "The built patients' pages."),
  row(
    'public-url',
    'CLINIC_SERVER_PUBLIC_URL',
    'url',
    '',
    'How patients reach this server behind a proxy; in their links. Default: the address it listens on.',
  ),
  row(
    'tls-cert',
    'CLINIC_SERVER_TLS_CERT',
    'file',
    '',
    'Certificate chain (PEM). Workstations pin its fingerprint.',
  ),
  row('tls-key', 'CLINIC_SERVER_TLS_KEY', 'file', '', 'Private key of the certificate (PEM).'),
  row(
    'behind-tls-proxy',
    'CLINIC_SERVER_BEHIND_TLS_PROXY',
    'true|false',
    'false',
    'Listen beyond loopback without own TLS, because a proxy in front does it.',
  ),
  row(
    'stun-urls',
    'CLINIC_SERVER_STUN_URLS',
    'urls',
    '',
    'Own STUN servers, comma-separated. Without any, calls work inside one network.',
  ),
  row(
    'turn-urls',
    'CLINIC_SERVER_TURN_URLS',
    'urls',
    '',
    'Own TURN servers (coturn, use-auth-secret), comma-separated.',
  ),
  row(
    'log-level',
    'CLINIC_SERVER_LOG_LEVEL',
    'level',
    'info',
    'trace, debug, info, warn, error or silent; one JSON line each on stderr.',
  ),
] as const;

/** Secrets come by the environment alone: a command line is seen by everybody on the machine. */
const SECRETS = [
  ['CLINIC_SERVER_DATABASE_KEY', '64 hex digits that open the database, instead of the key file.'],
  ['CLINIC_SERVER_TURN_SECRET', "The TURN server's static-auth-secret."],
] as const;

function row(name: string, environment: string, value: string, fallback: string, meaning: string): OptionRow {
  return { name, environment, value, fallback, meaning };
}

/** An option that cannot be; `message` says which and how it should look. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/** What main.ts starts the server with. */
export interface CommandLine {
  readonly help: boolean;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly portalDir: string;
  readonly publicUrl: string | null;
  readonly tlsCertificateFile: string | null;
  readonly tlsKeyFile: string | null;
  readonly stunUrls: readonly string[];
  readonly turnUrls: readonly string[];
  readonly turnSecret: string | null;
  readonly databaseKey: string | null;
  readonly logLevel: string;
}

/** Reads the command line, then the environment, then the defaults. Throws OptionError. */
export function readCommandLine(args: readonly string[], environment: NodeJS.ProcessEnv): CommandLine {
  const given = parse(args);
  const text = (name: (typeof OPTION_ROWS)[number]['name']): string => {
    const option = OPTION_ROWS.find((each) => each.name === name);
    const value = given[name] ?? (option && environment[option.environment]) ?? option?.fallback;
    return typeof value === 'string' ? value.trim() : '';
  };
  const orNull = (value: string | undefined) => (value === undefined || value === '' ? null : value);
  const list = (value: string) =>
    value
      .split(',')
      .map((url) => url.trim())
      .filter((url) => url !== '');
  const line: CommandLine = {
    help: given['help'] === true,
    dataDir: path.resolve(text('data-dir')),
    host: text('host'),
    port: portNumber(text('port')),
    portalDir: path.resolve(text('portal-dir')),
    publicUrl: orNull(text('public-url')),
    tlsCertificateFile: orNull(text('tls-cert')),
    tlsKeyFile: orNull(text('tls-key')),
    stunUrls: list(text('stun-urls')),
    turnUrls: list(text('turn-urls')),
    turnSecret: orNull(environment['CLINIC_SERVER_TURN_SECRET']),
    databaseKey: orNull(environment['CLINIC_SERVER_DATABASE_KEY']),
    logLevel: text('log-level'),
  };
  if (!line.help) check(line, text('behind-tls-proxy') === 'true');
  return line;
}

function parse(args: readonly string[]): Readonly<Record<string, string | boolean | undefined>> {
  const options = Object.fromEntries(OPTION_ROWS.map(({ name }) => [name, { type: 'string' } as const]));
  try {
    return parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean' } } }).values;
  } catch (error) {
    if (error instanceof TypeError) throw new OptionError(error.message); // parseArgs says which option
    throw error;
  }
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new OptionError(`--port must be 0 to 65535, not '${text}'`);
  return port;
}

function check(line: CommandLine, behindTlsProxy: boolean): void {
  const isLoopback = ['127.0.0.1', '::1', 'localhost'].includes(line.host);
  if ((line.tlsCertificateFile === null) !== (line.tlsKeyFile === null)) {
    throw new OptionError('--tls-cert and --tls-key go together');
  }
  if (!isLoopback && line.tlsCertificateFile === null && !behindTlsProxy) {
    throw new OptionError(
      `--host ${line.host} is not loopback: give --tls-cert and --tls-key, or --behind-tls-proxy true`,
    );
  }
  if (line.publicUrl !== null && !URL.canParse(line.publicUrl))
    throw new OptionError('--public-url is not a URL');
  if (!['trace', 'debug', 'info', 'warn', 'error', 'silent'].includes(line.logLevel)) {
    throw new OptionError(`--log-level does not know '${line.logLevel}'`);
  }
}

/** The text of --help. */
export function helpText(): string {
  const lines = OPTION_ROWS.flatMap(({ name, environment, value, fallback, meaning }) => [
    `  --${name} <${value}>   (${environment}${fallback === '' ? '' : `; default ${fallback}`})`,
    `      ${meaning}`,
  ]);
  const secrets = SECRETS.map(([environment, meaning]) => `  ${environment}\n      ${meaning}`);
  return [
    'Usage: npm run server -- [options]',
    '',
    "The clinic's sync server: keeps the record's order, serves the patients' pages and their calls. Prints one JSON line",
    'with its address and, until the clinic is founded, its set-up code. GET /health answers 200 while it works.',
    '',
    'Options, each with its twin in the environment (the command line wins):',
    ...lines,
    '',
    'Secrets, by the environment alone:',
    ...secrets,
  ].join('\n');
}
