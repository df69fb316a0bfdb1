import type { IncomingMessage } from 'node:http'
import { ApiError } from './api-error.ts'

const loopbackHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i
const loopbackAddress = /^(?:::ffff:)?127\.|^::1$/

/**
 * Throws ApiError 403 unless the caller is on this machine, called it by a loopback name and, if a page did, by a page of this machine:
 * other pages in the same browser can reach this port, under a name of theirs that resolves to it or by sending blindly.
 */
export function refuseForeign({ headers, socket }: IncomingMessage): void {
  const { host = '', origin } = headers
  if (!loopbackAddress.test(socket.remoteAddress ?? ''))
    throw new ApiError(403, 'The sandbox answers this machine only.')
  if (!loopbackHost.test(host)) throw new ApiError(403, `The sandbox answers as localhost only, not as "${host}".`)
  if (origin === undefined) return
  const [scheme, authority = ''] = origin.split('://')
  const isLocal = (scheme === 'http' || scheme === 'https') && loopbackHost.test(authority)
  if (!isLocal) throw new ApiError(403, `Pages of "${origin}" cannot use the sandbox.`)
}
