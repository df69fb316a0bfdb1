import { parseRequestId } from '../../domain/ids.ts'
import type { Request, RequestState } from '../../domain/request.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import { listCard, type Row, type RowColor } from '../cards/list.ts'
import type { Command, CommandContext } from '../command.ts'
import { maySee } from '../may-see.ts'
import { showTracked } from '../show-request.ts'
import { requestTitle, sourceText } from '../words/describe.ts'
import { noSuchRequest } from '../words/no-such-request.ts'
import { stateText, toneOf } from '../words/state.ts'

const alive: readonly RequestState[] = ['pending', 'approved', 'opening', 'open', 'closing', 'failed']

export const status: Command = {
  name: 'status',
  aliases: ['show', 'state'],
  who: 'everyone',
  usage: 'status [request]',
  examples: ['status'],
  async run(context) {
    const { deps, turn, rest } = context
    if (rest === '') return await running(context)
    const id = parseRequestId(rest.split(' ')[0] ?? '')
    const request = id && (await deps.store.find(id))
    if (!request || !(await maySee(deps, turn.person, request))) return await noSuchRequest(deps, turn, 'status', rest)
    return await showTracked(context, request, request.requester.id === turn.person.id ? 'requester' : 'approvers')
  },
}

export const mine: Command = {
  name: 'mine',
  aliases: ['my', 'history', 'list'],
  who: 'everyone',
  usage: 'mine',
  examples: ['mine'],
  run: (context) => listMine(context),
}

async function running(context: CommandContext): Promise<OutgoingMessage | undefined> {
  const { deps, turn } = context
  const { answers, chat } = deps.reader.words
  const { status: text } = answers
  const requests = await deps.store.list({ requester: turn.person.id, states: alive, limit: 20 })
  const [only, ...others] = requests
  if (only && others.length === 0) {
    return await showTracked(context, only, 'requester')
  }
  if (only) return list(context, text.running(requests.length), requests)
  return answerCard(deps.cards, {
    title: text.noneRuns,
    paragraphs: [text.noneWaits],
    buttons: [runButton(chat.buttons.requestAccess, 'request'), runButton(chat.buttons.myRequests, 'mine')],
  })
}

async function listMine(context: CommandContext): Promise<OutgoingMessage> {
  const { answers, chat } = context.deps.reader.words
  const { status: text } = answers
  const requests = await context.deps.store.list({ requester: context.turn.person.id, limit: 15 })
  if (requests.length > 0) return list(context, text.yours, requests)
  return answerCard(context.deps.cards, {
    title: text.noneYet,
    paragraphs: [text.ask],
    code: ['/jit request web01 rdp 1h INC123456 patching'],
    buttons: [runButton(chat.buttons.requestAccess, 'request'), runButton(chat.buttons.machines, 'vms')],
  })
}

/** A tone of a card as the colour of a word. */
function colorOf({ state }: Request): RowColor {
  const tone = toneOf[state]
  return tone === 'emphasis' ? 'default' : tone
}

function list({ deps, turn }: CommandContext, title: string, requests: readonly Request[]): OutgoingMessage {
  const { answers, chat } = deps.reader.words
  const rows = requests.map(
    (request): Row => ({
      name: requestTitle(request, deps.reader.words),
      state: stateText(request, deps.reader),
      color: colorOf(request),
      line: `${request.id} · ${answers.status.from(sourceText(request.source, deps.reader.words))}${request.reason ? ` · ${request.reason}` : ''}`,
    }),
  )
  const buttons = requests
    .filter((request) => alive.includes(request.state))
    .map((request) => runButton(chat.buttons.show(request.id), `status ${request.id}`))
  return listCard(deps.cards, { title, sections: [{ rows }], buttons })
}
