import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { readonly activity: Record<string, unknown>; readonly headers: IncomingHttpHeaders }
export type Reply = { readonly status?: number; readonly body?: unknown }

export type FakeBot = {
  readonly endpoint: string
  readonly received: Received[]
  /** What it answers; an empty 200 unless told otherwise, 500 when this throws. */
  reply: (activity: Record<string, unknown>) => Reply | Promise<Reply>
  /** The activities of one type, and of one name. */
  activities(type: string, name?: string): Record<string, unknown>[]
  close(): Promise<void>
}

/** An HTTP server in the place of the bot: keeps what it is sent and answers what it is told. */
export async function startFakeBot(port = 0): Promise<FakeBot> {
  const bot: Omit<FakeBot, 'endpoint' | 'close'> = {
    received: [],
    reply: () => ({}),
    activities: (type, name) =>
      bot.received
        .map(({ activity }) => activity)
        .filter((activity) => activity.type === type && (name === undefined || activity.name === name)),
  }
  const server = createServer((request, response) => {
    const answer = async (): Promise<Reply> => {
      const chunks: Buffer[] = []
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
      const activity = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>
      bot.received.push({ activity, headers: request.headers })
      return await bot.reply(activity)
    }
    void answer()
      .catch((): Reply => ({ status: 500 }))
      .then(({ status = 200, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(body === undefined ? '' : JSON.stringify(body))
      })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`
  return Object.assign(bot, {
    endpoint,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  })
}
