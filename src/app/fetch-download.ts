import { isAdmin, isAuditor } from '../domain/access-policy/roles.ts'
import type { LedgerFact } from '../domain/ledger-event.ts'
import type { Person } from '../domain/person.ts'
import type { AuditTrail } from '../ports/audit-trail.ts'
import type { Clock } from '../ports/clock.ts'
import type { DownloadStore, FileAnswer, NoFile, Tokens } from '../ports/downloads.ts'
import type { Log } from '../ports/log.ts'
import type { Text } from '../words/text.ts'
import { auditCsv } from './audit-csv.ts'
import type { PolicyDeps } from './membership-for.ts'

export interface FetchDeps extends PolicyDeps {
  readonly downloads: DownloadStore
  readonly tokens: Tokens
  readonly trail: AuditTrail
  readonly clock: Clock
  readonly log: Log
  readonly textOf: (fact: LedgerFact) => string
}

const unknown: NoFile = { kind: 'unknown', text: ({ words }) => words.download.noLedger }
const gone = (text: Text): NoFile => ({ kind: 'gone', text })
const used = gone(({ words }) => words.download.used)

/** What a link is for. Uses nothing up. */
export async function lookAtDownload(deps: FetchDeps, token: string) {
  const found = await standing(deps, token)
  if ('kind' in found) return found
  const { person, of } = found.download
  const text: Text = ({ words: { download } }) =>
    of === undefined ? download.ledger(person.name) : download.ledgerOf(of, person.name)
  return { kind: 'ready', text } as const
}

/** Uses the link up, writes down who took what, and hands out the file. Whether the person may read the ledger is asked now. */
export async function takeDownload(deps: FetchDeps, token: string): Promise<FileAnswer | NoFile> {
  const found = await standing(deps, token)
  if ('kind' in found) return found
  const { hash, download } = found
  const { person, filter, of } = download
  const at = deps.clock.now()
  const { from, to = at } = filter
  const fact: LedgerFact = {
    type: 'ledger exported',
    ...(from === undefined ? {} : { from }),
    to,
    ...(of === undefined ? {} : { of }),
  }
  if (!(await deps.downloads.use(hash, at, [{ at, actor: person, fact }]))) return used
  const name = `ledger-${dayOf(from ?? 0)}-to-${dayOf(to)}.csv`
  const chunks = auditCsv(deps.trail.read({ ...filter, to }), deps.textOf)
  return { kind: 'file', name, contentType: 'text/csv; charset=utf-8', chunks }
}

async function standing(deps: FetchDeps, token: string) {
  const hash = deps.tokens.hashOf(token)
  const download = await deps.downloads.find(hash)
  if (!download) return unknown
  if (download.usedAt !== undefined) return used
  if (download.expiresAt <= deps.clock.now()) return gone(({ words }) => words.download.expired)
  if (!(await mayReadLedger(deps, download.person))) {
    deps.log.warn({ person: download.person.id }, 'a link to the ledger was opened by whoever may not read it any more')
    return gone(({ words }) => words.download.notAllowed)
  }
  return { hash, download }
}

async function mayReadLedger({ policy, directory }: FetchDeps, person: Person): Promise<boolean> {
  const inForce = policy.current()
  if (inForce.kind === 'none') return false
  const membership = await directory.membership(inForce.policy, { people: [person.id], acts: true })
  return isAdmin(inForce.policy, person, membership) || isAuditor(inForce.policy, person, membership)
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
