import type { ColumnType, Generated } from 'kysely'
import type { BreakGlassDraft } from '../../domain/break-glass-draft.ts'
import type { ChannelState } from '../../domain/channel-state.ts'
import type { Delegation } from '../../domain/delegation.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { Configuration } from '../../domain/jit-configuration/configuration.ts'
import type { LedgerEvent } from '../../domain/ledger-event.ts'
import type { PolicyRules } from '../../domain/policy-drift.ts'
import type { Destination, PostingContent } from '../../domain/posting.ts'
import type { Request, RequestState, Source } from '../../domain/request.ts'
import type { Binding } from '../../ports/store.ts'

/** 64 bits, which the driver reads as text: epoch milliseconds and counters. */
type Int8 = ColumnType<string, number | string, number | string>
/** Written as JSON text, read as what it holds. */
type Json<T> = ColumnType<T, string, string>

/** The tables as `migrations/` make them. */
export interface Schema {
  requests: {
    id: string
    version: number
    state: RequestState
    requester: string
    submitted_at: Int8
    document: Json<Request>
  }
  /** One row for each port of each request that is alive: the same person cannot ask for it again. */
  claims: { requester: string; vm: string; port: number; request: string }
  /** The outbox. Undelivered: `shown < wanted` and not abandoned. */
  postings: {
    id: Generated<string>
    key: string
    queue: string
    /** The request or configuration whose card it is, kept at its newest version; null where the message is never edited. */
    card_of: string | null
    destination: Json<Destination>
    content: Json<PostingContent>
    conversation: string | null
    message_id: string | null
    shown: Generated<number>
    wanted: number
    attempts: Generated<number>
    last_error: string | null
    abandoned_at: Date | null
    wanted_at: Generated<Date>
    /** Until then whoever stored it shows it: not to be delivered by the queue. */
    held_until: Date | null
  }
  /** `seq`, `previous` and `hash` are null until the sealer has chained the row; the columns after them follow from `event`. */
  ledger: {
    id: Generated<string>
    event: Json<LedgerEvent>
    written_at: Generated<Date>
    seq: Int8 | null
    previous: string | null
    hash: string | null
    at: Generated<Int8>
    request: Generated<string | null>
    person: Generated<string | null>
  }
  /** One row: the last link of the chain. */
  ledger_head: { singleton: Generated<boolean>; seq: Int8; hash: string }
  bindings: { key: string; binding: Json<Binding> }
  /** One row for each channel that was bound and posted in, or lost. */
  channel_states: {
    conversation: string
    delivered_at: Int8 | null
    lost: Json<NonNullable<ChannelState['lost']>> | null
  }
  channel_languages: { conversation: string; language: string }
  welcomes: { conversation: string; at: Int8 }
  configurations: { id: string; version: number; author: string; document: Json<Configuration> }
  sources: { person: string; source: Json<Source>; confirmed_at: Int8 }
  addresses: {
    conversation: string
    kind: 'personal' | 'channel' | 'group'
    person: string | null
    title: string | null
    reference: Json<unknown>
    learnt_at: Generated<Date>
  }
  drifts: { key: string; found_at: Int8 }
  /** The rules of each JIT policy, as the watcher last saw them. */
  policies_seen: { policy: string; rules: Json<PolicyRules> }
  /** Findings that were there at the last look, and since which. */
  drift_standing: { key: string; subject: string; since: Int8 }
  /** Where each conversation's last digest ended. */
  digests: { conversation: string; posted_to: Int8 }
  /** One row at most. */
  drift_watch: { singleton: Generated<boolean>; looked_at: Int8 }
  /** Links to files: what is behind one, for whom, and when it was used. */
  downloads: {
    token_hash: string
    kind: string
    person: string
    document: Json<unknown>
    expires_at: Int8
    used_at: Int8 | null
  }
  /** Pages that find out an address: whose, for what, and what was confirmed there. */
  address_pages: {
    nonce_hash: string
    person: string
    document: Json<unknown>
    confirmed: Json<unknown> | null
    expires_at: Int8
    used_at: Int8 | null
  }
  secrets: { name: string; value: string }
  /** Requests that broke glass, and whether somebody has signed for each. */
  break_glass_uses: { request: string; person: string; used_at: Int8; signed: Generated<boolean> }
  break_glass_drafts: { id: string; expires_at: Int8; document: Json<BreakGlassDraft> }
  /** One row for each approver who is away. */
  delegations: { delegator: string; delegate: string; until: Int8; document: Json<Delegation> }
  /** How people are called. */
  people: { id: PersonId; name: string }
  seen_activities: { id: string; at: Int8 }
  /** Which process performs jobs under which worker id; see `worker-presence.ts`. */
  workers: { id: string; process: number }
}
