import path from 'node:path';
import { defineConfig } from 'vite';

const folder = import.meta.dirname;

/** Loaded at run time from node_modules: native addons, and pdfmake, which reads its fonts beside itself. */
const EXTERNAL = [
  'electron',
  'better-sqlite3',
  'serialport',
  /^@serialport\//,
  'node-hid',
  'keytar',
  'pdfmake',
  /^pdfmake\//,
];

const ENTRIES = { main: 'main.ts', devices: 'devices/process/main.ts', preload: 'preload.ts' };

/**
 * `--mode main` makes out/electron/main.js (ESM), `--mode devices` out/electron/devices.js, the process of the native device
 * addons, `--mode preload` out/electron/preload.cjs: a sandboxed preload must be one CommonJS file. Everything but EXTERNAL is bundled, so that the packed app needs little else.
 */
export default defineConfig(({ mode }) => {
  const isPreload = mode === 'preload';
  const name = isPreload || mode === 'devices' ? mode : 'main';
  const entry = path.join(folder, ENTRIES[name]);
  return {
    root: folder,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      outDir: path.join(folder, '..', 'out', 'electron'),
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      target: 'node20',
      rolldownOptions: {
        external: EXTERNAL,
        output: isPreload
          ? { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false }
          : { format: 'es', entryFileNames: `${name}.js`, chunkFileNames: `${name}-[name]-[hash].js` },
      },
    },
  };
});
