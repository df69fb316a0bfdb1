import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../../ports/log.ts'

/** One request and its response, under an id of ours. */
export interface Exchange {
  readonly id: string
  readonly req: IncomingMessage
  readonly res: ServerResponse
}

/** The path without its query, which may hold what is nobody's business. */
export function pathOf(req: IncomingMessage): string {
  return (req.url ?? '').split('?', 1)[0]?.slice(0, 200) ?? ''
}

/** The requests that are being answered: each with an id (none from outside is honoured), a log line at its end, and a place in `open`. */
export function openExchanges(options: {
  readonly log: Log
  readonly loud: (path: string) => boolean
  /** The path as it may be logged. */
  readonly shown: (path: string) => string
}) {
  const open = new Map<ServerResponse, Exchange>()

  return {
    open,
    begin(req: IncomingMessage, res: ServerResponse): Exchange {
      const exchange = { id: randomBytes(6).toString('hex'), req, res }
      const started = performance.now()
      open.set(res, exchange)
      res.setHeader('X-Request-Id', exchange.id)
      res.once('close', () => {
        open.delete(res)
        const path = pathOf(req)
        const status = res.writableFinished ? res.statusCode : 'cut short'
        const fields = {
          requestId: exchange.id,
          method: req.method,
          path: options.shown(path),
          status,
          ms: Math.round(performance.now() - started),
        }
        const failed = typeof status === 'number' && status >= 500
        options.log[failed ? 'warn' : options.loud(path) ? 'info' : 'debug'](fields, 'Request answered')
      })
      return exchange
    },
  }
}
