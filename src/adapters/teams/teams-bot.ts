import type { BotFrameworkAuthentication } from 'botframework-connector'
import type { PersonId } from '../../domain/ids.ts'
import type { Chat } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { SeenActivities, Welcomes } from '../../ports/store.ts'
import type { Language } from '../../words/languages.ts'
import { type IncomingActivity, parseActivity } from './activity.ts'
import { isServiceUrl, tenantOf, tokenFlaw } from './admission.ts'
import { type Admitted, activityAnswerer, type Done, done, type TurnKind, type TurnOutcome } from './answer-activity.ts'
import { dialogAnswer, isDialog } from './dialog.ts'
import type { Answer } from './invoke.ts'
import type { TeamsMessenger } from './messenger.ts'
import type { Onlookers } from './onlookers.ts'
import { withPatience } from './patience.ts'
import { isOfChannel, isRemoval, placeNews } from './presence.ts'
import { privateAnswers } from './private-answers.ts'
import { splitConversationId } from './reference.ts'
import type { KnownConversation, References } from './references.ts'
import { actorOf, readConversation, readTurn } from './turn.ts'
import { isTokenRefusal, TurnAdapter } from './turn-adapter.ts'
import type { Waiting } from './waiting.ts'
import { wordsFor } from './words-for.ts'

/** One HTTP call of Teams, its body parsed as JSON. `requestId` is ours, told to people when something breaks. */
export interface TeamsCall {
  readonly authorization: string | undefined
  readonly body: unknown
  readonly requestId: string
}

export interface TeamsBot {
  /** Never rejects. The answer to a refusal tells nothing; why is in the log. */
  process(call: TeamsCall): Promise<Answer>
}

export interface TeamsBotOptions {
  readonly authentication: BotFrameworkAuthentication
  readonly appId: string
  readonly issuer: string
  /** Tenants whose people are answered, lower-cased. Empty: nobody. */
  readonly tenants: readonly string[]
  /** Hosts that a service URL may have. Loopback only if it is named here. */
  readonly serviceHosts: readonly string[]
  readonly chat: Chat
  readonly references: References
  readonly onlookers: Onlookers
  readonly messenger: TeamsMessenger
  readonly seen: SeenActivities
  readonly welcomes: Welcomes
  readonly clock: Clock
  readonly waiting: Waiting
  /** Real time in epoch milliseconds, for what tokens say of their end; the sandbox's clock is another. */
  readonly wallClock: () => number
  readonly log: Log
  readonly language: Language
  readonly turned?: (kind: TurnKind, outcome: TurnOutcome, seconds: number) => void
}

