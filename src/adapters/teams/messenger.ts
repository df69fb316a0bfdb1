import type { PersonId } from '../../domain/ids.ts'
import type { Destination } from '../../domain/posting.ts'
import type { Log } from '../../ports/log.ts'
import { DeliveryError, type Messenger, type OutgoingMessage } from '../../ports/messenger.ts'
import type { Connector } from './connector.ts'
import { codeOf, statusOf, toDeliveryError } from './delivery-error.ts'
import { messageActivity } from './message-activity.ts'
import type { Onlookers } from './onlookers.ts'
import type { Pacer } from './pacer.ts'
import { joinConversationId, type Reference, splitConversationId } from './reference.ts'
import type { References } from './references.ts'

/** Also speaks where the reference is at hand, because an activity has just brought it. */
export interface TeamsMessenger extends Messenger {
  say(reference: Reference, conversation: string, message: OutgoingMessage): Promise<string>
  /** The personal chat with somebody, made if there is none yet. */
  personalChat(person: PersonId): Promise<{ readonly conversation: string; readonly reference: Reference }>
  /** Says something there that only this person sees. */
  whisper(reference: Reference, conversation: string, account: string, message: OutgoingMessage): Promise<void>
}

export interface MessengerOptions {
  readonly connector: Connector
  readonly references: References
  readonly onlookers: Onlookers
  readonly pacer: Pacer
  readonly log: Log
  readonly appId: string
  /** For conversations that no activity has told of yet. */
  readonly fallback: { readonly serviceUrl: string; readonly tenantId: string }
  readonly delivered?: (outcome: 'sent' | DeliveryError['outcome']) => void
}

