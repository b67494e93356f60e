import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A TCP proxy that cuts the first connection to carry more than so many bytes of a direction, once for each order. */
export interface CuttingProxy {
  readonly url: string;
  /** Of the connections opened from now on, the first to carry more ends after so many bytes towards the server, or back. */
  readonly cutNext: (after: { readonly up?: number; readonly down?: number }) => void;
  /** Ends every open connection, so that the next request opens one. */
  readonly dropAll: () => void;
  readonly cuts: () => number;
}

export async function startCuttingProxy(targetUrl: string): Promise<CuttingProxy> {
  const target = Number(new URL(targetUrl).port);
  const open = new Set<Socket>();
  let order: { up: number; down: number } | null = null;
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const limits = order;
    const passed = { up: 0, down: 0 };
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    const pass = (from: Socket, to: Socket, way: 'up' | 'down') => {
      open.add(from);
      from.on('close', () => {
        open.delete(from);
        end();
      });
      from.on('error', end);
      from.on('data', (chunk: Buffer) => {
        const room = (limits?.[way] ?? 0) - passed[way];
        passed[way] += chunk.length;
        if (limits === null || limits !== order || chunk.length <= room) return void to.write(chunk);
        order = null;
        cuts += 1;
        to.write(chunk.subarray(0, Math.max(0, room)), end);
      });
    };
    pass(client, upstream, 'up');
    pass(upstream, client, 'down');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // listens on TCP
    cutNext({ up = Number.POSITIVE_INFINITY, down = Number.POSITIVE_INFINITY }) {
      order = { up, down };
    },
    dropAll() {
      for (const socket of open) socket.destroy();
    },
    cuts: () => cuts,
  };
}
