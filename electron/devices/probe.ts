import { ConversationRunner } from './conversation-runner.ts';
import type { DeviceDriver } from './driver.ts';
import { framesToRecognise } from './probe-plan.ts';
import { Recognition } from './recognition.ts';
import type { Timers } from './timers.ts';
import type { OpenFailure, OpenPort, Transport } from './transport.ts';

export interface ProbeOptions {
  readonly transport: Transport;
  readonly path: string;
  /** One group of `probePlan`: they have one set of settings, and at most one of them asks. */
  readonly drivers: readonly DeviceDriver[];
  readonly timers: Timers;
  readonly signal: AbortSignal;
}

/** How a probe ended. The port is closed again, whatever happened. */
export type ProbeEnd =
  | { readonly end: 'recognised'; readonly driver: DeviceDriver; readonly identity: string | null }
  | { readonly end: 'nothing' | 'cancelled' }
  | {
      readonly end: 'failed';
      readonly failure: { readonly code: OpenFailure['code'] | 'unplugged'; readonly detail: string };
    };

/**
 * Opens a port, lets the drivers listen and ask for their newest record, and says whose device is there. Takes no longer
 * than the most patient driver's `probeMs`. Sends what `converse('latest')` sends, which changes nothing in a device.
 */
export async function probe(options: ProbeOptions): Promise<ProbeEnd> {
  const { transport, path, drivers, signal } = options;
  const [first] = drivers;
  if (first === undefined) return { end: 'nothing' };
  if (signal.aborted) return { end: 'cancelled' };
  const talk = new ProbeTalk(options);
  const opened = await transport.open(path, first.settings, {
    onBytes: (bytes) => talk.receive(bytes),
    onLost: () => talk.finish({ end: 'failed', failure: { code: 'unplugged', detail: '' } }),
  });
  if (!opened.ok) return { end: 'failed', failure: opened.error };
  const end = await talk.run(opened.value);
  await opened.value.close();
  return end;
}

class ProbeTalk {
  readonly #options: ProbeOptions;
  readonly #talks: readonly { readonly runner: ConversationRunner; readonly recognition: Recognition }[];
  readonly #ended = Promise.withResolvers<ProbeEnd>();
  #port: OpenPort | null = null;

  constructor(options: ProbeOptions) {
    this.#options = options;
    this.#talks = options.drivers.map((driver) => this.#talkOf(driver));
  }

  async run(port: OpenPort): Promise<ProbeEnd> {
    const { drivers, timers, signal } = this.#options;
    const cancel = (): void => this.finish({ end: 'cancelled' });
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    this.#port = port;
    const stopWaiting = timers.after(Math.max(...drivers.map(({ probeMs }) => probeMs)), () =>
      this.finish(this.#bestSoFar()),
    );
    for (const { runner } of this.#talks) runner.start();
    const end = await this.#ended.promise;
    stopWaiting();
    signal.removeEventListener('abort', cancel);
    for (const { runner } of this.#talks) {
      runner.sayFarewell();
      runner.stop();
    }
    return end;
  }

  receive(bytes: Uint8Array): void {
    for (const { runner } of this.#talks) runner.receive(bytes);
  }

  /** What comes first is the end. */
  finish(end: ProbeEnd): void {
    this.#ended.resolve(end);
  }

  #talkOf(driver: DeviceDriver): { runner: ConversationRunner; recognition: Recognition } {
    const recognition = new Recognition(driver);
    const runner = new ConversationRunner({
      driver,
      timers: this.#options.timers,
      onFrame: (frame) => {
        recognition.take(frame);
        if (recognition.isCertain && this.#isBestPossible(driver)) this.finish(this.#bestSoFar());
      },
      send: (bytes) => this.#port?.write(bytes),
      sendFeature: (report) => this.#port?.writeFeature(report),
      onDone: () => this.finish(this.#bestSoFar()),
    });
    return { runner, recognition };
  }

  /** A pattern that fits waits for the checksum of another driver that may fit as well. */
  #isBestPossible(driver: DeviceDriver): boolean {
    return this.#options.drivers.every((other) => framesToRecognise(other) >= framesToRecognise(driver));
  }

  #bestSoFar(): ProbeEnd {
    const [best] = this.#talks
      .map(({ recognition }) => recognition)
      .filter(({ isCertain }) => isCertain)
      .toSorted((one, other) => framesToRecognise(one.driver) - framesToRecognise(other.driver));
    if (best === undefined) return { end: 'nothing' };
    return { end: 'recognised', driver: best.driver, identity: best.identity };
  }
}
