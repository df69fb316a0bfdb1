import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Downloads, FileAnswer, NoFile } from '../../ports/downloads.ts'
import { pathOf } from './exchange.ts'
import type { Mount } from './server.ts'

const token = /^\/download\/([\w-]{43})$/
const connection = /^\/connect\/([0-9A-Z]{8})\/(\d{1,2})\/([\w-]{43})$/
const nothing: NoFile = { kind: 'unknown', text: 'There is no such link.' }

/**
 * Links to files. Opening `/download/…` uses nothing up (mail scanners, link previews and prefetching browsers open links too): it shows
 * a page whose button posts. Their paths are secrets, so that they are never logged.
 */
export function downloadMounts(downloads: Downloads): Mount[] {
  return [
    { prefix: '/download', secret: true, handle: (req, res) => download(downloads, req, res) },
    { prefix: '/connect', secret: true, handle: (req, res) => connect(downloads, req, res) },
  ]
}

async function download(downloads: Downloads, req: IncomingMessage, res: ServerResponse): Promise<void> {
  req.resume()
  const method = req.method ?? ''
  const [, given] = token.exec(pathOf(req)) ?? []
  if (method === 'POST') return await send(res, given ? await downloads.take(given) : nothing)
  if (method !== 'GET' && method !== 'HEAD') return notAllowed(res, 'GET, HEAD, POST')
  const found = given ? await downloads.look(given) : nothing
  if (found.kind !== 'ready') return await send(res, found)
  page(res, 200, found.text, '<form method="post"><button>Download</button></form><p>It works once.</p>')
}

async function connect(downloads: Downloads, req: IncomingMessage, res: ServerResponse): Promise<void> {
  req.resume()
  const method = req.method ?? ''
  if (method !== 'GET' && method !== 'HEAD') return notAllowed(res, 'GET, HEAD')
  const [, request, target, signature] = connection.exec(pathOf(req)) ?? []
  const found = request && target && signature ? await downloads.connection(request, target, signature) : nothing
  await send(res, found)
}

async function send(res: ServerResponse, answer: FileAnswer | NoFile): Promise<void> {
  if (answer.kind !== 'file') return page(res, answer.kind === 'gone' ? 410 : 404, answer.text)
  res.writeHead(200, {
    ...guarded,
    'Content-Type': answer.contentType,
    // Letters, digits, dots and hyphens: nothing to escape.
    'Content-Disposition': `attachment; filename="${answer.name.replace(/[^\w.-]/g, '-')}"`,
  })
  // A file that breaks off must look broken: the connection is cut, and no end is written.
  await pipeline(Readable.from(answer.chunks), res)
}

function notAllowed(res: ServerResponse, allow: string): void {
  res.setHeader('Allow', allow)
  page(res, 405, 'This link is opened in a browser.')
}

const guarded = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
}

const style =
  'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}button{font:inherit;padding:.5rem 1.5rem}'

function page(res: ServerResponse, status: number, said: string, more = ''): void {
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>jit-access-bot</title><style>${style}</style><main><h1>just-in-time access</h1><p>${escapeHtml(said)}</p>${more}</main></html>\n`
  res
    .writeHead(status, {
      ...guarded,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
    })
    .end(text)
}

function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (found) => names[found] ?? found)
}
