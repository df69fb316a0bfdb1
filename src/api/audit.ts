import { type AuditSubject, auditSubject } from '../app/audit-subject.ts'
import { readAzureTrail } from '../app/azure-trail.ts'
import { ledgerFile } from '../app/ledger-file.ts'
import { summariseAudit } from '../app/summarise-audit.ts'
import { mayUse } from '../bot/gate.ts'
import { type AuditAsked, parseAudit } from '../bot/text/parse-audit.ts'
import { auditRow } from '../bot/words/audit.ts'
import { factInFiles, factText } from '../bot/words/fact.ts'
import { auditRecords } from '../domain/audit-record.ts'
import type { DayCount } from '../domain/day-counts.ts'
import type { LedgerEntry } from '../domain/ledger-event.ts'
import { ledgerFaultText } from '../domain/ledger-fault.ts'
import type { AuditFilter, Page } from '../ports/audit-trail.ts'
import type { PageAnswer, PageCall, PageRoute } from '../ports/page-api.ts'
import { dayText } from '../words/clock-time.ts'
import { noOne, type Reader } from '../words/reader.ts'
import { json, refused } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'
import { fieldsOf, text, Unfit, unfit } from './fields.ts'

const requestsOnPage = 12
const entriesOnPage = 40
const longest = 480

interface Asked {
  readonly asked: AuditAsked
  readonly subject: Exclude<AuditSubject, { kind: 'several' }>
  readonly filter: AuditFilter
}

/** The ledger for auditors: what they look for is read as behind `/jit audit`, and found by the same use cases. */
export function auditRoutes(deps: ApiDeps): readonly PageRoute[] {
  const auditors = (route: PageRoute): PageRoute => ({
    ...route,
    async answer(call) {
      if (await mayUse(deps, call.person, 'auditors')) return await route.answer(call)
      const fact = { type: 'attempt refused', attempted: 'audit', why: 'for auditors and admins only' } as const
      await deps.ledger.append([{ at: deps.clock.now(), actor: call.person, fact }])
      return refused(403, 'auditors', deps.reader.words.api.audit.forAuditors)
    },
  })
  return [
    auditors({
      method: 'GET',
      path: 'audit',
      answer: (call) => asking(deps, call, call.query.words ?? '', (found) => page(deps, call, found)),
    }),
    auditors({
      method: 'GET',
      path: 'audit/summary',
      answer: (call) => asking(deps, call, call.query.words ?? '', (found) => summary(deps, call, found)),
    }),
    auditors({
      method: 'POST',
      path: 'audit/file',
      answer(call) {
        const fields = fieldsOf(call.body)
        const format = fields.format === 'csv' || fields.format === 'jsonl' ? fields.format : undefined
        if (!format) throw unfit(({ noFormat }) => noFormat)
        return asking(deps, call, text(fields, 'words', longest), async ({ asked, subject, filter }) => {
          if (subject.kind === 'text') return refused(422, 'no file', deps.reader.words.api.audit.fileNotOfText)
          const name = subject.kind === 'one' ? subject.name : subject.kind === 'request' ? subject.request : undefined
          // As the ledger keeps it.
          const of = [asked.period.text(noOne), name].filter((part) => part !== undefined).join(', ')
          return await ledgerFile({ ...deps, textOf: factInFiles }, call.person, { filter, of, format })
        })
      },
    }),
    auditors({
      method: 'POST',
      path: 'audit/verify',
      async answer() {
        await deps.ledger.head()
        const found = await deps.verifyLedger()
        return json(found.ok ? found : { ok: false, seq: found.seq, why: ledgerFaultText(found.fault, deps.reader) })
      },
    }),
  ]
}

