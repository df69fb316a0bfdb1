import type { Person } from '../domain/person.ts'
import type { AuditFilter } from '../ports/audit-trail.ts'
import type { Clock } from '../ports/clock.ts'
import type { DownloadStore, Tokens } from '../ports/downloads.ts'

export interface OfferDeps {
  readonly downloads: DownloadStore
  readonly tokens: Tokens
  readonly clock: Clock
  /** Where a browser reaches the bot, without a slash at the end; undefined: nobody has said. */
  readonly publicUrl: () => string | undefined
}

/** Long enough for a phone to hand over to a computer. */
const validMs = 10 * 60_000

/** Makes a link to the ledger as a file: once, for ten minutes, in this person's name. Undefined: the bot has no address for browsers. */
export async function offerAuditCsv(
  { downloads, tokens, clock, publicUrl }: OfferDeps,
  person: Person,
  filter: AuditFilter,
  of?: string,
): Promise<{ readonly url: string; readonly expiresAt: number } | undefined> {
  const base = publicUrl()
  if (base === undefined) return undefined
  const expiresAt = clock.now() + validMs
  const { token, hash } = tokens.make()
  await downloads.add(hash, { kind: 'audit csv', person, filter, expiresAt, ...(of === undefined ? {} : { of }) })
  return { url: `${base}/download/${token}`, expiresAt }
}
