import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import './typescript.mjs'

const require = createRequire(import.meta.url)
const circus = createRequire(require.resolve('jest'))('jest-circus/runner')

// Tests here start servers, kill them and wait for real time. What the machine did in between (a port that was taken, a slow disk) must
// not stop a change; what fails twice does, and the log tells what was tried again.
globalThis[Symbol.for('RETRY_TIMES')] = 1
globalThis[Symbol.for('RETRY_IMMEDIATELY')] = true
globalThis[Symbol.for('LOG_ERRORS_BEFORE_RETRY')] = true

/** What Jest's runner asks of Jest's module system, answered by Node's: modules live as long as the worker, as they do in the program. */
const nodes = {
  // Its list of hooks and tests belongs to one file.
  requireInternalModule(path) {
    delete globalThis[Symbol.for('EVENT_HANDLERS')]
    delete require.cache[path]
    return require(path)
  },
  requireModule: require,
  unstable_shouldLoadAsEsm: () => true,
  unstable_importModule: (path) => import(pathToFileURL(path).href),
  setGlobalsForRuntime() {},
  enterTestCode() {},
  leaveTestCode() {},
}

/**
 * Runs a test file as Jest does, but in Node itself instead of a virtual machine of its own: there, each of some 300 files loaded the SDKs
 * anew, which was half of what the workers did. What files share is what a module keeps, and the globals.
 */
export default async function runFile(globalConfig, config, environment, _runtime, testPath, tell) {
  globalThis.console = environment.global.console
  return await circus.default(globalConfig, config, { global: globalThis }, nodes, testPath, tell)
}
