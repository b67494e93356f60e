/** Hearing of edits below folders of the repository, for `npm run dev`. */
import { watch } from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';

/** An editor writes a file in several steps, and several files at once: edits count as over after this pause. */
const PAUSE_MS = 250;

/** Resolves, once, when something below the folders was edited and the editing has paused. */
export function nextEdit(folders) {
  return new Promise((resolve) => {
    let timer;
    const watchers = folders.map((folder) =>
      watch(path.join(root, folder), { recursive: true }, () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          for (const watcher of watchers) watcher.close();
          resolve();
        }, PAUSE_MS);
      }),
    );
  });
}
