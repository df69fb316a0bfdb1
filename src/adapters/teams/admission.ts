import type { IncomingActivity } from './activity.ts'

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** True for a URL on one of the hosts: https, or plain http where a loopback host was allowed by name. */
export function isServiceUrl(url: string, hosts: readonly string[]): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || parsed.username || parsed.password) return false
  if (!hosts.includes(parsed.hostname)) return false
  if (loopback.has(parsed.hostname)) return parsed.protocol === 'http:' || parsed.protocol === 'https:'
  return parsed.protocol === 'https:' && parsed.port === ''
}

/** The tenant that an activity names, lower-cased; undefined where it names none or two different ones. */
export function tenantOf(activity: IncomingActivity): string | undefined {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id, activity.from.tenantId]
    .filter((tenant) => typeof tenant === 'string' && tenant !== '')
    .map((tenant) => tenant?.toLowerCase())
  return new Set(named).size === 1 ? named[0] : undefined
}

/**
 * Why a token is not worth handing to the SDK, or undefined. The SDK takes other paths (emulator, skill, embedded channels) for other
 * issuers and channels, and writes to the console for every expired token; nothing here is proof, the SDK checks it all again.
 */
export function tokenFlaw(
  authorization: string | undefined,
  expected: { readonly issuer: string; readonly appId: string; readonly nowMs: number },
): string | undefined {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1]
  if (!token) return 'no bearer token'
  const claims = claimsOf(token)
  if (!claims) return 'token is unreadable'
  if (claims.iss !== expected.issuer) return 'token of another issuer'
  if (claims.aud !== expected.appId) return 'token for another audience'
  if (typeof claims.exp !== 'number') return 'token without an end'
  if (claims.exp * 1000 + 300_000 < expected.nowMs) return 'token is expired'
  if (typeof claims.serviceurl !== 'string') return 'token without a service URL'
  return undefined
}

function claimsOf(token: string): Record<string, unknown> | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
