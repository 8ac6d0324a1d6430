import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** How the pages are built: into dist/web beside the program; in development, requests go on to a running server. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true, modulePreload: { polyfill: false }, sourcemap: false },
  server: { proxy: { '/api': 'http://127.0.0.1:8025' } },
});
