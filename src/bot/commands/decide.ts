import { type Decided, decide } from '../../app/decide.ts'
import type { RequestId } from '../../domain/ids.ts'
import { parseRequestId } from '../../domain/ids.ts'
import type { Request } from '../../domain/request.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import { listCard } from '../cards/list.ts'
import { requestCard } from '../cards/request-card.ts'
import type { Command, CommandContext } from '../command.ts'
import { maySee } from '../may-see.ts'
import { decidedText } from '../words/decided.ts'
import { requestTitle } from '../words/describe.ts'
import { noSuchRequest } from '../words/no-such-request.ts'

export const approve: Command = {
  name: 'approve',
  aliases: ['ok', 'accept'],
  who: 'everyone',
  summary: 'Approve a request that waits for you, or see which do',
  usage: 'approve [request]',
  details: ['Alone, it lists the requests that wait for a decision.'],
  examples: ['approve'],
  run: (context) => decideTyped(context, 'approve'),
}

export const deny: Command = {
  name: 'deny',
  aliases: ['reject', 'decline'],
  who: 'everyone',
  summary: 'Deny a request and say why',
  usage: 'deny <request> <why>',
  details: ['The requester reads why.'],
  examples: ['deny'],
  run: (context) => decideTyped(context, 'deny'),
}

async function decideTyped(context: CommandContext, verb: 'approve' | 'deny'): Promise<OutgoingMessage> {
  const { deps, turn } = context
  const [first = '', ...others] = context.rest.split(' ')
  if (first === '') return await waiting(context)
  const id = parseRequestId(first)
  const request = id && (await deps.store.find(id))
  if (!id || !request || !maySee(deps, turn.person, request)) return noSuchRequest(deps.cards, first)
  const reason = others.join(' ').trim()
  if (verb === 'deny' && reason === '') {
    return answerCard(deps.cards, {
      title: 'A deny needs a reason',
      tone: 'warning',
      paragraphs: [`Say why, the requester reads it: /jit deny ${id} not during the freeze`],
    })
  }
  const decided = await decide(deps, turn.person, id, verb === 'deny' ? { kind: 'deny', reason } : { kind: 'approve' })
  return decidedAnswer(context, id, decided)
}

function decidedAnswer({ deps, turn }: CommandContext, id: RequestId, decided: Decided): OutgoingMessage {
  if (decided.kind === 'unknown') return noSuchRequest(deps.cards, id)
  const zone = turn.zone ?? deps.zone
  const { request } = decided
  if (decided.kind === 'decided' || decided.kind === 'decided before') {
    return requestCard(deps.cards, request, { audience: 'approvers', zone, now: deps.clock.now() })
  }
  return answerCard(deps.cards, {
    title: requestTitle(request),
    tone: 'warning',
    paragraphs: [decidedText(decided, zone)],
  })
}

/** Pending requests that this person may read about, each with its card one press away. */
async function waiting({ deps, turn }: CommandContext): Promise<OutgoingMessage> {
  const pending = (await deps.store.list({ states: ['pending'], limit: 50 })).filter((request) =>
    maySee(deps, turn.person, request),
  )
  const shown = pending.slice(0, 6)
  return listCard(deps.cards, {
    title: pending.length === 0 ? 'Nothing waits for a decision' : `${pending.length} waiting for a decision`,
    sections: [{ rows: shown.map((request) => row(request)) }],
    notes: shown.length < pending.length ? [`and ${pending.length - shown.length} more`] : [],
    buttons: shown.map((request) => runButton(`Show ${request.id}`, `status ${request.id}`)),
  })
}

function row(request: Request) {
  return {
    name: requestTitle(request),
    state: request.id,
    line: `${request.requester.name}: ${request.reason || 'no reason given'}`,
  }
}
