import { sandboxAppId, sandboxChannels, sandboxPeople, sandboxTenantId } from '../../../src/simulator/sandbox/people.ts'
import { startTeamsSimulator } from '../../../src/simulator/teams/start-teams-simulator.ts'
import type { TeamsSimulator, TeamsSimulatorOptions } from '../../../src/simulator/teams/teams-simulator.ts'
import { type FakeBot, startFakeBot } from './fake-bot.ts'

export const startMs = Date.UTC(2026, 5, 1, 9, 0, 0)
export const minuteMs = 60_000

export const emma = 'e0000000-0000-4000-8000-000000000001'
export const adam = 'a0000000-0000-4000-8000-000000000001'
export const aisha = 'a0000000-0000-4000-8000-000000000002'
export const ops = '19:6f70732d617070726f76616c73000000@thread.tacv2'

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> }

export type SimulatedTeams = {
  readonly teams: TeamsSimulator
  readonly bot: FakeBot
  readonly clock: { nowMs: number; elapsedMs: number }
  /** A call of the connector as the bot makes it. `path` is below the service URL. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** The bot says a card, or a text, in a conversation; answers the message's id. */
  post(conversation: string, content: object | string): Promise<string>
  /** The bot replaces the card of a message. */
  replace(conversation: string, message: string, card: object): Promise<Answer>
  /** The personal chat of a person. */
  personal(person: string): string
  close(): Promise<void>
}

/**
 * The simulated Teams with the sandbox's people, a clock that stands still, no delays, and a bot that keeps what it hears. The bot has
 * heard of its installation, and forgotten it.
 */
export async function startSimulatedTeams(options: Partial<TeamsSimulatorOptions> = {}): Promise<SimulatedTeams> {
  const sim = await startInstalling(options)
  const installed = (options.people ?? sandboxPeople).filter((person) => person.installed !== false)
  await heard(sim.bot, (installed.length + 1) * 2)
  sim.bot.received.length = 0
  return sim
}

/** The same, still about to tell the bot of its installation. */
export async function startInstalling(options: Partial<TeamsSimulatorOptions> = {}): Promise<SimulatedTeams> {
  const bot = await startFakeBot()
  const clock = { nowMs: startMs, elapsedMs: 0 }
  const { settings, ...rest } = options
  const teams = await startTeamsSimulator({
    now: () => clock.nowMs,
    elapsedMs: () => clock.elapsedMs,
    wallNow: () => clock.nowMs,
    botEndpoint: () => bot.endpoint,
    appId: sandboxAppId,
    tenantId: sandboxTenantId,
    people: sandboxPeople,
    channels: sandboxChannels,
    settings: { operationMs: 0, ...settings },
    ...rest,
  }).catch(async (error: unknown) => {
    await bot.close()
    throw error
  })

  const call: SimulatedTeams['call'] = async (method, path, body, headers = { authorization: 'Bearer x' }) => {
    const response = await fetch(`${teams.serviceUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const parsed = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
    return { status: response.status, headers: response.headers, body: parsed }
  }

  return {
    teams,
    bot,
    clock,
    call,
    async post(conversation, content) {
      const activity = typeof content === 'string' ? { type: 'message', text: content } : cardMessage(content)
      const { status, body } = await call('POST', activitiesOf(conversation), activity)
      if (status !== 201) throw new Error(`The message was refused: ${status} ${JSON.stringify(body)}`)
      return String(body.id)
    },
    replace: (conversation, message, card) =>
      call('PUT', `${activitiesOf(conversation)}/${message}`, cardMessage(card)),
    personal(person) {
      const [own] = teams.conversations(person)
      if (own?.kind !== 'personal') throw new Error('There is no personal chat.')
      return own.id
    },
    async close() {
      await teams.close()
      await bot.close()
    },
  }
}

export function activitiesOf(conversation: string): string {
  return `v3/conversations/${encodeURIComponent(conversation)}/activities`
}

export function cardMessage(card: object, summary?: string) {
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }]
  return { type: 'message', attachments, ...(summary === undefined ? {} : { summary }) }
}

export function card(text: string, extra: object = {}) {
  return { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }], ...extra }
}

export function execute(title: string, verb: string, data: object = {}) {
  return { type: 'Action.Execute', title, verb, data }
}

/** An invoke's answer that replaces the presser's view. */
export function cardAnswer(value: object) {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value } }
}

/** Waits for a fact, and fails when it has not come after some seconds. */
export async function until(fact: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 10_000
  while (!fact()) {
    if (performance.now() > giveUpAt) throw new Error(`It did not come to this: ${String(fact)}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

/** Waits until the bot has heard that many activities. */
export const heard = (bot: FakeBot, count: number) => until(() => bot.received.length >= count)
