import { sql } from 'kysely'
import type { ChannelState } from '../../domain/channel-state.ts'
import { destinationKey } from '../../domain/posting.ts'
import type { ChannelConsequences, ChannelStates } from '../../ports/channel-states.ts'
import { again } from './again.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import type { ToRealTime } from './job-specs.ts'
import { storable, toJson } from './json.ts'

/** What is known of bound channels; of two replicas that find one lost, one tells it. */
export function channelStates(deps: { readonly database: Database; readonly toRealTime: ToRealTime }): ChannelStates {
  const { db, hasty } = deps.database

  async function changed(statement: ReturnType<typeof sql>, { moves, ...consequences }: ChannelConsequences) {
    const also = moves ? [moved(moves)] : []
    const made = () => withConsequences(statement, consequences, deps.toRealTime, also).execute(db)
    return (await again(made)).rows[0]?.changed === true
  }

  return {
    of: async (conversations) => {
      if (conversations.length === 0) return new Map()
      const rows = await db
        .selectFrom('channel_states')
        .select(['conversation', 'delivered_at', 'lost'])
        .where('conversation', 'in', conversations.map(storable))
        .execute()
      return new Map(
        rows.map(({ conversation, delivered_at, lost }): [string, ChannelState] => [
          conversation,
          { ...(delivered_at === null ? {} : { deliveredAt: Number(delivered_at) }), ...(lost ? { lost } : {}) },
        ]),
      )
    },
    delivered: async (conversation, at) => {
      const { rows } = await sql<{ lost: boolean }>`
        insert into channel_states as known (conversation, delivered_at) values (${storable(conversation)}, ${at})
        on conflict (conversation) do update set delivered_at = greatest(known.delivered_at, excluded.delivered_at)
        returning lost is not null as lost`.execute(hasty)
      return { wasLost: rows[0]?.lost === true }
    },
    lose: (conversation, lost, consequences) =>
      changed(
        sql`
          insert into channel_states as known (conversation, lost) values (${storable(conversation)}, ${toJson(lost)}::jsonb)
          on conflict (conversation) do update set lost = excluded.lost where known.lost is null
          returning conversation`,
        consequences,
      ),
    regain: (conversation, consequences) =>
      changed(
        sql`
          update channel_states set lost = null where conversation = ${storable(conversation)} and lost is not null
          returning conversation`,
        consequences,
      ),
  }
}

function moved({ keys, to }: NonNullable<ChannelConsequences['moves']>) {
  return sql`moved as (
    update postings
    set destination = ${toJson(to)}::jsonb, queue = ${destinationKey(to)}, conversation = null, message_id = null, shown = 0,
      abandoned_at = null, held_until = null, wanted_at = now()
    from changed where key = any (${keys}::text[]))`
}