export function teamsMessenger(options: MessengerOptions): TeamsMessenger {
  const { connector, references, onlookers, pacer, log, appId, fallback, delivered } = options
  const botId = `28:${appId}`

  /** One call to Teams in the conversation's turn; its refusals become `DeliveryError`. */
  async function call<T>(
    operation: string,
    conversation: string,
    send: () => Promise<T>,
    withinMs?: number,
  ): Promise<T> {
    const lane = splitConversationId(conversation).conversation
    try {
      const result = await pacer.turn(lane, () => send().catch((error) => blockIfThrottled(lane, error)), withinMs)
      delivered?.('sent')
      return result
    } catch (error) {
      const refusal = toDeliveryError(error, operation)
      const fields = {
        operation,
        conversation: lane,
        outcome: refusal.outcome,
        status: statusOf(error),
        code: codeOf(error),
      }
      if (fields.status === 401) log.error(fields, 'Teams does not accept the bot’s credentials: nothing can be sent')
      else log.warn(fields, 'Teams did not take a message')
      delivered?.(refusal.outcome)
      throw refusal
    }
  }

  // Inside the turn, so that the next in line does not run into the same refusal.
  function blockIfThrottled(lane: string, error: unknown): never {
    const refusal = toDeliveryError(error, 'send')
    if (statusOf(error) === 429) pacer.block(lane, refusal.retryAfterMs ?? 1_000)
    throw error
  }

  async function look<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read()
    } catch (cause) {
      throw new DeliveryError('The address book cannot be read', { outcome: 'later', cause })
    }
  }

  /** As Teams takes it there. */
  function activityFor(reference: Reference, conversation: string, { card, summary }: OutgoingMessage) {
    return messageActivity({ card: onlookers.addressed(card, conversation, reference.kind === 'personal'), summary })
  }

  async function say(reference: Reference, conversation: string, message: OutgoingMessage, withinMs?: number) {
    const activity = { ...activityFor(reference, conversation, message), from: { id: botId, name: '' } }
    const send = () => connector.send(reference.serviceUrl, conversation, activity)
    return await call('send', conversation, send, withinMs)
  }

  async function startThread(reference: Reference, channel: string, message: OutgoingMessage, withinMs?: number) {
    const create = () =>
      connector.create(reference.serviceUrl, {
        isGroup: true,
        bot: { id: botId, name: '' },
        tenantId: reference.tenantId,
        channelData: { channel: { id: channel }, tenant: { id: reference.tenantId } },
        // The SDK's type asks for a whole activity where Teams asks for a message.
        activity: activityFor(reference, channel, message) as NonNullable<
          Parameters<Connector['create']>[1]['activity']
        >,
      })
    const made = await call('create', channel, create, withinMs)
    const messageId = made.messageId ?? splitConversationId(made.conversation).thread
    if (!messageId) throw new DeliveryError('Teams did not tell the id of a new thread', { outcome: 'refused' })
    return { conversation: made.conversation, messageId }
  }

  async function openPersonal(person: PersonId) {
    const [tenantId = '', objectId = ''] = person.split('/')
    const made = await call('create', `person:${person}`, () =>
      connector.create(fallback.serviceUrl, {
        isGroup: false,
        bot: { id: botId, name: '' },
        members: [{ id: objectId, name: '' }],
        tenantId,
        channelData: { tenant: { id: tenantId } },
      }),
    )
    const reference: Reference = { serviceUrl: fallback.serviceUrl, tenantId, botId, kind: 'personal' }
    const known = { conversation: made.conversation, kind: 'personal', person, reference } as const
    await references.learn(known).catch((error) => {
      log.warn({ error, conversation: made.conversation }, 'A personal conversation could not be remembered')
    })
    return { conversation: made.conversation, reference }
  }

  async function postToPerson(person: PersonId, message: OutgoingMessage, withinMs?: number) {
    const known = await look(() => references.personal(person))
    if (known) {
      try {
        const messageId = await say(known.reference, known.conversation, message, withinMs)
        return { conversation: known.conversation, messageId }
      } catch (error) {
        // The conversation is no more, the person may still be there: Teams makes a new one or says 403.
        if (!(error instanceof DeliveryError) || statusOf(error.cause) !== 404) throw error
      }
    }
    const made = await openPersonal(person)
    return {
      conversation: made.conversation,
      messageId: await say(made.reference, made.conversation, message, withinMs),
    }
  }

  async function referenceOf(conversation: string): Promise<Reference> {
    const { conversation: base } = splitConversationId(conversation)
    const known = await look(() => references.of(base))
    return known ?? { ...fallback, botId, kind: isChannel(base) ? 'channel' : 'group' }
  }

  return {
    say,
    personalChat: async (person) => (await look(() => references.personal(person))) ?? (await openPersonal(person)),
    async whisper(reference, conversation, account, message) {
      const { card, summary } = message
      // One reader: there is no other view of it.
      const activity = messageActivity({ card: onlookers.addressed(card, conversation, true), summary })
      const whole = { ...activity, from: { id: botId, name: '' } }
      await call('whisper', conversation, () => connector.whisper(reference.serviceUrl, conversation, account, whole))
    },
    async post(to: Destination, message, withinMs) {
      if (to.kind === 'person') return await postToPerson(to.person, message, withinMs)
      const { conversation, thread } = splitConversationId(to.id)
      const target = joinConversationId(conversation, to.thread ?? thread)
      const reference = await referenceOf(conversation)
      if (target === conversation && (reference.kind === 'channel' || isChannel(conversation))) {
        return await startThread(reference, conversation, message, withinMs)
      }
      return { conversation: target, messageId: await say(reference, target, message, withinMs) }
    },
    async readsAt(to) {
      const { locale, zone } =
        to.kind === 'person'
          ? ((await references.personal(to.person))?.reference ?? {})
          : ((await references.of(splitConversationId(to.id).conversation)) ?? {})
      return { ...(locale ? { locale } : {}), ...(zone ? { zone } : {}) }
    },
    async update(conversation, messageId, message) {
      const reference = await referenceOf(conversation)
      const activity = { ...activityFor(reference, conversation, message), id: messageId }
      await call('update', conversation, () =>
        connector.update(reference.serviceUrl, conversation, messageId, activity),
      )
    },
  }
}

function isChannel(conversation: string): boolean {
  return /@thread\.(tacv2|skype)$/.test(conversation)
}
