import type { Server as HttpServer } from 'node:http'
import type { Exchange } from './exchange.ts'

/** Takes no new calls, ends event streams, lets answers under way finish for up to `graceMs`, then cuts what is left. */
export async function stopServer(
  http: HttpServer,
  open: ReadonlyMap<unknown, Exchange>,
  graceMs: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    http.close(() => resolve())
  })
  for (const { res } of open.values()) {
    if (isEventStream(res.getHeader('content-type'))) res.end()
    else if (!res.headersSent) res.setHeader('Connection', 'close')
    // A connection that is kept alive would hold the server open when its answer is long given.
    res.once('close', () => setImmediate(() => http.closeIdleConnections()))
  }
  http.closeIdleConnections()
  const cut = setTimeout(() => http.closeAllConnections(), graceMs)
  await closed
  clearTimeout(cut)
}

function isEventStream(type: unknown): boolean {
  return typeof type === 'string' && type.startsWith('text/event-stream')
}
