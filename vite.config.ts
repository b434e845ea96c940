import { fileURLToPath } from 'node:url';
import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { compiledTexts } from './scripts/compiled-texts-plugin.ts';
import { firstTextsAhead, fontLicence, textsInPage } from './scripts/page-plugins.ts';

const inProject = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The web app. Older phones decide the target; Chrome 109 is the last on Windows 7 and 8. */
export default defineConfig({
  root: inProject('./src/web'),
  publicDir: inProject('./public'),
  plugins: [
    preact(),
    compiledTexts(),
    firstTextsAhead(),
    textsInPage(),
    fontLicence(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '.',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: { globPatterns: ['**/*.{html,js,css,woff2,webmanifest}', 'symbols/*.svg'] },
    }),
  ],
  build: {
    outDir: inProject('./dist/web'),
    emptyOutDir: true,
    target: ['chrome109', 'safari16.4', 'firefox115'],
    // Small files travel alone: inlined ones would need data: in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // The service worker tells languages by their folder, and keeps the one that is used.
        chunkFileNames: ({ facadeModuleId }) =>
          /\/content\/[a-z-]+\.json$/.test(facadeModuleId ?? '')
            ? 'assets/texts/[name]-[hash].js'
            : 'assets/[name]-[hash].js',
      },
    },
  },
  server: {
    proxy: {
      '/v1': { target: 'http://localhost:8080', ws: true },
      '/organisation.json': 'http://localhost:8080',
    },
  },
});
