import type { IncomingMessage, ServerResponse } from 'node:http'
import { toApiError } from '../sandbox/api-error.ts'
import { refuseForeign } from '../sandbox/local-only.ts'
import type { SandboxPerson } from '../sandbox/people.ts'
import { readBody } from '../sandbox/read-body.ts'
import type { SandboxTeams } from '../sandbox/sandbox-teams.ts'
import { splitThread } from '../teams/conversation-id.ts'
import { createMirror, type Mirror } from './mirror.ts'
import { type PlaygroundActivity, readActivity, readPress } from './read-activity.ts'

type Answer = { readonly status: number; readonly body?: unknown }

/** More Playgrounds than anybody opens on one machine. */
const mostMirrors = 60

/**
 * Lets Microsoft 365 Agents Playgrounds take part in the sandbox: what is typed and pressed in one is typed and pressed in the simulated
 * Teams, by the person whose object id its current user has, or by `person`; what that person sees there is shown in it. The bot itself
 * hears of it as of everything else, in signed calls: nothing is taken from anybody unsigned but here, and here from this machine alone.
 */
export function playgroundBridge({
  teams,
  people,
  person: standard,
}: {
  readonly teams: SandboxTeams
  readonly people: readonly SandboxPerson[]
  readonly person: SandboxPerson
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const mirrors = new Map<string, { readonly room: string; readonly mirror: Mirror }>()
  teams.onChange(({ conversation }) => {
    for (const { room, mirror } of mirrors.values())
      if (room === splitThread(conversation).conversation) mirror.refresh()
  })

  function roomOf(person: SandboxPerson, { kind, id, name }: PlaygroundActivity['conversation']): string | undefined {
    const rooms = teams.conversations(person.id)
    if (kind === 'personal') return rooms.find((room) => room.kind === 'personal')?.id
    return rooms.find((room) => room.kind === 'channel' && (room.id === id || room.name === name))?.id
  }

  /** Where the sandbox has the conversation; undefined where it has none such. */
  function opened(person: SandboxPerson, { serviceUrl, conversation }: PlaygroundActivity) {
    const room = roomOf(person, conversation)
    if (room === undefined) return undefined
    const key = JSON.stringify([serviceUrl, conversation.id, person.id])
    const known = mirrors.get(key)
    if (known) return { ...known, isNew: false }
    const mirror = createMirror({
      serviceUrl,
      conversation: conversation.id,
      person: person.id,
      read: () => teams.messages(person.id, room),
      onGone: () => mirrors.delete(key),
    })
    const [oldest] = mirrors.keys()
    if (mirrors.size >= mostMirrors && oldest !== undefined) mirrors.delete(oldest)
    mirrors.set(key, { room, mirror })
    mirror.refresh()
    return { room, mirror, isNew: true }
  }

  async function heed(activity: PlaygroundActivity): Promise<Answer> {
    const person = people.find(({ id }) => id === activity.objectId) ?? standard
    const here = opened(person, activity)
    switch (activity.type) {
      case 'installationUpdate':
        if (here && !here.isNew && activity.action === 'add') here.mirror.reopened()
        return { status: 200 }
      case 'message': {
        if (activity.text.trim() === '') return { status: 200 }
        if (!here) {
          nowhere(activity)
          return { status: 200 }
        }
        await teams.say(person.id, here.room, activity.text)
        return { status: 200 }
      }
      case 'invoke':
        return activity.name === 'adaptiveCard/action' ? await press(person, activity, here?.mirror) : { status: 501 }
      default:
        return { status: 200 }
    }
  }

  async function press(
    person: SandboxPerson,
    activity: PlaygroundActivity,
    mirror: Mirror | undefined,
  ): Promise<Answer> {
    const button = readPress(activity.value)
    const message = mirror?.original(activity.replyToId)
    if (!button || !message) return sentence('This card is not known any more. Type the command again.')
    const { title, verb, data } = button
    const forge = { ...(verb === undefined ? {} : { verb }), data }
    return await teams.press({ as: person.id, message, action: title, forge })
  }

  return async (request, response) => {
    try {
      refuseForeign(request)
      if (request.method === 'HEAD') return answer(response, { status: 200 })
      const activity = readActivity(await readBody(request))
      if (typeof activity === 'string') return answer(response, { status: 400, body: { error: activity } })
      answer(response, await heed(activity))
    } catch (error) {
      request.resume()
      const { status, message } = toApiError(error)
      answer(response, { status, body: { error: message } })
    }
  }
}

/** A conversation that the sandbox does not have: the Playground's group chat, its General channel. */
function nowhere({ serviceUrl, conversation }: PlaygroundActivity): void {
  const mirror = createMirror({
    serviceUrl,
    conversation: conversation.id,
    person: '',
    read: () => Promise.resolve([]),
    onGone: () => undefined,
  })
  mirror.whisper('The sandbox has no such conversation. Use the personal chat or the channel ops-approvals.')
}

function sentence(text: string): Answer {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text } }
}

function answer(response: ServerResponse, { status, body }: Answer): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-agents-playground': 'welcome',
  })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}
