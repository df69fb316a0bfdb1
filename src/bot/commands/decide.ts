import { cardLinks } from '../../app/card-links.ts'
import { type Decided, decide, type Verdict } from '../../app/decide.ts'
import { parseDuration } from '../../domain/duration.ts'
import type { RequestId } from '../../domain/ids.ts'
import { parseRequestId } from '../../domain/ids.ts'
import type { Request } from '../../domain/request.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Reader } from '../../words/reader.ts'
import type { Text } from '../../words/text.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import { cardLink, listCard } from '../cards/list.ts'
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
  usage: 'approve [request] [time] [comment]',
  examples: ['approve'],
  run: (context) => decideTyped(context, 'approve'),
}

export const deny: Command = {
  name: 'deny',
  aliases: ['reject', 'decline'],
  who: 'everyone',
  usage: 'deny <request> <why>',
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
      title: deps.reader.words.answers.deny.needsReason,
      tone: 'warning',
      paragraphs: [deps.reader.words.answers.deny.sayWhy(id)],
    })
  }
  const verdict = verb === 'deny' ? { kind: 'deny' as const, reason } : approvalIn(others)
  if ('problem' in verdict)
    return answerCard(deps.cards, {
      title: deps.reader.words.answers.approve.nothing,
      tone: 'warning',
      paragraphs: [verdict.problem(deps.reader)],
    })
  const decided = await decide(deps, turn.person, id, verdict)
  return await decidedAnswer(context, id, decided)
}

/** `30m looks right`, `for 1 hour "looks right"`, `looks right`. What begins like a time and is none approves nothing. */
function approvalIn(words: readonly string[]): Verdict | { readonly problem: Text } {
  const rest = words[0]?.toLowerCase() === 'for' ? words.slice(1) : words
  for (let length = Math.min(4, rest.length); length >= 1; length--) {
    const read = parseDuration(rest.slice(0, length).join(' '))
    if (read.ok) return { kind: 'approve', forMs: read.ms, ...commentOf(rest.slice(length)) }
  }
  const [first = ''] = rest
  const read = /^-?\d+([.,]\d+)?[a-z]*$/i.test(first) ? parseDuration(first) : undefined
  return read && !read.ok ? { problem: read.text } : { kind: 'approve', ...commentOf(words) }
}

function commentOf(words: readonly string[]): { comment?: string } {
  const comment = words
    .join(' ')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
  return comment === '' ? {} : { comment }
}

async function decidedAnswer(
  context: CommandContext,
  id: RequestId,
  decided: Decided,
): Promise<OutgoingMessage | undefined> {
  const { deps, turn } = context
  if (decided.kind === 'unknown') return await noSuchRequest(deps, turn, 'decide', id)
  const { request } = decided
  if (decided.kind === 'decided' || decided.kind === 'decided before') {
    return await showTracked(context, request, 'approvers')
  }
  return answerCard(deps.cards, {
    title: requestTitle(request, context.deps.reader.words),
    tone: 'warning',
    paragraphs: [decidedText(decided, context.deps.reader)],
  })
}

/** Pending requests that this person may read about, each with its card one press away. */
async function waiting({ deps, turn }: CommandContext): Promise<OutgoingMessage> {
  const { answers, chat } = deps.reader.words
  const sight = await sightOf(deps, turn.person)
  const pending = (await deps.store.list({ states: ['pending'], limit: 50 })).filter(sight.maySee)
  const shown = pending.slice(0, 6)
  const links = await cardLinks(deps, shown)
  return listCard(deps.cards, {
    title: answers.approve.waits(pending.length),
    sections: [
      { rows: shown.map((request) => ({ ...row(request, deps.reader), ...cardLink(links, request.id, deps.reader) })) },
    ],
    notes: shown.length < pending.length ? [answers.approve.more(pending.length - shown.length)] : [],
    buttons: shown.map((request) => runButton(chat.buttons.show(request.id), `status ${request.id}`)),
  })
}

function row(request: Request, reader: Reader) {
  return {
    name: requestTitle(request, reader.words),
    state: request.id,
    line: `${request.requester.name}: ${request.reason || reader.words.answers.approve.noReason}`,
  }
}
