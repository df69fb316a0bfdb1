import type { ServerResponse } from 'node:http'
import { sep } from 'node:path'
import restify, { type RequestHandler } from 'restify'

const contentSecurity = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Files of a folder as they are, `index.html` for the folder itself. What the bundler named by its hash is kept for a year. */
export function servePages(folder: string): RequestHandler {
  return restify.plugins.serveStaticFiles(folder, {
    setHeaders(res: ServerResponse, path: string) {
      const named = path.includes(`${sep}assets${sep}`)
      res.setHeader('Cache-Control', named ? 'public, max-age=31536000, immutable' : 'no-cache')
      res.setHeader('Content-Security-Policy', contentSecurity)
      res.setHeader('X-Content-Type-Options', 'nosniff')
      res.setHeader('Referrer-Policy', 'no-referrer')
    },
  })
}
