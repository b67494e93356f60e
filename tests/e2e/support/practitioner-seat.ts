import react from '@vitejs/plugin-react';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';

/** Where the test's server serves the page that stands in for the workstation's call screen. */
export const SEAT_PREFIX = '/practitioner-seat/';

/** Builds that page; once a run is enough. */
export async function buildPractitionerSeat(): Promise<string> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'clinic-practitioner-seat-'));
  await build({
    configFile: false,
    root: path.resolve('tests/e2e/support/practitioner-page'),
    base: SEAT_PREFIX,
    logLevel: 'warn',
    plugins: [react()],
    resolve: { alias: { 'simple-peer': 'simple-peer/simplepeer.min.js' } },
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 4_000 },
  });
  return outDir;
}
