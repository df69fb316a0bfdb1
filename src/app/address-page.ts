import { type AddressPage, type PageFlaw, pageFlaw, pageLastsMs, type StandingPage } from '../domain/address-page.ts'
import { type Arrival, type CallerAddress, callerAddress } from '../domain/caller-address.ts'
import type { Person } from '../domain/person.ts'
import type { Source } from '../domain/request.ts'
import type { AddressPages } from '../ports/address-pages.ts'
import type { Clock } from '../ports/clock.ts'
import type { Tokens } from '../ports/downloads.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { Text } from '../words/text.ts'
import { type AllowedFor, type AllowedForDeps, allowedFor, whyNotAllowed } from './allowed-for.ts'
import type { SourceDeps } from './confirm-source.ts'

export interface AddressPageDeps extends AllowedForDeps, SourceDeps {
  readonly addressPages: AddressPages
  readonly tokens: Tokens
  readonly publicUrl: () => string | undefined
  readonly trustedProxies: number
  readonly clock: Clock
  readonly ledger: Ledger
}

/** The address of a page for one person, one purpose and some minutes; undefined where the bot has no address for browsers. */
export async function openAddressPage(
  deps: AddressPageDeps,
  page: Omit<AddressPage, 'expiresAt'>,
): Promise<string | undefined> {
  const base = deps.publicUrl()
  // Behind the hash, so that no server and no proxy writes it into a log.
  return base === undefined ? undefined : `${base}/address/#${await addressNonce(deps, page)}`
}

/** The nonce of such a page, for one that its person has open already. */
export async function addressNonce(
  { addressPages, tokens, clock }: Pick<AddressPageDeps, 'addressPages' | 'tokens' | 'clock'>,
  page: Omit<AddressPage, 'expiresAt'>,
): Promise<string> {
  const { token, hash } = tokens.make()
  await addressPages.add(hash, { ...page, expiresAt: clock.now() + pageLastsMs })
  return token
}

type Flawed = { readonly kind: 'flawed'; readonly flaw: PageFlaw }

/** What the page shows: where its person was seen, and from where the access policy lets them in. */
export type LookedAt =
  | {
      readonly kind: 'page'
      readonly page: StandingPage
      readonly seen: CallerAddress
      readonly allowed?: AllowedFor
      /** Other people who confirmed the same address not too long ago. */
      readonly others: number
    }
  | Flawed

export async function lookAtAddress(
  deps: AddressPageDeps,
  person: Person,
  nonce: string,
  arrival: Arrival,
): Promise<LookedAt> {
  const page = await standing(deps, person, nonce)
  if ('flaw' in page) return page
  const allowed = await allowedFor(deps, person, page.purpose)
  const seen = callerAddress(arrival, deps.trustedProxies)
  const since = deps.clock.now() - deps.sourceRememberedMs
  const others = seen.kind === 'address' ? await deps.sources.othersAt(seen.prefix, person.id, since) : 0
  return { kind: 'page', page, seen, others, ...(allowed ? { allowed } : {}) }
}

/** `moved`: the person's client is seen elsewhere than what was confirmed. */
export type AddressConfirmed =
  | { readonly kind: 'confirmed'; readonly source: Source }
  | { readonly kind: 'moved'; readonly seen: CallerAddress }
  | { readonly kind: 'not allowed'; readonly text: Text }
  | Flawed

/** What a person confirmed: that it is the address that they were shown, or one that they typed. */
export type Choice = { readonly shown: string } | { readonly typed: Source }

/** Keeps what was confirmed with the page, and as the person's address. The page itself carries nothing but its nonce. */
export async function confirmAddress(
  deps: AddressPageDeps,
  person: Person,
  nonce: string,
  { arrival, choice }: { readonly arrival: Arrival; readonly choice: Choice },
): Promise<AddressConfirmed> {
  const page = await standing(deps, person, nonce)
  if ('flaw' in page) return page
  const seen = callerAddress(arrival, deps.trustedProxies)
  if ('shown' in choice && (seen.kind !== 'address' || seen.shown !== choice.shown)) return { kind: 'moved', seen }
  const source = 'typed' in choice ? choice.typed : { prefix: seen.kind === 'address' ? seen.prefix : '' }
  const why = whyNotAllowed(await allowedFor(deps, person, page.purpose), source)
  if (why !== undefined) return { kind: 'not allowed', text: why }
  const at = deps.clock.now()
  const where = seen.kind === 'unknown' ? {} : { seen: seen.shown }
  const kept = await deps.addressPages.confirm(deps.tokens.hashOf(nonce), { person, source, at, ...where })
  if (kept) return { kind: 'confirmed', source }
  // Used or past its time between the look and the write.
  const now = await standing(deps, person, nonce)
  return 'flaw' in now ? now : { kind: 'flawed', flaw: 'used' }
}

/** What the page that handed this nonce back was for, and what was confirmed there: for one caller alone. */
export async function takeAddress(
  deps: AddressPageDeps,
  person: Person,
  nonce: string,
): Promise<(StandingPage & { readonly confirmed: Source }) | { readonly flaw: PageFlaw | 'not confirmed' }> {
  const page = await standing(deps, person, nonce)
  if ('flaw' in page) return page
  if (!page.confirmed) return { flaw: 'not confirmed' }
  const used = await deps.addressPages.use(deps.tokens.hashOf(nonce), person.id, deps.clock.now())
  return used?.confirmed ? { ...used, confirmed: used.confirmed } : { flaw: 'used' }
}

/** The page of this nonce as its own person may use it. An attempt with somebody else's is a ledger entry. */
async function standing(deps: AddressPageDeps, person: Person, nonce: string): Promise<StandingPage | Flawed> {
  const page = await deps.addressPages.find(deps.tokens.hashOf(nonce))
  const flaw = pageFlaw(page, person.id, deps.clock.now())
  if (page && flaw === undefined) return page
  if (page && flaw === 'unknown') {
    const fact = { type: 'attempt refused', attempted: 'use an address page', why: 'not theirs' } as const
    await deps.ledger.append([{ at: deps.clock.now(), actor: person, fact }])
  }
  return { kind: 'flawed', flaw: flaw ?? 'unknown' }
}
