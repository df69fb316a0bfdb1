import type { ServerResponse } from 'node:http'
import { relative, resolve, sep } from 'node:path'
import restify, { type Next, type Request, type RequestHandler, type Response } from 'restify'
import { compressedAssets } from './compressed-assets.ts'
import { pathOf } from './exchange.ts'

/** Static pages, a folder each; what they share is in `assets`. */
export interface Pages {
  readonly folder: string
  /** Who may show a page in a frame, by the first part of its path; undefined: there is no such page. */
  framedBy(page: string): readonly string[] | undefined
  /** Where pages may call beside the server that they come from. */
  readonly connectTo: readonly string[]
}

const forever = 'public, max-age=31536000, immutable'

/** Files as they are, `index.html` for a folder itself. What the bundler named by its hash is kept for a year. */
export function servePages({ folder, framedBy, connectTo }: Pages): RequestHandler {
  const root = resolve(folder)
  const serve = restify.plugins.serveStaticFiles(folder, {
    setHeaders(res: ServerResponse, path: string) {
      const [page = ''] = relative(root, path).split(sep)
      res.setHeader('Cache-Control', page === 'assets' ? forever : 'no-cache')
      res.setHeader('Content-Security-Policy', contentSecurity(framedBy(page) ?? [], connectTo))
      res.setHeader('X-Content-Type-Options', 'nosniff')
      res.setHeader('Referrer-Policy', 'no-referrer')
    },
  })
  const compressed = compressedAssets(root)
  return (req: Request, res: Response, next: Next) => {
    const plain = plainPath.exec(pathOf(req))
    const page = plain?.[1] ?? ''
    if (!plain || (page !== 'assets' && framedBy(page) === undefined)) return next(new NoSuchPage())
    if (page !== 'assets' || req.method !== 'GET') return serve(req, res, next)
    void compressed(pathOf(req), String(req.headers['accept-encoding'] ?? '')).then((asset) => {
      if (!asset) return serve(req, res, next)
      res.writeHead(200, {
        'Content-Type': asset.contentType,
        'Content-Encoding': asset.encoding,
        'Content-Length': asset.body.length,
        Vary: 'Accept-Encoding',
        'Cache-Control': forever,
        'X-Content-Type-Options': 'nosniff',
      })
      res.end(asset.body)
      next()
    }, next)
  }
}

/** Its first part says which page it is: what could be read in two ways (`..`, `%68`, `//`) is no path of ours. */
const plainPath = /^\/(?:([\w-][\w.-]*)(?:\/[\w-][\w.-]*)*\/?)?$/

class NoSuchPage extends Error {
  override readonly name = 'NoSuchPage'
  readonly statusCode = 404
}

function contentSecurity(framedBy: readonly string[], connectTo: readonly string[]): string {
  return [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...connectTo].join(' '),
    ['frame-ancestors', ...(framedBy.length > 0 ? framedBy : ["'none'"])].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
