import type { ServerResponse } from 'node:http'

/** Ends a response with JSON, or with nothing where there is no body. */
export function answerJson(res: ServerResponse, status: number, body?: unknown): void {
  if (res.headersSent || res.destroyed) return
  if (body === undefined) {
    res.writeHead(status, { 'Content-Length': 0 }).end()
    return
  }
  const text = JSON.stringify(body)
  res
    .writeHead(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    .end(text)
}
