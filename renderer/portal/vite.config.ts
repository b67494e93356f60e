import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The patient's pages, for any browser of the last years; served by the sync server.
 * Paths start at the repository, from where the scripts run Vite.
 */
export default defineConfig({
  root: 'renderer/portal',
  base: '/portal/',
  logLevel: 'warn',
  plugins: [react()],
  resolve: {
    // The package's own entry needs Node's globals; this file is the same code made for browsers.
    alias: { 'simple-peer': 'simple-peer/simplepeer.min.js' },
  },
  server: { host: '127.0.0.1', strictPort: false, fs: { allow: ['../..'] } },
  build: {
    outDir: '../../out/portal',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    // Strict CSP: no data: URLs for fonts and pictures, no helper script in the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2_000,
  },
});
