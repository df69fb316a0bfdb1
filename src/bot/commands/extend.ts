import { extendRequest } from '../../app/extend-request.ts'
import { parseDuration } from '../../domain/duration.ts'
import { parseRequestId } from '../../domain/ids.ts'
import type { Request } from '../../domain/request.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { answerCard } from '../cards/answer.ts'
import { extensionOffer } from '../cards/extension-offer.ts'
import { listCard } from '../cards/list.ts'
import type { Command, CommandContext } from '../command.ts'
import { maySee } from '../may-see.ts'
import { originOf } from '../origin-of.ts'
import { parseExtension } from '../text/parse-extension.ts'
import { requestTitle } from '../words/describe.ts'
import { extendedTexts } from '../words/extended.ts'
import { noSuchRequest } from '../words/no-such-request.ts'
import { stateText } from '../words/state.ts'

export const extend: Command = {
  name: 'extend',
  aliases: ['prolong', 'longer'],
  who: 'everyone',
  listed: false,
  usage: 'extend [request or machine] [time] [reason]',
  examples: ['extend'],
  run: (context) => extendTyped(context),
}

async function extendTyped(context: CommandContext): Promise<OutgoingMessage | undefined> {
  const { deps, turn } = context
  const { extend: text } = deps.reader.words.answers
  const { said, time, reason } = parseExtension(context.rest)
  const found = await chosen(context, said)
  if (found.kind === 'answer') return found.answer
  const { request } = found
  const duration = time === '' ? undefined : parseDuration(time)
  if (!duration) return extensionOffer(deps.cards, request)
  if (!duration.ok) return refused(context, text.howMuch, [duration.text(deps.reader)])
  const asked = await extendRequest(deps, turn.person, request.id, {
    durationMs: duration.ms,
    origin: originOf(turn),
    ...(reason === '' ? {} : { reason }),
  })
  if (asked.kind === 'asked') return undefined
  if (asked.kind === 'unknown') return await noSuchRequest(deps, turn, 'extend', said)
  return refused(context, text.notExtended, extendedTexts(asked, context.deps.reader))
}

type Chosen =
  | { readonly kind: 'request'; readonly request: Request }
  | { readonly kind: 'answer'; readonly answer: OutgoingMessage }

/** The request that is meant: by its id, by the name of a machine that is open, or the only one that is. */
async function chosen(context: CommandContext, said: string): Promise<Chosen> {
  const { deps, turn } = context
  const id = parseRequestId(said)
  const named = id && (await deps.store.find(id))
  if (named && (await maySee(deps, turn.person, named))) return { kind: 'request', request: named }
  const open = await deps.store.list({ requester: turn.person.id, states: ['open'], limit: 50 })
  const name = said.split('/').at(-1)?.toLowerCase() ?? ''
  const meant =
    said === '' ? open : open.filter(({ targets }) => targets.some(({ vmName }) => vmName.toLowerCase() === name))
  const [only, ...others] = meant
  if (only && others.length === 0) return { kind: 'request', request: only }
  if (only) return { kind: 'answer', answer: which(context, meant) }
  if (id) return { kind: 'answer', answer: await noSuchRequest(deps, turn, 'extend', said) }
  const { extend: text } = deps.reader.words.answers
  const why = said === '' ? text.noneOpen : text.noneOpenOn(said.slice(0, 60))
  return { kind: 'answer', answer: refused(context, text.nothing, [why]) }
}

function which({ deps, turn }: CommandContext, open: readonly Request[]): OutgoingMessage {
  const { answers, chat } = deps.reader.words
  return listCard(deps.cards, {
    title: answers.extend.which,
    sections: [
      {
        rows: open.slice(0, 20).map((request) => ({
          name: requestTitle(request, deps.reader.words),
          state: stateText(request, deps.reader),
          line: request.id,
        })),
      },
    ],
    buttons: open.map(({ id }) => ({ title: chat.buttons.extend(id), verb: 'run', data: { text: `extend ${id}` } })),
  })
}

function refused({ deps }: CommandContext, title: string, paragraphs: readonly string[]): OutgoingMessage {
  return answerCard(deps.cards, { title, tone: 'warning', paragraphs })
}
