import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Change } from '../../domain/change.ts'
import type { RequestId } from '../../domain/ids.ts'
import type { Request, RequestState } from '../../domain/request.ts'
import type { RequestStore } from '../../ports/store.ts'
import { again } from './again.ts'
import { afterCoolDown, noted } from './break-glass.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import type { ToRealTime } from './job-specs.ts'
import { storable, toJson } from './json.ts'
import type { Schema } from './schema.ts'
import { remembered } from './sources.ts'
import { violatedKey } from './store-unavailable.ts'
import { usageOf, withinLimits } from './usage.ts'

export interface RequestStoreDeps {
  readonly database: Database
  readonly toRealTime: ToRealTime
}

/** Requests, each as one JSON document with the columns that it is found by. A change is one statement. */
export function requestStore({ database: { db }, toRealTime }: RequestStoreDeps): RequestStore {
  const holderOf = async (request: Request): Promise<Request | undefined> => {
    const { rows } = await sql<{ document: Request }>`
      select document from claims
      join jsonb_to_recordset(${toJson(claimsOf(request, 'new'))}::jsonb) as wanted (vm text, port integer) using (vm, port)
      join requests on requests.id = claims.request
      where claims.requester = ${request.requester.id}
      limit 1`.execute(db)
    return rows[0]?.document
  }

  const guarded = async <T>(change: Change, store: (within: Kysely<Schema>) => Promise<T>): Promise<T | 'over'> =>
    await again(() => (change.guard ? withinLimits(db, change.guard, states, store) : afterCoolDown(db, change, store)))

  /** A request can end at the very moment at which another hands its claims on to it. */
  const forgetTheDead = async ({ requester }: Request): Promise<void> => {
    await sql`
      delete from claims using requests
      where claims.requester = ${requester.id} and requests.id = claims.request
        and not requests.state = any (${states.alive}::text[])`.execute(db)
  }

  const find = async (id: RequestId): Promise<Request | undefined> => {
    const row = await db.selectFrom('requests').select('document').where('id', '=', storable(id)).executeTakeFirst()
    return row?.document
  }

  return {
    usage: async (requester, rules, since) => await usageOf(db, requester, rules, since, states),
    submit: async (change) => {
      for (let attempt = 0; attempt < 10; attempt++) {
        try {
          const stored = await guarded(change, (within) => submission(change, toRealTime).execute(within))
          return { stored: stored !== 'over' }
        } catch (error) {
          const key = violatedKey(error)
          // Two confirmations of one break-glass carry one id: the later one meets the request of the earlier.
          const twin = key === 'requests_pkey' ? await find(change.request.id) : undefined
          if (twin?.requester.id === change.request.requester.id) return { stored: false, holder: twin }
          if (key !== 'claims_once') throw error
        }
        await forgetTheDead(change.request)
        const holder = await holderOf(change.request)
        if (holder) return { stored: false, holder }
        // It ended since: the port is free.
      }
      throw new Error(`request ${change.request.id}: its ports are claimed and freed under our hands`)
    },
    save: async (change) => {
      const stored = await guarded(change, (within) => replacement(change, toRealTime).execute(within))
      return stored !== 'over' && stored.rows[0]?.changed === true
    },
    find,
    findAll: async (ids) => {
      if (ids.length === 0) return []
      const { rows } = await sql<{ document: Request }>`
        select document from requests where id = any(${ids.map(storable)}::text[])`.execute(db)
      return rows.map((row) => row.document)
    },
    // Each state by itself is read off an index in the right order, however many past requests there are.
    list: async ({ requester, states = allStates, after, limit }) => {
      const mine = requester === undefined ? sql`true` : sql`requester = ${requester}`
      const older = after ? sql`(submitted_at, id) < (${after.submittedAt}, ${storable(after.id)})` : sql`true`
      const { rows } = await sql<{ document: Request }>`
        select found.document
        from unnest(${states}::text[]) as wanted (state) cross join lateral (
          select id, submitted_at, document from requests
          where ${mine} and requests.state = wanted.state and ${older}
          order by submitted_at desc, id desc limit ${limit}) as found
        order by found.submitted_at desc, found.id desc limit ${limit}`.execute(db)
      return rows.map((row) => row.document)
    },
    openOn: async (vm) => {
      const { rows } = await sql<{ document: Request }>`
        select document from requests
        where state in ('opening', 'open', 'closing') and document -> 'targets' @> ${toJson([{ vm }])}::jsonb
        order by submitted_at`.execute(db)
      return rows.map((row) => row.document)
    },
  }
}

