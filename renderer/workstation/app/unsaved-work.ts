/** Puts on disk what is not yet; true when nothing is left unsaved. */
export type SaveNow = () => Promise<boolean>;

/** A save that takes longer has failed as far as leaving is concerned: the core does not answer. */
const LONGEST_SAVE_MS = 3_000;

/** What people have typed and the core has not got yet, of every part of the window that keeps some. */
export interface UnsavedWork {
  /** Answers the way out, for when the part goes. */
  readonly register: (saveNow: SaveNow) => () => void;
  /** Saves all of it; true when nothing is left unsaved. */
  readonly saveAll: () => Promise<boolean>;
  /** Saves before a lock. False once when something could not be saved, so that a person hears of it and may insist. */
  readonly mayLeave: () => Promise<boolean>;
}

/** Nothing unsaved yet. */
export function createUnsavedWork(): UnsavedWork {
  const parts = new Set<SaveNow>();
  let wasTold = false;
  const saveAll = async () => {
    const saved = await Promise.all([...parts].map(inTime));
    return saved.every(Boolean);
  };
  return {
    register(saveNow) {
      parts.add(saveNow);
      return () => void parts.delete(saveNow);
    },
    saveAll,
    async mayLeave() {
      const isSaved = await saveAll();
      const mayLeave = isSaved || wasTold;
      wasTold = !mayLeave;
      return mayLeave;
    },
  };
}

async function inTime(saveNow: SaveNow): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), LONGEST_SAVE_MS);
  });
  try {
    return await Promise.race([saveNow(), late]);
  } finally {
    clearTimeout(timer);
  }
}
