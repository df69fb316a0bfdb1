import type { IncomingMessage } from 'node:http'

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/** The body as text (UTF-8), up to `mostBytes`. Throws `BodyTooLarge` before it has read more, or what the connection throws. */
export async function readBody(req: IncomingMessage, mostBytes: number): Promise<string> {
  if (Number(req.headers['content-length'] ?? 0) > mostBytes) throw new BodyTooLarge('The body is too large')
  const chunks: Buffer[] = []
  let bytes = 0
  // Not `for await`: leaving it early destroys the request, and with it the connection that the refusal is to go through.
  await new Promise<void>((resolve, reject) => {
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > mostBytes) reject(new BodyTooLarge('The body is too large'))
      else chunks.push(chunk)
    })
    req.once('end', resolve)
    req.once('error', reject)
    req.once('close', () => {
      if (!req.complete) reject(new Error('The connection was closed before the body was complete'))
    })
  })
  return Buffer.concat(chunks).toString('utf8')
}
