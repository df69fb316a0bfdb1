import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export type Shown = {
  readonly id: string
  readonly conversation: string
  text?: string
  card?: Record<string, unknown>
}

/** A Playground's connector: keeps what it is told, in order, and forgets it when told to. */
export async function startFakePlayground() {
  const messages: Shown[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const found = /^\/_connector\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(request.url ?? '')
      const [, conversation = '', id] = (found ?? []).map((part) => part && decodeURIComponent(part))
      const activity = JSON.parse(await text(request))
      const said = { text: activity.text, card: activity.attachments?.[0]?.content }
      const known = messages.find((message) => message.id === id)
      if (!found || (request.method === 'PUT' && !known)) {
        response.writeHead(404).end('{}')
        return
      }
      if (known) Object.assign(known, said)
      else messages.push({ id: `pg${messages.length + 1}`, conversation, ...said })
      const answer = known ?? messages.at(-1)
      response.writeHead(known ? 200 : 201).end(JSON.stringify({ id: answer?.id }))
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    serviceUrl: `http://localhost:${port}/_connector`,
    messages,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close').catch(() => undefined)
    },
  }
}

export type FakePlayground = Awaited<ReturnType<typeof startFakePlayground>>

const bot = { id: 'b07b07b0-0000-4000-8000-0000000000b0', name: 'JIT Access' }
const tenantId = '7d1c1c1e-0000-4000-8000-000000000001'
const client = [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'UTC' }]
let ids = 0

/** An activity as version 0.2.28 of the Playground sent it, with other ids. */
export function recorded(serviceUrl: string, aadObjectId: string, fields: Record<string, unknown>) {
  return {
    id: `8a7c9623-a9fd-4662-adfd-${String(++ids).padStart(12, '0')}`,
    from: { id: 'emma', name: 'Emma Lindqvist', aadObjectId },
    timestamp: '2026-11-21T19:22:36.225Z',
    localTimestamp: '2026-11-21T19:22:36.225+00:00',
    localTimezone: 'UTC',
    serviceUrl,
    conversation: { conversationType: 'personal', tenantId, id: 'personal-emma' },
    recipient: bot,
    locale: 'en-US',
    entities: client,
    channelData: { tenant: { id: tenantId } },
    channelId: 'msteams',
    ...fields,
  }
}

export const channel = (id: string, name: string) => ({
  isGroup: true,
  conversationType: 'channel',
  tenantId,
  id,
  name,
})
