import type { OpenPort, Transport } from '../transport.ts';
import type { FromDeviceProcess, ProcessTransportKind, ToDeviceProcess } from './messages.ts';

type Transports = Readonly<Record<ProcessTransportKind, Transport>>;
type OpenRequest = Extract<ToDeviceProcess, { kind: 'open' }>;

/** The side of the device process: real transports answer what the core asks. Answers what to do with each message. */
export function servePorts(
  transports: Transports,
  say: (message: FromDeviceProcess) => void,
): (message: ToDeviceProcess) => Promise<void> {
  const ports = new Map<number, OpenPort>();
  const open = async ({ request, transport, port, path, settings }: OpenRequest): Promise<void> => {
    const opened = await transports[transport].open(path, settings, {
      onBytes: (bytes) => say({ kind: 'bytes', port, bytes }),
      onLost() {
        ports.delete(port);
        say({ kind: 'lost', port });
      },
    });
    if (opened.ok) ports.set(port, opened.value);
    say({ kind: 'opened', request, failure: opened.ok ? null : opened.error });
  };
  return async (message) => {
    switch (message.kind) {
      case 'list':
        say({
          kind: 'listed',
          request: message.request,
          ports: await transports[message.transport].list(),
        });
        break;
      case 'identify': {
        const { request, transport, path } = message;
        say({ kind: 'identified', request, identity: await transports[transport].identify(path) });
        break;
      }
      case 'open':
        await open(message);
        break;
      case 'close': {
        const port = ports.get(message.port);
        ports.delete(message.port);
        await port?.close();
        say({ kind: 'closed', request: message.request });
        break;
      }
      case 'write':
        ports.get(message.port)?.write(message.bytes);
        break;
      case 'write-feature':
        ports.get(message.port)?.writeFeature(message.bytes);
        break;
    }
  };
}
