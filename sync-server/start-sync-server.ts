import { X509Certificate } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { Server as SocketServer } from 'socket.io';
import type { Clock } from '../domain/ids.ts';
import { registerBulkSync } from './bulk/register-bulk-sync.ts';
import { openWorkstationNamespace } from './bell/workstation-namespace.ts';
import { registerDeviceApi } from './device/register-device-api.ts';
import { createHttpServer, type TlsFiles } from './http/create-http-server.ts';
import { newToken } from './http/tokens.ts';
import { createIceServers, type IceOptions } from './ice-servers.ts';
import { registerPortal } from './portal/register-portal.ts';
import type { ServerContext } from './server-context.ts';
import { databaseKey, DATABASE_FILE } from './store/sqlite/database-key.ts';
import { openSqliteServerStore } from './store/sqlite/sqlite-server-store.ts';
import { VisitRooms } from './telehealth/visit-rooms.ts';
import { createIdSource } from '../domain/uuid-v7.ts';

export interface SyncServerOptions {
  /** Where the database and its key file lie; made when missing, readable by its owner alone. */
  readonly dataDir: string;
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** The built patient pages; null serves none. */
  readonly portalDir?: string | null;
  /** 64 hex digits; null or absent takes the key file in the data folder. */
  readonly databaseKey?: string | null;
  /** How patients reach this server when it stands behind another name; absent: the address it listens on. */
  readonly publicUrl?: string | null;
  readonly tls?: TlsFiles | null;
  readonly ice?: IceOptions;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly nativeBinding?: string | undefined;
}

export interface SyncServer {
  readonly url: string;
  readonly portalUrl: string;
  /** Founds the clinic, once; null when that happened. */
  readonly setupCode: string | null;
  readonly close: () => Promise<void>;
}

const NO_ICE: IceOptions = { stunUrls: [], turnUrls: [], turnSecret: null };
/** Socket messages are signals of calls: at most 256 kB; a dead path is found in 7.5 s (calls.md section 4). */
const SOCKET_LIMITS = {
  maxHttpBufferSize: 256 * 1024,
  pingInterval: 5_000,
  pingTimeout: 5_000,
  connectTimeout: 5_000,
};

/**
 * Starts the server and answers once it listens. Throws DatabaseKeyError, DatabaseUnreadableError, or node's own error for
 * a port in use or a folder that cannot be written: main.ts puts them into words.
 */
export async function startSyncServer(options: SyncServerOptions): Promise<SyncServer> {
  const { clock, logger, tls = null } = options;
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const ids = createIdSource(clock, randomBytes);
  const store = openSqliteServerStore({
    file: path.join(options.dataDir, DATABASE_FILE),
    key: databaseKey(options.dataDir, options.databaseKey ?? null, randomBytes),
    ids,
    newSetupCode: () => newToken(randomBytes),
    nativeBinding: options.nativeBinding,
  });
  const app = await createHttpServer({ logger, tls, newRequestId: ids.nextId });
  const io = new SocketServer(app.server, {
    transports: ['websocket'],
    serveClient: false,
    ...SOCKET_LIMITS,
  });
  let url = '';
  const publicUrl = () => (options.publicUrl ?? url).replace(/\/+$/, '');
  const iceServers = createIceServers(options.ice ?? NO_ICE, clock);
  const visitRooms = new VisitRooms({ visits: store.visits, io, logger, iceServers });
  const context: ServerContext = {
    store,
    clock,
    ids,
    randomBytes,
    io,
    logger,
    publicUrl,
    portalUrl: () => `${publicUrl()}/portal`,
    iceServers,
    visitRooms,
    certificateFingerprint: tls === null ? null : new X509Certificate(tls.certificatePem).fingerprint256,
  };
  app.addHook('preClose', () => {
    visitRooms.close();
    return io.close();
  });
  app.addHook('onClose', () => store.close());
  app.get('/health', async () => ({ status: 'ok' }));
  const ring = openWorkstationNamespace(context);
  await registerDeviceApi(app, context);
  await registerBulkSync(app, context, ring);
  await registerPortal(app, context, { portalDir: options.portalDir ?? null });
  await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 8787 });
  url = urlOf(app.server.address() as AddressInfo, tls !== null); // listening on TCP, so it is an AddressInfo
  const { setupCode } = await store.identity.server();
  return { url, portalUrl: context.portalUrl(), setupCode, close: () => app.close() };
}

function urlOf({ address, port, family }: AddressInfo, secure: boolean): string {
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `${secure ? 'https' : 'http'}://${host}:${port}`;
}
