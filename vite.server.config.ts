import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The server: one file of our own code; packages stay where npm put them. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: fileURLToPath(new URL('./src/server/main.ts', import.meta.url)),
    outDir: fileURLToPath(new URL('./dist/server', import.meta.url)),
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'main.js' } },
  },
});
