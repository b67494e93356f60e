import { EventPublisher } from '@orpc/server';
import type { WorkstationEvent } from '../../domain/contract/ipc/workstation.ts';

/** Tells every window what changed; a window asks again for what it shows, so a lost event only costs freshness. */
export interface EventHub {
  readonly announce: (event: WorkstationEvent) => void;
  /** Events from now on that `mayHear` lets through at the time they happen. Ends with `signal`. */
  readonly subscribe: (
    mayHear: (event: WorkstationEvent) => boolean,
    signal: AbortSignal | undefined,
  ) => AsyncGenerator<WorkstationEvent>;
  /** Inside the core: told at once. Answers the way out. */
  readonly listen: (listener: (event: WorkstationEvent) => void) => () => void;
}

/** A window that does not read this many events is hung. */
const MAX_BUFFERED_EVENTS = 1_000;

export function createEventHub(): EventHub {
  const publisher = new EventPublisher<{ event: WorkstationEvent }>({
    maxBufferedEvents: MAX_BUFFERED_EVENTS,
  });
  return {
    announce: (event) => publisher.publish('event', event),
    async *subscribe(mayHear, signal) {
      try {
        for await (const event of publisher.subscribe('event', { signal })) if (mayHear(event)) yield event;
      } catch (error) {
        // The window went away: that is how a subscription ends.
        if (!signal?.aborted) throw error;
      }
    },
    listen: (listener) => publisher.subscribe('event', listener),
  };
}
