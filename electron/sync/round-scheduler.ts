/** When rounds run: one at a time, asked for or planned. */
export interface RoundScheduler {
  /** Runs a round; when one is running, another follows it. Answers when there is none left to run. */
  readonly ask: () => Promise<void>;
  /** Plans the next round in that many ms instead of whenever it was planned before. */
  readonly plan: (waitMs: number) => void;
  /** Lets a running round end and runs no other. */
  readonly close: () => Promise<void>;
}

/** `runRound` never rejects. */
export function createRoundScheduler(runRound: () => Promise<void>): RoundScheduler {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let isAsked = false;
  let isClosed = false;

  const runAsked = async () => {
    while (isAsked && !isClosed) {
      isAsked = false;
      await runRound();
    }
    running = null; // in the same breath as the last look at isAsked: an ask in between would be lost
  };
  const ask = async () => {
    if (isClosed) return;
    isAsked = true;
    running ??= runAsked();
    await running;
  };
  const stopTimer = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  return {
    ask,
    plan(waitMs) {
      stopTimer();
      if (isClosed) return;
      timer = setTimeout(() => void ask(), waitMs); // never rejects: runRound does not
      timer.unref();
    },
    async close() {
      isClosed = true;
      stopTimer();
      await running;
    },
  };
}
