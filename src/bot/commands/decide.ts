import { type Decided, decide } from '../../app/decide.ts'
import type { RequestId } from '../../domain/ids.ts'
import { parseRequestId } from '../../domain/ids.ts'
import type { Request } from '../../domain/request.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import { listCard } from '../cards/list.ts'
import type { Command, CommandContext } from '../command.ts'
import { maySee, sightOf } from '../may-see.ts'
import { showTracked } from '../show-request.ts'
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

async function decideTyped(context: CommandContext, verb: 'approve' | 'deny'): Promise<OutgoingMessage | undefined> {
  const { deps, turn } = context
  const [first = '', ...others] = context.rest.split(' ')
  if (first === '') return await waiting(context)
  const id = parseRequestId(first)
  const request = id && (await deps.store.find(id))
  if (!id || !request || !(await maySee(deps, turn.person, request)))
    return await noSuchRequest(deps, turn, verb, first)
  const reason = others.join(' ').trim()
  if (verb === 'deny' && reason === '') {
    return answerCard(deps.cards, {
      title: 'A deny needs a reason',
      tone: 'warning',
      paragraphs: [`Say why, the requester reads it: /jit deny ${id} not during the freeze`],
    })
  }
  const decided = await decide(deps, turn.person, id, verb === 'deny' ? { kind: 'deny', reason } : { kind: 'approve' })
  return await decidedAnswer(context, id, decided)
}

async function decidedAnswer(
  context: CommandContext,
  id: RequestId,
  decided: Decided,
): Promise<OutgoingMessage | undefined> {
  const { deps, turn } = context
  if (decided.kind === 'unknown') return await noSuchRequest(deps, turn, 'decide', id)
  const zone = turn.zone ?? deps.zone
  const { request } = decided
  if (decided.kind === 'decided' || decided.kind === 'decided before') {
    await showTracked(context, request, 'approvers')
    return undefined
  }
  return answerCard(deps.cards, {
    title: requestTitle(request),
    tone: 'warning',
    paragraphs: [decidedText(decided, zone)],
  })
}

/** Pending requests that this person may read about, each with its card one press away. */
async function waiting({ deps, turn }: CommandContext): Promise<OutgoingMessage> {
  const sight = await sightOf(deps, turn.person)
  const pending = (await deps.store.list({ states: ['pending'], limit: 50 })).filter(sight.maySee)
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
