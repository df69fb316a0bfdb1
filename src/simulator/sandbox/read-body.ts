import type { IncomingMessage } from 'node:http'
import { ApiError } from './api-error.ts'

const largestBytes = 256 * 1024

/** The body as a JSON object. Throws ApiError: 413 as soon as it is over 256 KB, 400 where it is something else. */
export async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > largestBytes) throw new ApiError(413, `The body is larger than ${largestBytes / 1024} KB.`)
    chunks.push(chunk)
  }
  const body = parse(Buffer.concat(chunks).toString('utf8'))
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ApiError(400, 'The body must be a JSON object.')
  }
  return { ...body }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(400, 'The body is not JSON.')
  }
}
