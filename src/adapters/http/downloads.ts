import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Downloads, FileAnswer, NoFile } from '../../ports/downloads.ts'
import type { Words } from '../../words/en.ts'
import type { Language } from '../../words/languages.ts'
import { readerOf } from '../../words/reader.ts'
import type { Text } from '../../words/text.ts'
import { pathOf } from './exchange.ts'
import { localeWanted } from './locale-wanted.ts'
import type { Mount } from './server.ts'

const token = /^\/download\/([\w-]{43})$/
const connection = /^\/connect\/([0-9A-Z]{8})\/(\d{1,2})\/([\w-]{43})$/
const nothing: NoFile = { kind: 'unknown', text: ({ words }) => words.download.none }

/**
 * Links to files. Opening `/download/…` uses nothing up (mail scanners, link previews and prefetching browsers open links too): it shows
 * a page whose button posts. Their paths are secrets, so that they are never logged. `language`: where the browser asks for none of ours.
 */
export function downloadMounts(downloads: Downloads, language: Language): Mount[] {
  const pageFor = pages(language)
  return [
    { prefix: '/download', secret: true, handle: (req, res) => download(downloads, req, res, pageFor(req, res)) },
    { prefix: '/connect', secret: true, handle: (req, res) => connect(downloads, req, res, pageFor(req, res)) },
  ]
}

async function download(downloads: Downloads, req: IncomingMessage, res: ServerResponse, page: Page): Promise<void> {
  req.resume()
  const method = req.method ?? ''
  const [, given] = token.exec(pathOf(req)) ?? []
  if (method === 'POST') return await send(res, given ? await downloads.take(given) : nothing, page)
  if (method !== 'GET' && method !== 'HEAD') return notAllowed(res, 'GET, HEAD, POST', page)
  const found = given ? await downloads.look(given) : nothing
  if (found.kind !== 'ready') return await send(res, found, page)
  page(
    200,
    found.text,
    ({ download }) => `<form method="post"><button>${download.button}</button></form><p>${download.once}</p>`,
  )
}

async function connect(downloads: Downloads, req: IncomingMessage, res: ServerResponse, page: Page): Promise<void> {
  req.resume()
  const method = req.method ?? ''
  if (method !== 'GET' && method !== 'HEAD') return notAllowed(res, 'GET, HEAD', page)
  const [, request, target, signature] = connection.exec(pathOf(req)) ?? []
  const found = request && target && signature ? await downloads.connection(request, target, signature) : nothing
  await send(res, found, page)
}

async function send(res: ServerResponse, answer: FileAnswer | NoFile, page: Page): Promise<void> {
  if (answer.kind !== 'file') return page(answer.kind === 'gone' ? 410 : 404, answer.text)
  res.writeHead(200, {
    ...guarded,
    'Content-Type': answer.contentType,
    // Letters, digits, dots and hyphens: nothing to escape.
    'Content-Disposition': `attachment; filename="${answer.name.replace(/[^\w.-]/g, '-')}"`,
  })
  // A file that breaks off must look broken: the connection is cut, and no end is written.
  await pipeline(Readable.from(answer.chunks), res)
}

function notAllowed(res: ServerResponse, allow: string, page: Page): void {
  res.setHeader('Allow', allow)
  page(405, ({ words }) => words.download.inBrowser)
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

/** Answers with a page that says one thing; `more` is HTML below it. */
type Page = (status: number, said: Text, more?: (words: Words) => string) => void

/** In the language that the browser asks for. */
function pages(language: Language): (req: IncomingMessage, res: ServerResponse) => Page {
  return (req, res) =>
    (status, said, more = () => '') => {
      const locale = localeWanted(req.headers['accept-language'])
      const reader = readerOf({ locale }, { language, zone: 'UTC', now: 0 })
      const { words } = reader
      const text = `<!doctype html><html lang="${words.language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>jit-access-bot</title><style>${style}</style><main><h1>${words.download.heading}</h1><p>${escapeHtml(said(reader))}</p>${more(words)}</main></html>\n`
      res
        .writeHead(status, {
          ...guarded,
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Language': words.language,
          'Content-Length': Buffer.byteLength(text),
          Vary: 'Accept-Language',
        })
        .end(text)
    }
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
