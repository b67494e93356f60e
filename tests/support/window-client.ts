import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { MessageChannel } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import type { clinicContract } from '../../domain/contract/ipc/contract.ts';
import { nodePort } from '../../electron/ipc/node-port.ts';
import type { Workstation } from '../../electron/workstation.ts';

/** What a window has: every call of the contract, over a real port. */
export type WindowClient = ContractRouterClient<typeof clinicContract>;

/** Connects as a window would; the port closes with the test. */
export function connectWindow({ serve }: Pick<Workstation, 'serve'>): WindowClient {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  serve(nodePort(port2));
  const client: WindowClient = createORPCClient(new RPCLink({ port: port1 as never })); // a Node port has what the link uses
  port1.start();
  return client;
}
