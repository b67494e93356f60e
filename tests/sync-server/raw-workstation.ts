import { decode, encode } from '@msgpack/msgpack';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../domain/contract/protocol.ts';
import type { deviceApiContract } from '../../domain/contract/sync/device-api.ts';
import {
  PullResponse,
  PushResponse,
  sessionProof,
  SnapshotResponse,
  SYNC_PATHS,
} from '../../domain/contract/sync/wire.ts';
import type { Change, FieldValues } from '../../domain/sync/change.ts';
import { makeStamp } from '../../domain/sync/hlc.ts';
import type { PackedStamps } from '../../domain/sync/stamps.ts';

type DeviceApi = ContractRouterClient<typeof deviceApiContract>;

/** An answer of a bulk call: a body, or the Problem's code. */
export interface BulkAnswer<Body> {
  readonly status: number;
  readonly body: Body | null;
  readonly code: string | null;
}

/** A workstation as bare HTTP: nothing of electron/ in it, so that the server is tested by itself. */
export class RawWorkstation {
  readonly workstationId: string = randomUUID();
  epoch: string = randomUUID();
  token = '';
  readonly api: DeviceApi;
  readonly #url: string;
  readonly #keys = generateKeyPairSync('ed25519');
  #counter = 0;
  nowMs = Date.now();

  constructor(url: string, protocol = String(PROTOCOL_VERSION)) {
    this.#url = url;
    this.api = createORPCClient(
      new RPCLink({
        url: `${url}/rpc`,
        headers: () => ({ [PROTOCOL_HEADER]: protocol, authorization: `Bearer ${this.token}` }),
      }),
    );
  }

  introduction(name = 'Desk') {
    const publicKey = this.#keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
    return { workstationId: this.workstationId, name, publicKey, epoch: this.epoch };
  }

  async found(setupCode: string, clinicName = 'Practice Birch'): Promise<void> {
    await this.api.found({ setupCode, clinicName, workstation: this.introduction() });
    await this.openSession();
  }

  async enrol(secret: string): Promise<void> {
    await this.api.enrol({ secret, workstation: this.introduction() });
    await this.openSession();
  }

  async openSession(): Promise<void> {
    const { workstationId } = this;
    const { serverId, nonce } = await this.api.challenge({ workstationId });
    const proof = Buffer.from(sessionProof(serverId, workstationId, nonce), 'utf8');
    const signature = sign(null, proof, this.#keys.privateKey).toString('base64url');
    this.token = (await this.api.openSession({ workstationId, nonce, signature })).token;
  }

  stamp(ms = this.nowMs): string {
    this.#counter += 1;
    return makeStamp(ms, this.#counter, this.workstationId);
  }

  change(
    resourceType: string,
    resourceId: string,
    fields: FieldValues,
    given: { base?: PackedStamps | null; authorId?: string | null; stamp?: string } = {},
  ): Change {
    return {
      changeId: randomUUID(),
      resourceType,
      resourceId,
      fields,
      base: given.base ?? null,
      stamp: given.stamp ?? this.stamp(),
      authorId: given.authorId ?? null,
      workstationId: this.workstationId,
      schemaVersion: 1,
    };
  }

  async push(changes: readonly unknown[], after = 0): Promise<BulkAnswer<PushResponse>> {
    const answer = await this.post(SYNC_PATHS.push, { epoch: this.epoch, after, changes });
    return { ...answer, body: answer.body === null ? null : PushResponse.parse(answer.body) };
  }

  async pull(after: number): Promise<BulkAnswer<PullResponse>> {
    const answer = await this.post(SYNC_PATHS.pull, { epoch: this.epoch, after });
    return { ...answer, body: answer.body === null ? null : PullResponse.parse(answer.body) };
  }

  async snapshot(asOf: number | null, cursor: string | null): Promise<BulkAnswer<SnapshotResponse>> {
    const answer = await this.post(SYNC_PATHS.snapshot, { epoch: this.epoch, asOf, cursor });
    return { ...answer, body: answer.body === null ? null : SnapshotResponse.parse(answer.body) };
  }

  async post(path: string, body: unknown): Promise<BulkAnswer<unknown>> {
    return this.postBytes(path, gzipSync(encode(body, { maxDepth: 10_000 })), 'gzip');
  }

  async postBytes(path: string, bytes: Uint8Array, encoding: string | null): Promise<BulkAnswer<unknown>> {
    const response = await fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/msgpack',
        ...(encoding === null ? {} : { 'content-encoding': encoding }),
        authorization: `Bearer ${this.token}`,
        [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
      },
      body: new Uint8Array(bytes),
    });
    const answer = Buffer.from(await response.arrayBuffer());
    if (!response.ok) return { status: response.status, body: null, code: codeOf(answer) };
    return {
      status: response.status,
      body: decode(answer.subarray(0, 2).equals(GZIP) ? gunzipSync(answer) : answer),
      code: null,
    };
  }
}

const GZIP = Buffer.of(0x1f, 0x8b);

function codeOf(problem: Buffer): string {
  const body: unknown = JSON.parse(problem.toString('utf8'));
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : 'no code';
}
