import fastifyStatic from '@fastify/static';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { Server as SocketServer } from 'socket.io';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../domain/contract/protocol.ts';
import type { portalContract } from '../../domain/contract/http/portal.ts';
import type { deviceApiContract } from '../../domain/contract/sync/device-api.ts';
import type { IceServer } from '../../domain/contract/telehealth/signaling.ts';
import type { Clock } from '../../domain/ids.ts';
import type { FieldsOf, ResourceType } from '../../domain/resource/registry.ts';
import { makeStamp } from '../../domain/sync/hlc.ts';
import {
  clinic as clinicTable,
  workstation as workstationTable,
} from '../../drizzle/server/schema/identity.ts';
import { openWorkstationNamespace } from '../../sync-server/bell/workstation-namespace.ts';
import { registerDeviceApi } from '../../sync-server/device/register-device-api.ts';
import { openSession } from '../../sync-server/device/sessions.ts';
import { createHttpServer } from '../../sync-server/http/create-http-server.ts';
import { registerPortal } from '../../sync-server/portal/register-portal.ts';
import type { ServerContext } from '../../sync-server/server-context.ts';
import { openServerDatabase } from '../../sync-server/store/sqlite/open-database.ts';
import { openSqliteServerStore } from '../../sync-server/store/sqlite/sqlite-server-store.ts';
import { VisitRooms } from '../../sync-server/telehealth/visit-rooms.ts';
import { createIdSource } from '../../domain/uuid-v7.ts';
import type { FieldValues } from '../../domain/sync/change.ts';

const TEST_KEY = Buffer.alloc(32, 9);

/** A real server over a real encrypted store, with the parts that visits need and a clock the test may own. */
export interface VisitServer {
  readonly url: string;
  readonly context: ServerContext;
  readonly portal: (sessionToken?: string) => ContractRouterClient<typeof portalContract>;
  readonly logLines: readonly string[];
  readonly close: () => Promise<void>;
}

export interface VisitServerOptions {
  readonly clock: Clock;
  /** Clinics that exist from the start; each with as many workstations as asked for. */
  readonly clinics: readonly {
    readonly clinicId: string;
    readonly workstationIds: readonly string[];
    /** Ed25519, SPKI DER, base64url: lets those workstations open sessions themselves. */
    readonly publicKey?: string;
  }[];
  readonly portalDir?: string;
  readonly iceServers?: readonly IceServer[];
  readonly port?: number;
  /** A folder of pages of the test's own, served at that prefix. */
  readonly testPages?: { readonly prefix: string; readonly root: string };
}

