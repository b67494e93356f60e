import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { clinicContract } from '../../../domain/contract/ipc/contract.ts';

/** Every call of the contract as a typed function that answers a promise. */
export type ClinicClient = ContractRouterClient<typeof clinicContract>;

/** The same calls as options for useQuery and useMutation, with their keys. */
export type ClinicQueries = ReturnType<typeof createClinicQueries>;

/** The message that carries the window's port to the preload script. */
const CONNECT_MESSAGE = 'clinic:connect';

/** A client that speaks over a port; whoever hands it in has the other end served. */
export function createClinicClient(port: MessagePort): ClinicClient {
  const client: ClinicClient = createORPCClient(new RPCLink({ port }));
  port.start();
  return client;
}

/** Makes a channel and sends one end to the workstation's core through the preload script. */
export function connectToCore(page: Window): ClinicClient {
  const { port1, port2 } = new MessageChannel();
  page.postMessage(CONNECT_MESSAGE, '*', [port2]);
  return createClinicClient(port1);
}

/** React Query's view of the client. */
export function createClinicQueries(client: ClinicClient) {
  return createTanstackQueryUtils(client);
}
