import type { Change } from '../domain/change.ts'
import type { Posting } from '../domain/posting.ts'
import type { Request } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Messenger } from '../ports/messenger.ts'
import type { Readers } from '../ports/readers.ts'
import type { RenderFor } from '../ports/render.ts'
import type { Outbox } from '../ports/store.ts'
import type { PolicyDeps } from './membership-for.ts'
import { viewersOf } from './viewers-of.ts'

export interface ShowDeps extends PolicyDeps {
  readonly clock: Clock
  readonly outbox: Outbox
  readonly messenger: Messenger
  readonly renderFor: RenderFor
  readonly readers: Readers
  readonly log: Log
  /** Does in a moment what nobody waits for, for some time again where it fails; the process ends only after it. */
  readonly afterwards: (work: () => Promise<void>) => void
}

/** Less than a posting is held, by as long as Teams may take to answer. */
const patienceMs = 5_000

/**
 * Shows the cards that a stored change holds back from the queue; returns when those who asked have theirs. Never rejects: what is
 * stored is stored, and a card that can not be shown now is the queue's again, at once or when its time of being held is over.
 */
export async function showAtOnce(deps: ShowDeps, { request, postings }: Change): Promise<void> {
  const held = postings.filter((posting) => posting.held)
  const own = held.filter(({ content }) => content.kind === 'request card' && content.audience === 'requester')
  await showAll(deps, request, own)
  const rest = held.filter((posting) => !own.includes(posting))
  if (rest.length > 0) deps.afterwards(() => showAll(deps, request, rest))
}

async function showAll(deps: ShowDeps, request: Request, postings: readonly Posting[]): Promise<void> {
  await Promise.all(postings.map((posting) => show(deps, request, posting)))
}

async function show(deps: ShowDeps, request: Request, posting: Posting): Promise<void> {
  const at = await post(deps, request, posting)
  deps.afterwards(() => note(deps, request, posting, at))
}

type Place = Awaited<ReturnType<Messenger['post']>>

async function note({ outbox }: ShowDeps, request: Request, { key }: Posting, at: Place | undefined): Promise<void> {
  if (at) await outbox.delivered(key, { ...at, shown: request.version })
  else await outbox.letGo(key)
}

async function post(deps: ShowDeps, request: Request, { key, to, content }: Posting): Promise<Place | undefined> {
  const { messenger, readers, renderFor, log } = deps
  try {
    if (content.kind !== 'request card') throw new Error('only a card of a request can be held')
    const render = renderFor(await readers.at(to))
    const card = render.requestCard(request, content.audience, await viewersOf(deps, request))
    return await messenger.post(to, card, patienceMs)
  } catch (error) {
    log.warn(
      { posting: key, request: request.id, err: error },
      'a card could not be shown at once; the queue brings it',
    )
    return undefined
  }
}