/** Turns in. Every call is proven to come from Teams, for this bot, from an allowed tenant, before anything is done. */
export function teamsBot(options: TeamsBotOptions): TeamsBot {
  const { references, onlookers, messenger, log, appId, waiting } = options
  const adapter = new TurnAdapter(options.authentication)
  const answer = activityAnswerer(options)
  const answerPrivately = privateAnswers(options)

  async function admit(call: TeamsCall): Promise<Done> {
    const parsed = parseActivity(call.body)
    if ('wrong' in parsed) {
      log.warn({ requestId: call.requestId, wrong: parsed.wrong }, 'A malformed activity was refused')
      return done('other', 'malformed', { status: 400 })
    }
    const { activity } = parsed
    const flaw = flawOf(call, activity)
    if (flaw) return refuse(call, 401, flaw)
    let result: Done | undefined
    try {
      await adapter.admit(call.authorization ?? '', activity, async () => {
        result = await admitTenant(call, activity)
      })
    } catch (error) {
      if (isTokenRefusal(error)) return refuse(call, 401, error instanceof Error ? error.message : 'token refused')
      log.error({ requestId: call.requestId, error }, 'A call could not be checked or answered')
      // 503: Teams delivers it again, when the keys can be read perhaps.
      return result ?? done('other', 'failed', { status: 503 })
    }
    return result ?? done('other', 'failed', { status: 500 })
  }

  function flawOf({ authorization }: TeamsCall, activity: IncomingActivity): string | undefined {
    if (activity.channelId !== 'msteams') return 'not from Teams'
    if (!activity.serviceUrl) return 'no service URL'
    if (!isServiceUrl(activity.serviceUrl, options.serviceHosts)) return 'foreign service URL'
    return tokenFlaw(authorization, { issuer: options.issuer, appId, nowMs: options.wallClock() })
  }

  function refuse(call: TeamsCall, status: 401 | 403, why: string): Done {
    log.warn({ requestId: call.requestId, status, why }, 'A call was refused')
    return done('other', 'refused', { status })
  }

  /** From here on the call is Teams' own; whether it is one of our tenants is seen next. */
  async function admitTenant(call: TeamsCall, activity: IncomingActivity): Promise<Done> {
    const { requestId } = call
    const tenantId = tenantOf(activity)
    if (!tenantId || !options.tenants.includes(tenantId)) return refuse(call, 403, `tenant ${tenantId ?? 'not told'}`)
    const botId = activity.recipient?.id ?? `28:${appId}`
    const person = actorOf(activity, tenantId)
    const serviceUrl = activity.serviceUrl ?? ''
    if (isDialog(activity)) return await admitDialog({ activity, person, botId, requestId })
    const known = readConversation(activity, { serviceUrl, tenantId, botId, ...(person ? { person } : {}) })
    if (person) onlookers.met(person, activity.from.id)
    const removed = isRemoval(activity, botId)
    const news = placeNews(activity, botId)
    await note(activity, known, removed).catch((error) => {
      log.warn({ requestId, conversation: known.conversation, removed, error }, 'The address book could not be written')
    })
    return await answer({
      ...(news ? { news } : {}),
      activity,
      turn: person && readTurn(activity, person),
      botId,
      requestId,
      whisper: (message) =>
        answerPrivately(
          { reference: known.reference, conversation: activity.conversation.id, account: activity.from.id, person },
          message,
        ),
      say: async (message) => {
        await withPatience(waiting, () => messenger.say(known.reference, activity.conversation.id, message))
      },
    })
  }

  /**
   * The message extension is used in any chat, of two people as well, of which nothing is learnt: what comes of it goes to where it was
   * used if the bot is there, else to the person's own chat with the bot.
   */
  async function admitDialog({
    activity,
    person,
    botId,
    requestId,
  }: Omit<Admitted, 'turn' | 'say' | 'whisper'> & { readonly person: PersonId | undefined }): Promise<Done> {
    const silent = async () => undefined
    const admitted = { activity, botId, requestId, say: silent, whisper: silent }
    if (!person) return await answer({ ...admitted, turn: undefined })
    const here = readTurn(activity, person)
    const { conversation: place } = splitConversationId(activity.conversation.id)
    try {
      const own = await references.personal(person)
      const isKnown = own?.conversation === place || (await references.of(place))?.kind === 'channel'
      if (isKnown) return await answer({ ...admitted, turn: here })
      const { conversation } = own ?? (await messenger.personalChat(person))
      return await answer({ ...admitted, turn: { ...here, conversation: { id: conversation, kind: 'personal' } } })
    } catch (error) {
      log.warn({ requestId, person, error }, 'The message extension was used where nothing could be answered')
      const { unreachable } = wordsFor(activity, options.language).turn
      return done('dialog', 'failed', dialogAnswer({ kind: 'done', text: unreachable }))
    }
  }

  /** An event of a channel bears the name of that channel beside the id of another conversation. */
  async function note(activity: IncomingActivity, known: KnownConversation, removed: boolean): Promise<void> {
    if (removed) await references.forget(known.conversation)
    else if (!isOfChannel(activity)) await references.learn(known)
  }

  return {
    async process(call) {
      const started = waiting.now()
      const result = await admit(call)
      options.turned?.(result.kind, result.outcome, (waiting.now() - started) / 1000)
      return result.answer
    },
  }
}
