import type { Chat, PlaceNews, Turn } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import { DeliveryError, type OutgoingMessage } from '../../ports/messenger.ts'
import type { SeenActivities, Welcomes } from '../../ports/store.ts'
import type { Language } from '../../words/languages.ts'
import type { IncomingActivity } from './activity.ts'
import { answerOpening, answerSubmission, dialogAnswer, isDialog, openingName, submissionName } from './dialog.ts'
import { handleMessage } from './handle-message.ts'
import { type Answer, answerPress, answerSearch, pressAnswer, searchAnswer } from './invoke.ts'
import { sentenceMessage } from './message-activity.ts'
import { answerFetch, answerSubmit, taskAnswer } from './page-dialogs.ts'
import { isArrival } from './presence.ts'
import { wordsFor } from './words-for.ts'

export type TurnKind = 'message' | 'submit' | 'press' | 'search' | 'dialog' | 'presence' | 'other'
export type TurnOutcome = 'ok' | 'refused' | 'malformed' | 'duplicate' | 'failed'

/** How a call went: what Teams is answered, and what the operator counts. */
export interface Done {
  readonly answer: Answer
  readonly kind: TurnKind
  readonly outcome: TurnOutcome
}

export function done(kind: TurnKind, outcome: TurnOutcome = 'ok', answer: Answer = { status: 200 }): Done {
  return { answer, kind, outcome }
}

/** An activity that is proven to come from Teams and from an allowed tenant. No turn: Teams did not say who it is. */
export interface Admitted {
  readonly activity: IncomingActivity
  readonly turn: Turn | undefined
  readonly botId: string
  readonly requestId: string
  /** What it tells of a channel or a team. */
  readonly news?: PlaceNews
  /** Says something where the activity came from, for all who are there. */
  say(message: OutgoingMessage): Promise<void>
  /** The same to whoever sent it alone. */
  whisper(message: OutgoingMessage): Promise<void>
}

export interface AnswerOptions {
  readonly chat: Chat
  readonly seen: SeenActivities
  readonly welcomes: Welcomes
  readonly clock: Clock
  readonly log: Log
  readonly language: Language
}

/** Hands an activity to the chat, whatever it is, and the chat's answer back. Never rejects. */
export function activityAnswerer(options: AnswerOptions): (admitted: Admitted) => Promise<Done> {
  const { chat, seen, welcomes, clock, log, language } = options

  async function onMessage(admitted: Admitted, turn: Turn): Promise<Done> {
    const { activity, botId, say, whisper } = admitted
    if (!activity.id) return done('message', 'malformed', { status: 400 })
    // Ids are unique within a conversation only.
    if (!(await isFirst(`${turn.conversation.id}/${activity.id}`, admitted))) return done('message', 'duplicate')
    const { yourAnswer } = wordsFor(activity, language).turn
    return done(await handleMessage(chat, turn, activity, botId, { say, whisper, yourAnswer }))
  }

  /** With the database away nothing can be told apart; the use cases find out for themselves and say so. */
  async function isFirst(key: string, { requestId }: Admitted): Promise<boolean> {
    try {
      return await seen.first(key, clock.now())
    } catch (error) {
      log.warn({ requestId, error }, 'It cannot be told whether an activity was seen before')
      return true
    }
  }

  // Delivered twice, an invoke is answered twice: its answer is all that the person sees of it.
  async function onInvoke({ activity, requestId, whisper }: Admitted, turn: Turn): Promise<Done> {
    switch (activity.name) {
      case 'adaptiveCard/action':
        return answered(
          'press',
          await answerPress(chat, turn, activity.value, activity.replyToId ?? undefined, activity.from.id),
        )
      case 'task/fetch':
        return answered('dialog', await answerFetch(chat, turn, activity.value, activity.replyToId ?? undefined))
      case 'task/submit':
        return answered('dialog', await answerSubmit(chat, turn, activity.value, whisper))
      case 'application/search':
        return answered('search', await answerSearch(chat, turn, activity.value))
      case openingName:
        return answered('dialog', await answerOpening(chat, turn, activity.value))
      case submissionName:
        return answered('dialog', await answerSubmission(chat, turn, activity.value))
      default:
        log.debug({ requestId, name: activity.name }, 'An invoke that the bot does not know')
        return done('other', 'ok', { status: 501 })
    }
  }

  /** Teams tells of an arrival twice, as an installation and as a new member, and again at each: one welcome. */
  async function onPresence({ activity, botId, say, news }: Admitted, turn: Turn | undefined): Promise<Done> {
    if (news) await chat.place(news)
    if (!turn || !isArrival(activity, botId)) return done('presence')
    if (!(await welcomes.first(turn.conversation.id, clock.now()))) return done('presence', 'duplicate')
    const message = await chat.welcome(turn)
    if (message) await say(message)
    return done('presence')
  }

  async function dispatch(admitted: Admitted): Promise<Done> {
    const { activity, turn } = admitted
    switch (activity.type) {
      case 'message':
        return turn ? await onMessage(admitted, turn) : await turnAway(admitted, language)
      case 'invoke':
        return turn ? await onInvoke(admitted, turn) : await turnAway(admitted, language)
      case 'installationUpdate':
      case 'conversationUpdate':
        return await onPresence(admitted, turn)
      default:
        // Edits above all: what was edited never runs as a command.
        return done('other')
    }
  }

  async function apologise({ activity, requestId, whisper }: Admitted, error: unknown): Promise<Done> {
    log.error({ requestId, type: activity.type, name: activity.name, error }, 'A turn failed')
    const text = wordsFor(activity, language).turn.failed(requestId)
    if (activity.type === 'invoke') return unanswered(activity, text, 'failed')
    if (activity.type !== 'message') return done('presence', 'failed')
    // Where the answer itself could not be delivered, an apology cannot either.
    if (!(error instanceof DeliveryError)) {
      await whisper(sentenceMessage(text)).catch((again) => {
        log.error({ requestId, error: again }, 'Nor could the person be told')
      })
    }
    return done('message', 'failed')
  }

  return async (admitted) => {
    try {
      return await dispatch(admitted)
    } catch (error) {
      return await apologise(admitted, error)
    }
  }
}

function answered(kind: TurnKind, answer: Answer): Done {
  return done(kind, answer.status === 400 ? 'malformed' : 'ok', answer)
}

async function turnAway({ activity, whisper }: Admitted, language: Language): Promise<Done> {
  const { nobody } = wordsFor(activity, language).turn
  if (activity.type === 'invoke') return unanswered(activity, nobody, 'refused')
  await whisper(sentenceMessage(nobody))
  return done('message', 'refused')
}

function unanswered(activity: IncomingActivity, text: string, outcome: 'refused' | 'failed'): Done {
  if (activity.name === 'application/search') return done('search', outcome, searchAnswer([]))
  if (activity.name?.startsWith('task/')) return done('dialog', outcome, taskAnswer({ kind: 'sentence', text }))
  if (isDialog(activity)) return done('dialog', outcome, dialogAnswer({ kind: 'done', text }))
  return done('press', outcome, pressAnswer({ kind: 'sentence', text }))
}
