import { sql } from 'kysely'
import type { RequestId } from '../../domain/ids.ts'
import { destinationKey } from '../../domain/posting.ts'
import type { Outbox } from '../../ports/store.ts'
import { again } from './again.ts'
import { batched } from './batched.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import { storable, toJson } from './json.ts'

interface Delivered {
  readonly key: string
  readonly conversation: string
  readonly message_id: string
  readonly shown: number
}

/** The cards of one request are noted together. No longer: a card that is there and not noted is shown twice if the process dies. */
const lingerMs = 4

const notHeld = sql`(held_until is null or held_until < now())`

/** What is to be shown where. A posting waits while the version that its message shows is older than the one wanted. */
export function outbox({ database: { db, hasty } }: { readonly database: Database }): Outbox {
  // By index, as the hasty do; but waited for on the disk: a card whose place is forgotten is stale for good, beside a second one.
  const note = batched(async (delivered: readonly Delivered[]) => {
    await sql`
      with safely as (select set_config('synchronous_commit', 'on', true)),
      news as (
        select listed.* from safely, jsonb_to_recordset(${toJson(delivered)}::jsonb)
          as listed (key text, conversation text, message_id text, shown integer)),
      held as (select key from postings join news using (key) where held_until is not null),
      there as (
        update postings
        set conversation = news.conversation, message_id = news.message_id, shown = news.shown, attempts = 0,
          last_error = null, held_until = null
        from news where postings.key = news.key
        returning postings.key, queue, postings.shown < wanted as behind)
      select enqueue_jobs(jsonb_agg(deliver_job(queue))) from there join held using (key) where behind having count(*) > 0`.execute(
      hasty,
    )
  }, lingerMs)
  return {
    pending: async (queue, limit) => {
      const rows = await db
        .selectFrom('postings')
        .select(['key', 'destination', 'content', 'message_id', 'conversation', 'shown', 'attempts'])
        .where('queue', '=', queue)
        .where(sql<boolean>`shown < wanted and abandoned_at is null and ${notHeld}`)
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map((row) => ({
        key: row.key,
        to: row.destination,
        content: row.content,
        ...(row.message_id === null ? {} : { messageId: row.message_id }),
        ...(row.conversation === null ? {} : { conversation: row.conversation }),
        shown: row.shown,
        attempts: row.attempts,
      }))
    },
    delivered: async (key, { conversation, messageId, shown }) => {
      await note({ key, conversation, message_id: messageId, shown })
    },
    placeOf: async (key) => {
      const row = await db
        .selectFrom('postings')
        .select(['conversation', 'message_id'])
        .where('key', '=', key)
        .executeTakeFirst()
      return row?.conversation && row.message_id
        ? { conversation: row.conversation, messageId: row.message_id }
        : undefined
    },
    approvalCards: async (requests) => {
      if (requests.length === 0) return new Map()
      const { rows } = await sql<{ request: RequestId; conversation: string; message_id: string }>`
        select distinct on (card_of) card_of as request, conversation, message_id from postings
        where card_of = any (${requests}::text[]) and message_id is not null and abandoned_at is null
          and conversation like '19:%' and content ->> 'kind' = 'request card' and content ->> 'audience' = 'approvers'
        order by card_of, id`.execute(db)
      return new Map(
        rows.map(({ request, conversation, message_id: messageId }) => [request, { conversation, messageId }]),
      )
    },
    shows: async (request, { conversation, messageId }) => {
      const row = await db
        .selectFrom('postings')
        .select('id')
        .where('message_id', '=', messageId)
        .where('card_of', '=', request)
        // A thread's messages are the channel's.
        .where(sql<boolean>`split_part(conversation, ';', 1) = ${conversation}`)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    approversCards: async (request) => {
      const rows = await db
        .selectFrom('postings')
        .select(['conversation', 'message_id'])
        .where('card_of', '=', request)
        .where(sql<boolean>`content->>'audience' = 'approvers' and abandoned_at is null`)
        .orderBy('id')
        .execute()
      return rows.flatMap(({ conversation, message_id: messageId }) =>
        conversation && messageId ? [{ conversation, messageId }] : [],
      )
    },
    letGo: async (key) => {
      await again(() =>
        sql`
          with free as (
            update postings set held_until = null where key = ${key} returning queue)
          select enqueue_jobs(jsonb_build_array(deliver_job(queue))) from free`.execute(db),
      )
    },
    attempted: async (key, why) => {
      await db
        .updateTable('postings')
        .set({ attempts: sql`attempts + 1`, last_error: storable(why) })
        .where('key', '=', key)
        .execute()
    },
    abandon: async (key, why) => {
      await db
        .updateTable('postings')
        .set({ abandoned_at: sql`now()`, last_error: storable(why) })
        .where('key', '=', key)
        .execute()
    },
    repost: async (key, to) => {
      const queue = destinationKey(to)
      await again(() =>
        sql`
          with moved as (
            update postings
            set destination = ${toJson(to)}::jsonb, queue = ${queue}, conversation = null, message_id = null, shown = 0,
              attempts = attempts + 1
            where key = ${key} returning queue)
          select enqueue_jobs(jsonb_build_array(deliver_job(queue))) from moved`.execute(db),
      )
    },
    add: async (postings, ledger) => {
      await again(() => withConsequences(sql`select 1`, { postings, ledger }, (atMs) => new Date(atMs)).execute(db))
    },
    // A queue whose job waits for its time (Teams said when) or for its retry is in good hands.
    repair: async (olderThanMs) => {
      const { rows } = await again(() =>
        sql<{ queues: number }>`
          with stuck as (
            select distinct queue from postings
            where shown < wanted and abandoned_at is null and ${notHeld} and wanted_at < now() - make_interval(secs => ${olderThanMs / 1000}))
          select enqueue_jobs(jsonb_agg(deliver_job(queue))) as queues from stuck
          where not exists (
            select from graphile_worker.jobs
            where key = job_key_name('deliver:' || queue) and (attempts < max_attempts or locked_at is not null))
          and not exists (select from timers where key = job_key_name('deliver:' || queue))
          having count(*) > 0`.execute(db),
      )
      return rows[0]?.queues ?? 0
    },
  }
}