async function asking(
  deps: ApiDeps,
  { zone = deps.zone }: PageCall,
  words: string,
  act: (found: Asked) => Promise<PageAnswer>,
): Promise<PageAnswer> {
  const asked = parseAudit(words.slice(0, longest), deps.clock.now(), zone)
  if (asked.problem !== undefined) throw new Unfit(asked.problem)
  const subject = await auditSubject(deps, asked.subject)
  if (subject.kind === 'several')
    return refused(422, 'several', deps.reader.words.api.audit.several, {
      choices: subject.choices,
    })
  const { from, to } = asked.period
  const period = { from, ...(to === undefined ? {} : { to }) }
  const filter: AuditFilter =
    subject.kind === 'request'
      ? { request: subject.request }
      : { ...period, ...(subject.kind === 'one' ? subject.filter : {}) }
  return await act({ asked, subject, filter })
}

async function page(
  deps: ApiDeps,
  { zone = deps.zone }: PageCall,
  { asked, subject, filter }: Asked,
): Promise<PageAnswer> {
  const now = deps.clock.now()
  const turned = asked.turned === undefined ? {} : { turned: asked.turned }
  const head = await deps.ledger.head()
  const frame = {
    head,
    period: asked.period.text(deps.reader),
    of: subject.kind === 'one' ? subject.name : asked.subject,
  }
  if (subject.kind === 'request' || subject.kind === 'text' || asked.entries) {
    const look = { ...filter, ...(subject.kind === 'text' ? { text: subject.text } : {}) }
    const found = await deps.trail.entries(look, { limit: entriesOnPage, ...turned })
    return json({
      ...frame,
      ...turning(found),
      ...(found.lookedAt === undefined ? {} : { lookedAt: found.lookedAt }),
      entries: found.entries.map((entry) => entryView(entry, deps.reader)),
    })
  }
  const found = await deps.trail.requests(filter, { limit: requestsOnPage, ...turned })
  const ids = found.entries.flatMap(({ event }) => event.request ?? [])
  const told = auditRecords([...found.entries, ...(await deps.trail.stories(ids))])
  const records = ids.flatMap((id) => told.get(id) ?? [])
  const { events, gaps } = await readAzureTrail(
    deps,
    records.flatMap(({ calls }) => calls),
    now,
  )
  return json({
    ...frame,
    ...turning(found),
    gaps: gaps.map((gap) => gap(deps.reader)),
    requests: records.map((record) => ({ id: record.request, ...auditRow(record, events, deps.reader) })),
  })
}

async function summary(deps: ApiDeps, { zone = deps.zone }: PageCall, { asked }: Asked): Promise<PageAnswer> {
  const now = deps.clock.now()
  const { from, to = now } = asked.period
  const { digest, summary } = await summariseAudit(deps, { from, to, zone })
  const { counts, days, waits, loads } = digest
  const named = ({ day, count }: DayCount) => ({ day: dayText(day, deps.reader), count })
  return json({
    period: asked.period.text(deps.reader),
    counts,
    asked: summary.asked.map(named),
    opened: days.map(named),
    waits,
    requesters: summary.requesters,
    machines: summary.machines,
    approvers: loads.slice(0, 8).map(({ person, approved, denied }) => ({ name: person.name, approved, denied })),
  })
}

function entryView({ seq, event: { at, actor, fact, request } }: LedgerEntry, reader: Reader) {
  return {
    seq,
    at,
    actor: actor === 'bot' ? reader.words.auditCards.theBot : actor.name,
    type: fact.type,
    text: factText(fact, reader),
    ...(request === undefined ? {} : { request }),
  }
}

/** The words that turn the page, as they are typed behind `/jit audit`. */
function turning({ entries, older, newer }: Page) {
  const place = (side: string, entry: LedgerEntry | undefined) =>
    entry && `${side} ${Math.floor(entry.event.at)}.${entry.seq}`
  const [before, after] = [
    older ? place('before', entries.at(-1)) : undefined,
    newer ? place('after', entries[0]) : undefined,
  ]
  return { ...(before ? { older: before } : {}), ...(after ? { newer: after } : {}) }
}
