import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Builds the sandbox page into dist/web/sandbox: `index.html` (served at / and /sandbox/) and `assets/` (at /sandbox/assets/).
 * `npx vite` serves it from source, with the API of a bot that runs on port 3978.
 */
export default defineConfig({
  root: folder('src/web/sandbox'),
  base: '/sandbox/',
  publicDir: false,
  server: { host: '127.0.0.1', proxy: { '/sandbox/api': 'http://127.0.0.1:3978' } },
  build: {
    outDir: folder('dist/web/sandbox'),
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: false,
    // A data: URL would need a wider Content-Security-Policy than 'self'.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
})
