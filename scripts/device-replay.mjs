/** `npm run -s device:replay -- <driver> < recording.json`: on the project's Node; standard output is the outcomes alone. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureReady, root } from './bootstrap.mjs';

console.log = console.error;
await ensureReady();
await import(pathToFileURL(path.join(root, 'electron', 'devices', 'replay', 'command.ts')).href);
