import { ServerResponse } from 'node:http'

/**
 * Restify replaces `writeHead` of every response in the process, other servers' included, by one that returns nothing, so that
 * `res.writeHead(200).end()` throws. This gives it back what Node promises. May be called any number of times.
 */
export function repairWriteHead(): void {
  const patched = ServerResponse.prototype.writeHead
  if (patched.name !== 'restifyWriteHead') return
  ServerResponse.prototype.writeHead = function writeHead(this: ServerResponse, ...given: unknown[]) {
    Reflect.apply(patched, this, given)
    return this
  }
}
