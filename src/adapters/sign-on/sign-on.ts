import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose'
import { parsePersonId } from '../../domain/ids.ts'
import type { SignedOn, SignOn } from '../../ports/sign-on.ts'
import type { SignOnAuthority } from './authorities.ts'

export interface SignOnOptions extends SignOnAuthority {
  /** What a token may be made out to: the app's id, and its id as a resource. */
  readonly audiences: readonly string[]
  /** Tenant ids, lower-cased. None: nobody. */
  readonly tenants: readonly string[]
  /** Real time, which tokens go by; epoch milliseconds. */
  readonly now: () => number
}

/** What the page's own registration grants to Teams, and nothing else. */
const scope = 'access_as_user'
const toleranceSeconds = 60
const longestToken = 16_384
const longestName = 200

/** Checks tokens that Entra gave to a page inside Teams. Keys are read when first needed, a set for each tenant of the allow-list. */
export function signOn({ audiences, tenants, issuerOf, keysOf, now }: SignOnOptions): SignOn {
  const keySets = new Map(tenants.map((tenant) => [tenant, createRemoteJWKSet(checked(keysOf(tenant)))]))

  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization?.slice(0, longestToken) ?? '')?.[1]
    if (token === undefined) return refused('there is no bearer token')
    const tenant = tenantIn(token)
    const keys = tenant === undefined ? undefined : keySets.get(tenant)
    if (tenant === undefined || !keys) return refused('the token is not of a tenant of the allow-list')
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['RS256'],
        issuer: issuerOf(tenant),
        audience: [...audiences],
        requiredClaims: ['exp', 'tid', 'oid', 'scp'],
        clockTolerance: toleranceSeconds,
        currentDate: new Date(now()),
      })
      return personIn(payload)
    } catch (error) {
      return whatFailed(error)
    }
  }
}

/** Read before anything is verified: it only chooses among tenants that are allowed, and their keys then say whether it is true. */
function tenantIn(token: string): string | undefined {
  try {
    const { tid } = decodeJwt(token)
    return typeof tid === 'string' ? tid.toLowerCase() : undefined
  } catch {
    return undefined
  }
}

function personIn({ scp, tid, oid, name }: JWTPayload): SignedOn {
  if (typeof scp !== 'string' || !scp.split(' ').includes(scope)) return refused(`the token has no ${scope} in its scp`)
  const id = typeof tid === 'string' && typeof oid === 'string' ? parsePersonId(tid, oid) : undefined
  if (!id) return refused('the token names no person')
  const called = typeof name === 'string' ? name.trim().slice(0, longestName) : ''
  return { kind: 'person', person: { id, name: called || 'somebody without a name' } }
}

function whatFailed(error: unknown): SignedOn {
  // Entra, or the way to it, is away: that says nothing of the token.
  const known = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== generic
  if (known) return refused(`${error.code}: ${error.message}`)
  const why = error instanceof Error ? error.message : String(error)
  return { kind: 'unavailable', why: `the keys of the sign-on cannot be read: ${why}` }
}

/** Of `JOSEError` itself, which is thrown when the keys are answered with another status than 200. */
const generic = 'ERR_JOSE_GENERIC'

function refused(why: string): SignedOn {
  return { kind: 'refused', why }
}

/** Keys that came by plain http could be anybody's, but for a simulator on this machine. */
function checked(url: string): URL {
  const parsed = new URL(url)
  const local = parsed.protocol === 'http:' && /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(parsed.hostname)
  if (parsed.protocol !== 'https:' && !local)
    throw new Error(`The keys of a sign-on are read by https, not from ${url}.`)
  return parsed
}
