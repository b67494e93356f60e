/** `npm run device:simulate -- <driver> [port]`: an invented device on a pseudo terminal, on the project's Node. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureReady, root } from './bootstrap.mjs';

await ensureReady();
await import(pathToFileURL(path.join(root, 'electron', 'devices', 'simulate', 'command.ts')).href);
