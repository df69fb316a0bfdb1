import { parseRequestId } from '../../domain/ids.ts'
import type { Request } from '../../domain/request.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { DeliveryError } from '../../ports/messenger.ts'
import type { CommandContext } from '../command.ts'
import { maySee } from '../may-see.ts'
import { ask } from '../request-flow.ts'
import { sourceWords } from '../source-of.ts'
import { cardAnswer, field, type PressHandler, sentence, unknownRequest } from './press.ts'

/** As long as somebody waits for the answer to a press. */
const patienceMs = 5_000

/** Brings the form filled with what was asked for before, as a message of its own; the old card stays as it is. Nothing is asked for yet. */
export const askAgain: PressHandler = async (deps, turn, press) => {
  const { again: text } = deps.reader.words.asking
  const id = parseRequestId(field(press, 'request'))
  const request = id && (await deps.store.find(id))
  if (!request || !(await maySee(deps, turn.person, request))) return unknownRequest(deps)
  // Another person's address and reason are not this person's word.
  if (request.requester.id !== turn.person.id) return sentence(text.notYours(request.requester.name))
  const filled = await fill({ deps, turn, rest: '' }, request)
  if (!filled) return sentence(text.nothing)
  const { id: conversation, kind } = turn.conversation
  // Where others read along a form is for one person: it takes the place of the card for them alone.
  if (kind !== 'personal') return cardAnswer(filled)
  try {
    await deps.messenger.post({ kind: 'conversation', id: conversation }, filled, patienceMs)
    return sentence(text.here)
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error
    return cardAnswer(filled)
  }
}

/** Every machine with its own ports, as a form that was sent off has them. */
async function fill(context: CommandContext, request: Request): Promise<OutgoingMessage | undefined> {
  const { durationMs, reason, targets, source } = request
  const own = targets.map(({ vm, ports }) => ({ vm, ports: ports.map(({ number }) => ({ number })) }))
  const vms = own.map(({ vm }) => vm)
  const from = source.network !== undefined && !source.others ? source.network : sourceWords(source)
  return await ask(context, { vms, own, durationMs, source: from, reason, problems: [] }, 'at the form')
}
