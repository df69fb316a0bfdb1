import { heedPlace } from '../app/heed-place.ts'
import type { Chat, Press, PressAnswer, Turn } from '../ports/chat.ts'
import { StoreUnavailable } from '../ports/store.ts'
import { openAddressDialog, takeAddressDialog } from './address-dialog.ts'
import { answerCard } from './cards/answer.ts'
import { type ChatDeps, type ChatParts, forPlace, forReader } from './command.ts'
import { inDialog, openDialog } from './extension.ts'
import { sentence } from './presses/press.ts'
import { presses } from './presses.ts'
import { runText } from './run-text.ts'
import { choicesFor } from './type-ahead.ts'
import { welcome } from './welcome.ts'

/** The chat: what is typed, pressed and searched, with an error boundary round each. */
export function createChat(parts: ChatParts): Chat {
  return {
    async message(turn, text) {
      const deps = forReader(parts, turn)
      deps.afterwards(() => deps.people.learn([turn.person]))
      try {
        return await runText(deps, turn, text)
      } catch (error) {
        return answerCard(deps.cards, {
          title: deps.reader.words.chat.didNotWork,
          tone: 'attention',
          paragraphs: [trouble(deps, turn, 'message', error)],
        })
      }
    },

    press: (turn, press) => pressed(forReader(parts, turn), turn, press),

    async openDialog(turn, opened) {
      const deps = forReader(parts, turn)
      deps.afterwards(() => deps.people.learn([turn.person]))
      try {
        return await openDialog(deps, turn, opened)
      } catch (error) {
        return { kind: 'done', text: trouble(deps, turn, 'dialog', error) }
      }
    },

    async submitDialog(turn, press) {
      const deps = forReader(parts, turn)
      return inDialog(deps, await pressed(deps, { ...turn, dialog: true }, press))
    },

    async openPage(turn, press) {
      const deps = forReader(parts, turn)
      try {
        return await openAddressDialog(deps, turn, press)
      } catch (error) {
        return { kind: 'sentence', text: trouble(deps, turn, 'open a dialog', error) }
      }
    },

    async submitPage(turn, data) {
      const deps = forReader(parts, turn)
      try {
        return await takeAddressDialog(deps, turn, data)
      } catch (error) {
        return { kind: 'sentence', text: trouble(deps, turn, 'take a dialog', error) }
      }
    },

    search: async (turn, query) => [...(await choicesFor(forReader(parts, turn), turn.person, query))],

    async place(news) {
      try {
        await heedPlace(parts, news)
      } catch (error) {
        parts.log.error({ news, err: error }, 'what became of a channel could not be stored; it is found out again')
      }
    },

    async welcome(turn) {
      const deps = forReader(parts, turn)
      try {
        // In a channel everybody reads it, not only whoever added the bot.
        return await welcome(turn.conversation.kind === 'personal' ? deps : await forPlace(deps, turn), turn)
      } catch (error) {
        trouble(deps, turn, 'welcome', error)
        return undefined
      }
    },
  }
}

async function pressed(deps: ChatDeps, turn: Turn, press: Press): Promise<PressAnswer> {
  const handler = presses[press.verb]
  if (!handler) {
    const fact = { type: 'attempt refused', attempted: press.verb.slice(0, 60), why: 'no such button' } as const
    await deps.ledger.append([{ at: deps.clock.now(), actor: turn.person, fact }]).catch(() => undefined)
    deps.log.warn({ person: turn.person.id, verb: press.verb.slice(0, 60) }, 'a press with an unknown verb was refused')
    return sentence(deps.reader.words.chat.unknownButton)
  }
  try {
    deps.afterwards(() => deps.people.learn([turn.person]))
    return await handler(deps, turn, press)
  } catch (error) {
    return sentence(trouble(deps, turn, press.verb, error))
  }
}

/** The operator reads what happened and where; the person reads what it means for them. */
function trouble({ log, newRequestId, reader }: ChatDeps, turn: Turn, doing: string, error: unknown): string {
  const reference = newRequestId()
  log.error(
    { reference, person: turn.person.id, conversation: turn.conversation.id, doing, err: error },
    'a turn failed',
  )
  return error instanceof StoreUnavailable ? reader.words.chat.noDatabase : reader.words.chat.ourFault(reference)
}
