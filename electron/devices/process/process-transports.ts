import { err, ok } from '../../../domain/result.ts';
import { deviceNodes, HID_NODES, SERIAL_NODES } from '../device-nodes.ts';
import { ownsHidPath } from '../transport-hid.ts';
import { ownsSerialPath } from '../transport-serial.ts';
import type { OpenPort, PortListener, Transport } from '../transport.ts';
import type { DeviceProcess, StartDeviceProcess } from './device-process.ts';
import type {
  DeviceProcessAnswer,
  FromDeviceProcess,
  ProcessTransportKind,
  ToDeviceProcess,
} from './messages.ts';

/** A request without its number. */
type Ask = ToDeviceProcess extends infer Message
  ? Message extends { readonly request: number }
    ? Omit<Message, 'request'>
    : never
  : never;

export interface ProcessTransports {
  readonly transports: readonly Transport[];
  readonly close: () => void;
}

/**
 * Serial ports and HID devices in a process of their own. The process is started when it is first asked for something, and
 * anew when it died: every port that was open is then lost, and opened again by whoever keeps it open.
 */
export function createProcessTransports(start: StartDeviceProcess): ProcessTransports {
  const line = createLine(start);
  return {
    transports: [
      createTransport(line, 'serial', ownsSerialPath, SERIAL_NODES),
      createTransport(line, 'hid', ownsHidPath, HID_NODES),
    ],
    close: line.close,
  };
}

/** The talk with the process, whichever of its lives it is in. */
interface Line {
  /** Null: the process ended before it answered. */
  readonly ask: (message: Ask) => Promise<DeviceProcessAnswer | null>;
  readonly tell: (message: ToDeviceProcess) => void;
  /** The number of a new port, whose events go to the listener until `forget`. */
  readonly register: (listener: PortListener) => number;
  readonly forget: (port: number) => void;
  readonly close: () => void;
}

function createLine(start: StartDeviceProcess): Line {
  let running: DeviceProcess | null = null;
  let lastNumber = 0;
  let waiting = new Map<number, (answer: DeviceProcessAnswer | null) => void>();
  let listeners = new Map<number, PortListener>();
  const nextNumber = (): number => (lastNumber += 1);
  const onMessage = (message: FromDeviceProcess): void => {
    if (message.kind === 'bytes') listeners.get(message.port)?.onBytes(message.bytes);
    else if (message.kind === 'lost') {
      const listener = listeners.get(message.port);
      listeners.delete(message.port);
      listener?.onLost();
    } else {
      const answer = waiting.get(message.request);
      waiting.delete(message.request);
      answer?.(message);
    }
  };
  const onEnd = (): void => {
    running = null;
    const [unanswered, lost] = [waiting, listeners];
    waiting = new Map();
    listeners = new Map();
    for (const answer of unanswered.values()) answer(null);
    for (const listener of lost.values()) listener.onLost();
  };
  return {
    ask(message) {
      running ??= start({ onMessage, onEnd });
      const request = nextNumber();
      const { say } = running;
      return new Promise((resolve) => {
        waiting.set(request, resolve);
        say({ ...message, request });
      });
    },
    tell: (message) => running?.say(message),
    register(listener) {
      const port = nextNumber();
      listeners.set(port, listener);
      return port;
    },
    forget: (port) => void listeners.delete(port),
    close: () => running?.end(),
  };
}

function createTransport(
  line: Line,
  transport: ProcessTransportKind,
  owns: (path: string) => boolean,
  nodes: RegExp,
): Transport {
  return {
    kind: transport,
    owns,
    async list() {
      const answer = await line.ask({ kind: 'list', transport });
      return answer?.kind === 'listed' ? answer.ports : [];
    },
    // A folder is looked at here as well as there, and needs no addon.
    sign: () => deviceNodes(nodes),
    async identify(path) {
      const answer = await line.ask({ kind: 'identify', transport, path });
      return answer?.kind === 'identified' ? answer.identity : null;
    },
    async open(path, settings, listener) {
      let isOpen = false;
      const port = line.register({
        onBytes: listener.onBytes,
        // A process that ends while it opens has its say in the answer.
        onLost: () => isOpen && listener.onLost(),
      });
      const answer = await line.ask({ kind: 'open', transport, port, path, settings });
      const failure =
        answer?.kind === 'opened'
          ? answer.failure
          : ({ code: 'port-refused', detail: 'the device process ended' } as const);
      if (failure !== null) {
        line.forget(port);
        return err(failure);
      }
      isOpen = true;
      return ok(openPortOf(line, port));
    },
  };
}

function openPortOf(line: Line, port: number): OpenPort {
  return {
    write: (bytes) => line.tell({ kind: 'write', port, bytes }),
    writeFeature: (bytes) => line.tell({ kind: 'write-feature', port, bytes }),
    async close() {
      line.forget(port);
      await line.ask({ kind: 'close', port });
    },
  };
}
