import type { Chat } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { DeliveryError, Messenger } from '../../ports/messenger.ts'
import type { Roster } from '../../ports/roster.ts'
import type { AddressBook, SeenActivities, Welcomes } from '../../ports/store.ts'
import type { Language } from '../../words/languages.ts'
import type { TurnKind, TurnOutcome } from './answer-activity.ts'
import { type BotIdentity, botAuthentication, tokenIssuer } from './authentication.ts'
import { connector } from './connector.ts'
import { teamsMessenger } from './messenger.ts'
import { onlookers } from './onlookers.ts'
import { type PaceLimits, pacer, teamsLimits } from './pacer.ts'
import { references } from './references.ts'
import { teamsRoster } from './roster.ts'
import { type TeamsBot, teamsBot } from './teams-bot.ts'
import { realWaiting, type Waiting } from './waiting.ts'

/** What the Teams adapter tells the metrics; absent where nobody counts. */
export interface TeamsMetrics {
  turn(kind: TurnKind, outcome: TurnOutcome, seconds: number): void
  delivery(outcome: 'sent' | DeliveryError['outcome']): void
}

export interface BotSurfaceOptions {
  readonly identity: BotIdentity
  readonly tenants: readonly string[]
  readonly serviceHosts: readonly string[]
  /** Where messages go whose conversation no activity has told of yet. */
  readonly fallbackServiceUrl: string
  readonly addressBook: AddressBook
  readonly seen: SeenActivities
  readonly welcomes: Welcomes
  readonly clock: Clock
  readonly log: Log
  readonly metrics?: TeamsMetrics
  readonly limits?: PaceLimits
  readonly waiting?: Waiting
  /** What is spoken where Teams tells no language of ours. */
  readonly language: Language
}

/** The whole of Teams as the rest of the bot sees it: messages out at once, turns in when there is a chat to answer them. */
export interface BotSurface {
  readonly messenger: Messenger
  readonly roster: Roster
  answering(chat: Chat): TeamsBot
  /** Gives up the messages that wait for their turn; they are the outbox's again. */
  stop(): void
}

export async function botSurface(options: BotSurfaceOptions): Promise<BotSurface> {
  const { identity, seen, clock, log, metrics } = options
  const { appId, tenantId } = identity
  const authentication = await botAuthentication(identity)
  const waiting = options.waiting ?? realWaiting
  const pace = pacer({ limits: options.limits ?? teamsLimits, waiting })
  const known = references(options.addressBook)
  const connected = connector({ authentication, appId, now: waiting.now })
  const readers = onlookers({ list: (conversation) => roster.people(conversation), now: waiting.now, log })
  const roster = teamsRoster({
    connector: connected,
    references: known,
    fallbackServiceUrl: options.fallbackServiceUrl,
    onListed: readers.listed,
  })
  const messenger = teamsMessenger({
    connector: connected,
    references: known,
    onlookers: readers,
    pacer: pace,
    log,
    appId,
    fallback: { serviceUrl: options.fallbackServiceUrl, tenantId },
    ...(metrics ? { delivered: metrics.delivery } : {}),
  })
  return {
    messenger,
    roster,
    stop: () => pace.stop(),
    answering: (chat) =>
      teamsBot({
        authentication,
        appId,
        issuer: tokenIssuer(identity),
        tenants: options.tenants.map((tenant) => tenant.toLowerCase()),
        serviceHosts: options.serviceHosts,
        chat,
        references: known,
        onlookers: readers,
        messenger,
        seen,
        welcomes: options.welcomes,
        clock,
        waiting,
        wallClock: Date.now,
        log,
        language: options.language,
        ...(metrics ? { turned: metrics.turn } : {}),
      }),
  }
}