/** Whether a request in this state keeps its requester from asking for the same ports again. */
const alive: Readonly<Record<RequestState, boolean>> = {
  pending: true,
  approved: true,
  opening: true,
  open: true,
  closing: true,
  closed: false,
  denied: false,
  cancelled: false,
  lapsed: false,
  failed: false,
}

const allStates = Object.keys(alive) as readonly RequestState[]
const states = { all: allStates, alive: allStates.filter((state) => alive[state]) }

/**
 * What nobody can ask for twice: each port; for an extension also the request that it extends. A new extension leaves the ports to that
 * request, and has them from it when it ends. What waits for its start claims the ports from then on: until it opens they are free.
 */
function claimsOf(request: Request, age: 'new' | 'old'): { vm: string; port: number }[] {
  const { targets, extends: extension } = request
  const from = waitsFor(request)
  const ports = targets.flatMap(({ vm, ports }) =>
    ports.map(({ number }) => ({ vm: from === undefined ? (vm as string) : `${vm} from ${from}`, port: number })),
  )
  const claims = [
    ...(extension ? [{ vm: heirOf(extension.request), port: 0 }] : []),
    ...(extension && age === 'new' ? [] : ports),
  ]
  return [...new Map(claims.map((claim) => [`${claim.vm} ${claim.port}`, claim])).values()]
}

/** The start that a request waits for, epoch milliseconds. */
function waitsFor({ state, startsAt, submittedAt }: Request): number | undefined {
  const waits = state === 'pending' || state === 'approved'
  return waits && startsAt !== undefined && startsAt > submittedAt ? startsAt : undefined
}

/** What an extension claims in the place of a VM: there is one at a time for each request. */
function heirOf(request: string): string {
  return `extension of ${request}`
}

function submission(change: Change, toRealTime: ToRealTime): RawBuilder<{ changed: boolean }> {
  const { request } = change
  const { id, version, state, requester, submittedAt } = request
  const inserted = sql`
    insert into requests (id, version, state, requester, submitted_at, document)
    values (${id}, ${version}, ${state}, ${requester.id}, ${submittedAt}, ${toJson(request)}::jsonb)
    returning id`
  const also = [
    claimed(request, 'new', sql``),
    ...noted(request),
    ...(change.confirmed ? [remembered(change.confirmed)] : []),
  ]
  return withConsequences(inserted, consequences(change), toRealTime, also)
}

function replacement(change: Change, toRealTime: ToRealTime): RawBuilder<{ changed: boolean }> {
  const { request } = change
  const { id, version, state, requester } = request
  const updated = sql`
    update requests set version = ${version}, state = ${state}, document = ${toJson(request)}::jsonb
    where id = ${id} and version = ${version - 1}
    returning id`
  // A failed request that is retried claims its ports again, unless a newer request of the same person has them.
  const claims = alive[state] ? [claimed(request, 'old', sql`on conflict do nothing`)] : released(id, requester.id)
  return withConsequences(updated, consequences(change), toRealTime, [...claims, ...noted(request)])
}

function consequences({ request, jobs, ledger, postings }: Change) {
  return { jobs, ledger, postings, card: { of: request.id, version: request.version } }
}

function claimed(request: Request, age: 'new' | 'old', onConflict: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`claimed as (
    insert into claims (vm, port, requester, request)
    select wanted.vm, wanted.port, ${request.requester.id}, ${request.id}
    from changed, jsonb_to_recordset(${toJson(claimsOf(request, age))}::jsonb) as wanted (vm text, port integer)
    order by 1, 2 ${onConflict})`
}

/** The ports of a request that ended are free, or go to the extension that lives on. */
function released(id: string, requester: string): RawBuilder<unknown>[] {
  return [
    sql`heir as (
      select claims.request as id from claims, changed where requester = ${requester} and vm = ${heirOf(id)} limit 1)`,
    sql`inherited as (
      update claims set request = heir.id from heir
      where claims.request = ${id} and claims.vm not like 'extension of %')`,
    sql`released as (
      delete from claims using changed
      where request = ${id} and (claims.vm like 'extension of %' or not exists (select from heir)))`,
  ]
}
