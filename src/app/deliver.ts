import type { Person } from '../domain/person.ts'
import type { Destination } from '../domain/posting.ts'
import type { Request } from '../domain/request.ts'
import type { BreakGlassStore } from '../ports/break-glass-store.ts'
import type { Ledger } from '../ports/ledger.ts'
import { DeliveryError, type Messenger, type OutgoingMessage } from '../ports/messenger.ts'
import type { Readers } from '../ports/readers.ts'
import type { RenderFor } from '../ports/render.ts'
import { type JobQueue, type PendingPosting, StoreUnavailable } from '../ports/store.ts'
import { type FallBackDeps, fallBack } from './fall-back.ts'
import { loseChannel } from './lose-channel.ts'
import { makeDigest } from './make-digest.ts'
import { linkFor, placeOf } from './under-card.ts'
import { viewersOf } from './viewers-of.ts'

export interface DeliverDeps extends FallBackDeps {
  readonly breakGlass: BreakGlassStore
  readonly ledger: Ledger
  readonly messenger: Messenger
  readonly renderFor: RenderFor
  readonly readers: Readers
  readonly jobs: JobQueue
  /** IANA zone for cards that several people read. */
  readonly zone: string
}

const batch = 20
/** Waits grow to a minute: a message is given up after more than a day, and the operator's log has it. */
const patience = 1_500
/** So often a message may lose its place (deleted, moved, thrown out) before it is given up. */
const moves = 6

/** Brings one delivery queue up to date: posts what is new, edits what shows an old version. What Teams does not take is repaired later. */
export async function deliver(deps: DeliverDeps, job: { readonly conversation: string }): Promise<void> {
  const again = (waitMs: number) =>
    deps.jobs.enqueue([{ kind: 'deliver', conversation: job.conversation, at: deps.clock.now() + waitMs }])
  for (;;) {
    const pending = await deps.outbox.pending(job.conversation, batch)
    let waitMs: number | undefined
    for (const posting of pending) {
      const delay = await deliverOne(deps, posting)
      if (delay === undefined) continue
      if (delay.stops) return await again(delay.waitMs)
      // Trouble with one message is no reason to keep back the others.
      waitMs = Math.min(waitMs ?? delay.waitMs, delay.waitMs)
    }
    if (waitMs !== undefined) return await again(waitMs)
    if (pending.length < batch) return
  }
}

/** `stops`: Teams wants the whole conversation to wait. */
interface Delay {
  readonly waitMs: number
  readonly stops: boolean
}

/** Undefined when done with this posting. */
async function deliverOne(deps: DeliverDeps, posting: PendingPosting): Promise<Delay | undefined> {
  const made = await makeGuarded(deps, posting)
  if (made === 'broken') return undefined
  if (!made) {
    await deps.outbox.abandon(posting.key, 'nothing left to tell')
    return undefined
  }
  try {
    const at =
      posting.messageId !== undefined && posting.conversation !== undefined
        ? await edit(deps, { conversation: posting.conversation, messageId: posting.messageId }, made.message)
        : await deps.messenger.post(await placeOf(deps, posting), made.message)
    await deps.outbox.delivered(posting.key, { ...at, shown: made.version })
    return undefined
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error
    return await recover(deps, posting, error)
  }
}

async function edit(deps: DeliverDeps, at: { conversation: string; messageId: string }, message: OutgoingMessage) {
  await deps.messenger.update(at.conversation, at.messageId, message)
  return at
}

