import type { MessagePort } from 'node:worker_threads';
import type { WindowPort } from './serve.ts';

/** A port of plain Node as Electron's main process would see it: a message arrives inside an event. */
export function nodePort(port: MessagePort): WindowPort {
  return {
    on: (event, listener) =>
      event === 'close'
        ? port.on('close', () => listener())
        : port.on('message', (data: unknown) => listener({ data })),
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
  };
}