export async function startVisitServer(options: VisitServerOptions): Promise<VisitServer> {
  const { clock } = options;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'clinic-visit-server-'));
  const file = path.join(folder, 'server.db');
  const nativeBinding = process.env['CLINIC_SQLITE_BINDING'];
  foundClinics(file, options.clinics, nativeBinding);
  const ids = createIdSource(clock, randomBytes);
  const newSetupCode = (): string => randomUUID();
  const store = openSqliteServerStore({ file, key: TEST_KEY, ids, newSetupCode, nativeBinding });
  const logLines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logLines.push(line) });
  const app = await createHttpServer({ logger, tls: null, newRequestId: ids.nextId });
  const io = new SocketServer(app.server, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: 256 * 1024,
  });
  const iceServers = (): readonly IceServer[] => options.iceServers ?? [];
  const visitRooms = new VisitRooms({ visits: store.visits, io, logger, iceServers });
  let url = '';
  const context: ServerContext = {
    store,
    clock,
    ids,
    randomBytes,
    io,
    logger,
    publicUrl: () => url,
    portalUrl: () => `${url}/portal`,
    iceServers,
    visitRooms,
    certificateFingerprint: null,
  };
  app.addHook('preClose', () => {
    visitRooms.close();
    return io.close();
  });
  app.addHook('onClose', () => store.close());
  openWorkstationNamespace(context);
  await registerDeviceApi(app, context);
  await registerPortal(app, context, { portalDir: options.portalDir ?? null });
  if (options.testPages !== undefined) {
    await app.register(fastifyStatic, {
      ...options.testPages,
      decorateReply: false,
      setHeaders: (reply) =>
        void reply.header('content-security-policy', "default-src 'self' data: ws: 'unsafe-inline'"),
    });
  }
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`; // listening on TCP
  return {
    url,
    context,
    portal: (sessionToken) => portalClient(url, sessionToken),
    logLines,
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A workstation's session: its token for the socket and its client for the device API. */
export async function openWorkstation(
  { context, url }: VisitServer,
  principal: { readonly clinicId: string; readonly workstationId: string },
) {
  const { token } = await openSession(context, principal);
  const headers = { authorization: `Bearer ${token}`, [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) };
  const device: ContractRouterClient<typeof deviceApiContract> = createORPCClient(
    new RPCLink({ url: `${url}/rpc`, headers }),
  );
  return { token, device };
}

/** Writes resources into a clinic's record, as a push would have. */
export async function putResources(
  { context }: VisitServer,
  clinicId: string,
  resources: readonly { [Type in ResourceType]: PutResource<Type> }[ResourceType][],
): Promise<void> {
  await context.store.record.accept(clinicId, async (tx) => {
    const head = await tx.head();
    const rows = resources.map(({ type, id, patientId, fields }, index) => {
      const stamp = makeStamp(context.clock.nowMs(), head + index, randomUUID());
      return {
        resourceType: type,
        resourceId: id,
        patientId,
        fields: { ...fields } as FieldValues, // optional parts that are absent are no keys at all
        stamps: { row: stamp },
        writers: {},
        trail: { lastSequence: head + index + 1, soleWorkstationId: null, soleSince: head + index + 1 },
      };
    });
    const log = rows.map((row, index) => ({
      ...row,
      sequence: head + index + 1,
      workstationId: null,
      echoed: false,
    }));
    const lastStamp = await tx.lastStamp();
    await tx.write({
      rows,
      log,
      knownChangeIds: [],
      parked: [],
      unparkedChangeIds: [],
      quarantined: [],
      lastStamp,
    });
  });
}

interface PutResource<Type extends ResourceType> {
  readonly type: Type;
  readonly id: string;
  readonly patientId: string | null;
  readonly fields: FieldsOf<Type>;
}

function portalClient(
  url: string,
  sessionToken: string | undefined,
): ContractRouterClient<typeof portalContract> {
  const headers = sessionToken === undefined ? {} : { authorization: `Bearer ${sessionToken}` };
  return createORPCClient(new RPCLink({ url: `${url}/portal/rpc`, headers }));
}

/** Two clinics on one server, which the set-up code alone would not allow. */
function foundClinics(
  file: string,
  clinics: VisitServerOptions['clinics'],
  nativeBinding: string | undefined,
): void {
  const database = openServerDatabase(file, TEST_KEY, nativeBinding);
  for (const { clinicId, workstationIds, publicKey = 'none' } of clinics) {
    const at = '2026-11-23T08:00:00.000Z';
    const founded = database.drizzle
      .insert(clinicTable)
      .values({
        clinicId,
        name: 'Practice Clinic',
        foundedAt: at,
        founderWorkstationId: workstationIds[0] ?? clinicId,
      })
      .returning({ clinicKey: clinicTable.clinicKey })
      .get();
    for (const workstationId of workstationIds) {
      const values = {
        workstationId,
        clinicKey: founded.clinicKey,
        name: 'Room 1',
        publicKey,
        epoch: randomUUID(),
      };
      database.drizzle
        .insert(workstationTable)
        .values({ ...values, pulledThrough: 0, enrolledAt: at, lastSeenAt: null, revokedAt: null })
        .run();
    }
  }
  database.sqlite.close();
}
