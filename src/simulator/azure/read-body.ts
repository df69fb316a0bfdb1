import type { IncomingMessage } from 'node:http'

/** Azure Resource Manager's own limit. */
const longestBytes = 4 * 1024 * 1024

export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
}

/** The body as text; throws BodyTooLargeError as soon as it is longer than 4 MB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > longestBytes) throw new BodyTooLargeError(`The request content is longer than ${longestBytes} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
