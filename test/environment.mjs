import { AsyncLocalStorage } from 'node:async_hooks'
import { TestEnvironment } from 'jest-environment-node'

/** Those that were used since the last test file ended. */
const used = new Set()
const { run } = AsyncLocalStorage.prototype
AsyncLocalStorage.prototype.run = function (...args) {
  used.add(this)
  return run.apply(this, args)
}

/**
 * Node's, which ends what a test file leaves behind: jest makes an AsyncLocalStorage for each file, and on Node 20 each that was ever used
 * costs every promise of all later files in the same worker; in the end a sixth of its time.
 */
export default class Environment extends TestEnvironment {
  async teardown() {
    for (const each of used) each.disable()
    used.clear()
    await super.teardown()
  }
}