async function recover(deps: DeliverDeps, posting: PendingPosting, error: DeliveryError): Promise<Delay | undefined> {
  const line = { posting: posting.key, attempts: posting.attempts, why: error.message }
  const backOffMs = Math.min(60_000, 1_000 * 2 ** Math.min(posting.attempts, 6))
  if (error.outcome === 'later' && posting.attempts < patience) {
    deps.log.warn(line, 'Teams did not take a message; it is tried again')
    await deps.outbox.attempted(posting.key, error.message)
    return { waitMs: Math.max(error.retryAfterMs ?? 0, backOffMs), stops: error.retryAfterMs !== undefined }
  }
  const elsewhere =
    error.outcome === 'gone' && posting.attempts < moves ? await otherPlace(deps, posting, error.message) : undefined
  if (elsewhere === 'moved') return undefined
  if (elsewhere) {
    deps.log.warn(line, 'a message or its place is gone; a new one takes its place')
    await deps.outbox.repost(posting.key, elsewhere)
    return { waitMs: backOffMs, stops: false }
  }
  deps.log.error(line, 'a message can not be delivered')
  await deps.outbox.abandon(posting.key, error.message)
  return undefined
}

/**
 * A message that is gone is posted anew where it was, one whose thread is gone beside it; a place that is gone is left for another.
 * `moved`: it is elsewhere already.
 */
async function otherPlace(
  deps: DeliverDeps,
  posting: PendingPosting,
  why: string,
): Promise<PendingPosting['to'] | 'moved' | undefined> {
  const { to } = posting
  if (posting.messageId !== undefined) return to
  if (to.kind === 'conversation') {
    if (to.thread !== undefined) return { kind: 'conversation', id: to.id }
    const moved = await loseChannel(deps, to.id, 'refused', why)
    if (moved.includes(posting.key)) return 'moved'
  }
  return await fallBack(deps, posting)
}

/** A message that can not be made is a bug of ours: it must not keep the ones behind it from being delivered. */
async function makeGuarded(deps: DeliverDeps, posting: PendingPosting) {
  try {
    return await make(deps, posting)
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    deps.log.error({ posting: posting.key, err: error }, 'a message can not be made; this is a bug')
    if (posting.attempts >= 5) await deps.outbox.abandon(posting.key, String(error))
    else await deps.outbox.attempted(posting.key, String(error))
    return 'broken' as const
  }
}

async function make(
  deps: DeliverDeps,
  { to, content, messageId }: PendingPosting,
): Promise<{ readonly message: OutgoingMessage; readonly version: number } | undefined> {
  const reader = await deps.readers.at(to)
  if (content.kind === 'digest') {
    const zone = content.zone ?? deps.zone
    const digest = await makeDigest(deps, { ...content, zone })
    return { message: deps.renderFor({ ...reader, zone }).digest(digest), version: 1 }
  }
  const render = deps.renderFor(reader)
  if (content.kind === 'delegation') {
    const untold = to.kind === 'person' && to.person === content.delegation.by.id
    return { message: render.delegation(content.delegation, untold), version: 1 }
  }
  if (content.kind === 'policy drift') return { message: render.policyDrift(content.drift), version: 1 }
  if (content.kind === 'vm gone') return { message: render.vmGone(content.gone), version: 1 }
  if (content.kind === 'rule drift') return { message: render.ruleDrift(content.drift), version: 1 }
  if (content.kind === 'admin news') return { message: render.adminNews(content.news), version: 1 }
  if (content.kind === 'drift') return { message: render.drift(content.window), version: 1 }
  if (content.kind === 'configuration card') {
    const configuration = await deps.configurations.find(content.configuration)
    return configuration && { message: render.configurationCard(configuration), version: configuration.version }
  }
  const request = await deps.store.find(content.request)
  if (!request) return undefined
  const message =
    content.kind === 'request card'
      ? render.requestCard(request, content.audience, await viewersOf(deps, request))
      : render.notice(request, content.notice, {
          posted: messageId !== undefined,
          ...mentioned(request, to, content.mention),
          ...(await linkFor(deps, content, request)),
        })
  return message && { message, version: request.version }
}

/** Whoever should have read it in person, where that could not be: somewhere else they are mentioned. */
function mentioned(request: Request, to: Destination, person: Person | undefined): { readonly mention?: Person } {
  const { conversation, personal } = request.origin
  const inPerson = to.kind === 'person' || (personal && to.id === conversation)
  return person && !inPerson ? { mention: person } : {}
}
