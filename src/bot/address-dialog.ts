import { openAddressPage, takeAddress } from '../app/address-page.ts'
import type { AddressPurpose } from '../domain/address-page.ts'
import { parseRequestId } from '../domain/ids.ts'
import { standingOf } from '../domain/life-cycle/extension.ts'
import { standing } from '../domain/life-cycle/standing.ts'
import type { Source } from '../domain/request.ts'
import type { PageDialog, PageSubmitted, Press, Turn } from '../ports/chat.ts'
import { DeliveryError, type OutgoingMessage } from '../ports/messenger.ts'
import { moveTo } from './change-address-flow.ts'
import type { ChatDeps, CommandContext } from './command.ts'
import { youConnectFrom } from './commands/from.ts'
import { maySee } from './may-see.ts'
import { draftOf } from './presses/form-presses.ts'
import { field } from './presses/press.ts'
import { ask } from './request-flow.ts'
import { formSource } from './request-form.ts'
import { runText } from './run-text.ts'
import { takenOver } from './taken-over.ts'
import { pageFlawText } from './words/address-page.ts'

const sentence = (text: string): Extract<PageDialog, { kind: 'sentence' }> => ({ kind: 'sentence', text })
const size = { width: 440, height: 560 } as const

/** What one form may carry on: ten machines with their ports, and a reason. */
const longestForm = 16_000

/** *Use my address* or *My address changed* was pressed: the page that finds it out, for this person and this purpose alone. */
export async function openAddressDialog(deps: ChatDeps, turn: Turn, press: Press): Promise<PageDialog> {
  const { pressing } = deps.reader.words
  const { address: text } = pressing
  if (field(press, 'verb') !== 'address') return sentence(pressing.unknownButton)
  const author = field(press, 'for')
  if (author !== '' && author !== turn.person.id) return sentence(text.somebodyElsesForm)
  const purpose = await purposeOf(deps, turn, press, author)
  if (typeof purpose === 'string') return sentence(purpose)
  const { messageId } = press
  const url = await openAddressPage(deps, {
    person: turn.person,
    purpose,
    ...(messageId === undefined ? {} : { messageId }),
  })
  if (url !== undefined) return { kind: 'page', title: text.title, ...size, url }
  const typed = purpose.kind === 'request' ? `/jit address ${purpose.request} 203.0.113.7` : '/jit from 203.0.113.7'
  return sentence(text.notSetUp(typed))
}

async function purposeOf(deps: ChatDeps, turn: Turn, press: Press, author: string): Promise<AddressPurpose | string> {
  const { pressing } = deps.reader.words
  const { address: text } = pressing
  const said = field(press, 'request')
  if (said !== '') {
    const id = parseRequestId(said)
    const request = id && (await deps.store.find(id))
    if (!request || !(await maySee(deps, turn.person, request))) return pressing.unknownRequest
    if (request.requester.id !== turn.person.id) return text.notYours(request.requester.name)
    if (!standingOf(request)) return text.nothingToMove(standing(request, deps.reader))
    return { kind: 'request', request: request.id }
  }
  const command = field(press, 'command', 2_000)
  if (command !== '' && author !== '') return { kind: 'command', text: command }
  if (field(press, 'purpose') !== 'form') return { kind: 'remember' }
  const carried = Object.entries(press.data).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && /^(vm|ports\d{0,2}|duration|start|startDate|startTime|reason|add)$/.test(name)
      ? [[name, value]]
      : [],
  )
  if (carried.reduce((sum, [, value]) => sum + value.length, 0) > longestForm) return text.formTooLarge
  return { kind: 'form', data: Object.fromEntries(carried), goOn: field(press, 'goOn') === 'yes' }
}

/** The page was handed back: what was confirmed there is used for what it was opened for. Undefined: the dialog just closes. */
export async function takeAddressDialog(
  deps: ChatDeps,
  turn: Turn,
  data: Readonly<Record<string, unknown>>,
): Promise<PageSubmitted | undefined> {
  const { nonce } = data
  // Closed without a choice.
  if (nonce === undefined) return undefined
  if (typeof nonce !== 'string' || nonce.length > 100) return sentence(pageFlawText('unknown', deps.reader))
  const taken = await takeAddress(deps, turn.person, nonce)
  if ('flaw' in taken) return sentence(pageFlawText(taken.flaw, deps.reader))
  const { purpose, confirmed, messageId } = taken
  const context = contextOf(deps, turn, messageId)
  switch (purpose.kind) {
    case 'remember':
      return await show(context, youConnectFrom(deps, confirmed, undefined))
    case 'command':
      // As if typed again: nothing that needs a confirmation is confirmed by it.
      return await show(context, await runText(deps, turn, purpose.text))
    case 'form':
      return await show(context, await fillIn(context, purpose, confirmed))
    case 'request': {
      const answer = await moveTo(deps, turn, purpose.request, confirmed, false)
      if (answer === 'unknown') return sentence(deps.reader.words.pressing.noSuchRequest)
      // The card of the request stays as it is: the answer is a message of its own.
      return await show(contextOf(deps, turn, undefined), answer)
    }
    default:
      return purpose satisfies never
  }
}

function contextOf(deps: ChatDeps, turn: Turn, messageId: string | undefined): CommandContext {
  const pressed = takenOver(turn, messageId)
  return { deps, turn, rest: '', ...(pressed ? { pressed } : {}) }
}

async function fillIn(
  context: CommandContext,
  { data, goOn }: Extract<AddressPurpose, { kind: 'form' }>,
  confirmed: Source,
): Promise<OutgoingMessage | undefined> {
  const draft = draftOf({ data: { ...data, source: formSource(confirmed) } })
  return await ask(context, draft, goOn ? 'sent' : 'at the form')
}

/** In the place of the card whose button was pressed where nobody else reads it; else as a message to that person alone. */
async function show(
  { deps, pressed }: CommandContext,
  message: OutgoingMessage | undefined,
): Promise<PageSubmitted | undefined> {
  if (!message) return undefined
  if (!pressed) return { kind: 'message', message }
  try {
    await deps.messenger.update(pressed.conversation, pressed.messageId, message)
    return undefined
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error
    return { kind: 'message', message }
  }
}
