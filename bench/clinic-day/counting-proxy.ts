import { connect, createServer, type AddressInfo } from 'node:net';

/** A plain TCP proxy that counts every byte each way, headers included. */
export interface CountingProxy {
  readonly port: number;
  /** Bytes since the last time this was asked: towards the server, and back. */
  readonly take: () => { readonly up: number; readonly down: number };
  readonly close: () => void;
}

export async function startCountingProxy(targetPort: number): Promise<CountingProxy> {
  let up = 0;
  let down = 0;
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    client.on('data', (chunk) => (up += chunk.length));
    upstream.on('data', (chunk) => (down += chunk.length));
    client.pipe(upstream).on('error', () => client.destroy());
    upstream.pipe(client).on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port, // listens on TCP
    take() {
      const taken = { up, down };
      up = 0;
      down = 0;
      return taken;
    },
    close: () => void server.close(),
  };
}
