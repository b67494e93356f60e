import { encode } from '@msgpack/msgpack';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { isServedProtocol, PROTOCOL_HEADER } from '../../domain/contract/protocol.ts';
import {
  MAX_PAGE_BYTES,
  PullRequest,
  PushRequest,
  type PushResponse,
  SnapshotRequest,
  SYNC_PATHS,
} from '../../domain/contract/sync/wire.ts';
import { instantOf } from '../../domain/ids.ts';
import type { RingBell } from '../bell/workstation-namespace.ts';
import { principalOf } from '../device/sessions.ts';
import { sendProblem } from '../http/problem.ts';
import { acceptPush } from '../push/accept-push.ts';
import type { ServerContext, WorkstationPrincipal } from '../server-context.ts';
import type { WorkstationRecord } from '../store/identity-store.ts';
import { encodedArray, encodedMap, readMsgpackBodies, sendMsgpack } from './msgpack-body.ts';

/** Bulk requests of one workstation in ten seconds: a first sync needs a hundred, a flood is slowed. */
const REQUESTS_PER_WORKSTATION = 400;

type Answer<Request> = (
  workstation: WorkstationRecord,
  request: Request,
  reply: FastifyReply,
) => Promise<FastifyReply>;

/** Serves /v1/push, /v1/pull and /v1/snapshot. Errors are Problem bodies, listed in domain/contract/sync/wire.ts. */
export async function registerBulkSync(
  app: FastifyInstance,
  context: ServerContext,
  ring: RingBell,
): Promise<void> {
  await app.register(async (scope) => {
    readMsgpackBodies(scope);
    const principals = new WeakMap<FastifyRequest, WorkstationPrincipal>();
    // Before the body is read: nobody unknown makes this server unpack megabytes.
    scope.addHook('onRequest', async (request, reply) => {
      const principal = await authenticate(context, request, reply);
      if (principal === null) return reply;
      principals.set(request, principal);
      return undefined;
    });
    const serve = <Schema extends z.ZodType>(
      path: string,
      schema: Schema,
      answer: Answer<z.infer<Schema>>,
    ) => {
      scope.post(path, { config: { rateLimit: rateLimit() } }, async (request, reply) => {
        const principal = principals.get(request);
        if (principal === undefined) return sendProblem(reply, 'session-expired');
        const body = schema.safeParse(request.body);
        if (!body.success) return sendProblem(reply, 'malformed-request');
        const workstation = await context.store.identity.workstation(principal.workstationId);
        if (workstation === null) return sendProblem(reply, 'session-expired');
        return answer(workstation, body.data, reply);
      });
    };
    serve(SYNC_PATHS.push, PushRequest, servePush(context, ring));
    serve(SYNC_PATHS.pull, PullRequest, servePull(context));
    serve(SYNC_PATHS.snapshot, SnapshotRequest, serveSnapshot(context));
  });
}

function rateLimit() {
  return {
    max: REQUESTS_PER_WORKSTATION,
    timeWindow: 10_000,
    keyGenerator: (request: FastifyRequest) => request.headers.authorization ?? request.ip,
  };
}

/** Who asks; null when a Problem was sent instead. */
async function authenticate(
  context: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<WorkstationPrincipal | null> {
  const protocol = request.headers[PROTOCOL_HEADER];
  if (Array.isArray(protocol) || !isServedProtocol(protocol)) {
    sendProblem(reply, 'update-needed');
    return null;
  }
  const principal = await principalOf(context, request.headers.authorization);
  if (principal.ok) return principal.value;
  sendProblem(reply, principal.error.code);
  return null;
}

function servePush(context: ServerContext, ring: RingBell): Answer<PushRequest> {
  return async (workstation, request, reply) => {
    const { epoch, after: pulledThrough, changes } = request;
    const wentBack = pulledThrough !== -1 && pulledThrough < workstation.pulledThrough;
    if (epoch !== workstation.epoch || wentBack) return sendProblem(reply, 'epoch-changed');
    const { outcomes, head, hasNews } = await acceptPush(context, { ...workstation, pulledThrough }, changes);
    if (hasNews) ring(workstation.clinicId, head, workstation.workstationId);
    const response: PushResponse = { outcomes, head, serverAt: instantOf(context.clock) };
    return sendMsgpack(reply, encode(response));
  };
}

/**
 * A workstation that asks from before where it already was has gone back in time (a restored copy): 409, and a snapshot
 * repairs it alone.
 */
function servePull({ store, clock }: ServerContext): Answer<PullRequest> {
  return async ({ workstationId, clinicId, epoch, pulledThrough }, { epoch: askedEpoch, after }, reply) => {
    if (askedEpoch !== epoch || after < pulledThrough) return sendProblem(reply, 'epoch-changed');
    const page = await store.record.effectsAfter(clinicId, workstationId, after, MAX_PAGE_BYTES);
    const serverAt = instantOf(clock);
    if (after > pulledThrough) await store.identity.sawWorkstation(workstationId, serverAt, after);
    const body = encodedMap(
      {
        effects: encodedArray(page.records),
        next: encode(page.next),
        head: encode(page.head),
        serverAt: encode(serverAt),
      },
      encode,
    );
    return sendMsgpack(reply, body);
  };
}

/** The first page of a snapshot begins a new life of the workstation's database: its epoch is the one in the request. */
function serveSnapshot({ store }: ServerContext): Answer<SnapshotRequest> {
  return async ({ workstationId, clinicId, epoch }, request, reply) => {
    const isFirst = request.asOf === null;
    if (!isFirst && request.epoch !== epoch) return sendProblem(reply, 'epoch-changed');
    const asOf = request.asOf ?? (await store.record.head(clinicId));
    if (isFirst) await store.identity.beginEpoch(workstationId, request.epoch, -1);
    const page = await store.record.snapshotPage(clinicId, request.cursor, MAX_PAGE_BYTES);
    const body = encodedMap(
      {
        rows: encodedArray(page.records),
        asOf: encode(asOf),
        cursor: encode(page.next),
        totalRows: encode(await store.record.countRows(clinicId)),
      },
      encode,
    );
    return sendMsgpack(reply, body);
  };
}
