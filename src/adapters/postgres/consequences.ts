import { type RawBuilder, sql } from 'kysely'
import type { Job } from '../../domain/job.ts'
import type { LedgerEvent } from '../../domain/ledger-event.ts'
import { destinationKey, type Posting, type PostingContent } from '../../domain/posting.ts'
import { jobSpecs, type ToRealTime } from './job-specs.ts'
import { toJson } from './json.ts'

/** What is stored together with a change, or not at all. `card`: the cards of this request or configuration are to show this version. */
export interface Consequences {
  readonly jobs?: readonly Job[]
  readonly ledger?: readonly LedgerEvent[]
  readonly postings?: readonly Posting[]
  readonly card?: { readonly of: string; readonly version: number }
}

/**
 * One statement, hence one transaction and one round trip: `changed` (a statement that answers one row if the change took place, and
 * none otherwise) with its consequences, which happen only then. Answers one row `{ changed: boolean }`.
 */
export function withConsequences(
  changed: RawBuilder<unknown>,
  { jobs = [], ledger = [], postings = [], card }: Consequences,
  toRealTime: ToRealTime,
  also: readonly RawBuilder<unknown>[] = [],
): RawBuilder<{ changed: boolean }> {
  const parts = [sql`changed as (${changed})`, ...also]
  if (ledger.length > 0) parts.push(written(ledger))
  const cards = postings.length > 0 || card ? [posted(postings, card?.version ?? 1), redrawn(card)] : []
  parts.push(...cards)
  const delivering = cards.length > 0 ? delivers : sql`'[]'::jsonb`
  if (cards.length > 0 || jobs.length > 0) {
    parts.push(sql`queued as (
      select enqueue_jobs(${toJson(jobSpecs(jobs, toRealTime))}::jsonb || ${delivering}) as jobs from changed)`)
  } else parts.push(sql`queued as (select 0 as jobs)`)
  // Without the mention of `queued` PostgreSQL would not run it.
  return sql`with ${sql.join(parts)} select exists (select from changed) as changed, (select sum(jobs) from queued) as jobs`
}

const delivers = sql`coalesce((
  select jsonb_agg(deliver_job(queue)) from (select queue from posted where held_until is null union select queue from redrawn) as queues), '[]'::jsonb)`

function written(ledger: readonly LedgerEvent[]): RawBuilder<unknown> {
  return sql`written as (
    insert into ledger (event)
    select listed.event from changed, jsonb_array_elements(${toJson(ledger)}::jsonb) with ordinality as listed (event, place)
    order by listed.place)`
}

/** Longer than whoever holds it may take: five seconds until its turn comes, and as long as Teams may take to answer. */
const heldForSeconds = 30

// A message that shows something of ours already is never taken over: a forged press could name any.
function posted(postings: readonly Posting[], version: number): RawBuilder<unknown> {
  const rows = postings.map(({ key, to, content, takesOver, held = false }) => ({
    key,
    queue: destinationKey(to),
    card_of: shownBy(content),
    destination: to,
    content,
    conversation: takesOver?.conversation,
    message_id: takesOver?.messageId,
    wanted: shownBy(content) === undefined ? 1 : version,
    held,
  }))
  const isFree = sql`not exists (select from postings as shown where shown.message_id = listed.message_id)`
  const taken = postings.some(({ takesOver }) => takesOver)
    ? sql`case when ${isFree} then listed.conversation end, case when ${isFree} then listed.message_id end`
    : sql`null, null`
  return sql`posted as (
    insert into postings (key, queue, card_of, destination, content, wanted, held_until, conversation, message_id)
    select listed.key, queue, card_of, destination, content, wanted,
      case when held then now() + ${sql.lit(`${heldForSeconds} seconds`)}::interval end, ${taken}
    from changed, jsonb_to_recordset(${toJson(rows)}::jsonb) as listed (
      key text, queue text, card_of text, destination jsonb, content jsonb, conversation text, message_id text, wanted integer,
      held boolean)
    on conflict (key) do nothing
    returning queue, held_until)`
}

/** What a card follows; undefined for a message that is never edited. */
function shownBy(content: PostingContent): string | undefined {
  if (content.kind === 'request card' || (content.kind === 'notice' && content.notice === 'ends soon'))
    return content.request
  return content.kind === 'configuration card' ? content.configuration : undefined
}

function redrawn(card: Consequences['card']): RawBuilder<unknown> {
  if (!card) return sql`redrawn as (select ''::text as queue where false)`
  return sql`redrawn as (
    update postings set wanted = ${card.version}, wanted_at = now()
    from changed where card_of = ${card.of} and abandoned_at is null
    returning queue)`
}
