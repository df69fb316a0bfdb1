import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { server } from './vite.server.ts'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** Each is built to the same path below dist/web and served there; what they share goes to /assets/. */
const pages = ['sandbox/index.html', 'sandbox/teams.html', 'tab/index.html', 'tab/configure.html', 'address/index.html']

/**
 * Builds the pages into dist/web, and the programs into dist. `npx vite` serves the pages from source, with the APIs of a bot that runs on
 * port 3978: open /sandbox/ there.
 */
export default defineConfig({
  root: folder('src/web'),
  publicDir: false,
  server: {
    host: '127.0.0.1',
    proxy: { '/sandbox/api': 'http://127.0.0.1:3978', '/api/v1': 'http://127.0.0.1:3978' },
  },
  environments: {
    client: {
      build: {
        outDir: folder('dist/web'),
        emptyOutDir: true,
        target: ['chrome123', 'firefox120', 'safari17.5'],
        modulePreload: false,
        // A data: URL would need a wider Content-Security-Policy than 'self'.
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 700,
        rolldownOptions: {
          input: pages.map((page) => folder(`src/web/${page}`)).filter(existsSync),
          // Libraries say for React's servers which of their modules are for browsers. All of ours are.
          onLog: (level, log, say) => void (log.code === 'MODULE_LEVEL_DIRECTIVE' || say(level, log)),
        },
      },
    },
    server,
  },
  builder: {},
})
