import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { refuseForeign } from './local-only.ts'
import type { SandboxPerson } from './people.ts'

const via = /^\/sandbox\/via\/([0-9a-f-]{36})(\/(?:address|tab|api)\/[^#]*)/

/**
 * What stands between a person's machine and the bot: here every caller is this one machine, so that the path says whose it is. Adds that
 * person's public address as a reverse proxy would, behind whatever the caller claims. `target`: where the bot listens.
 */
export function viaProxy(
  target: () => string,
  addressOf: (person: string) => Pick<SandboxPerson, 'address'>['address'] | undefined,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (incoming, response) => {
    try {
      refuseForeign(incoming)
    } catch {
      return refuse(incoming, response, 403)
    }
    const [whole = '', person = '', path = ''] = via.exec(incoming.url ?? '') ?? []
    const address = addressOf(person)
    if (whole === '' || address === undefined) return refuse(incoming, response, 404)
    const claimed = incoming.headers['x-forwarded-for']
    const chain = [claimed ?? [], address].flat().join(', ')
    const outgoing = request(new URL(path, target()), {
      method: incoming.method ?? 'GET',
      headers: { ...incoming.headers, 'x-forwarded-for': chain },
    })
    try {
      const answered = new Promise<IncomingMessage>((resolve, reject) => {
        outgoing.once('response', resolve)
        outgoing.once('error', reject)
      })
      await pipeline(incoming, outgoing)
      const answer = await answered
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      await pipeline(answer, response)
    } catch {
      if (response.headersSent) response.destroy()
      else refuse(incoming, response, 502)
    }
  }
}

function refuse(incoming: IncomingMessage, response: ServerResponse, status: number): void {
  incoming.resume()
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end()
}
