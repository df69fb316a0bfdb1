import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerGraph, refusal } from './answer.ts'
import { createGraphFaults, type GraphFault } from './faults.ts'
import { openGroups, type SimulatedGroup } from './groups.ts'

export type GraphSimulator = {
  readonly url: string
  groups(): readonly SimulatedGroup[]
  /** Puts somebody into a group or takes them out. Throws RangeError, with a sentence. */
  change(group: string, person: string, into: boolean): void
  /** Throws RangeError, with a sentence, for a fault that makes no sense. */
  inject(fault: GraphFault): void
  clearFaults(): void
  /** How many calls there were, those that met a fault included. */
  calls(): number
  close(): Promise<void>
}

/** Starts the simulated Microsoft Graph on loopback. `people` are the object ids that the directory has. */
export async function startGraphSimulator(options: {
  readonly people: readonly string[]
  readonly groups: readonly SimulatedGroup[]
  /** Where changes of groups are kept; absent: in memory. */
  readonly journalFile?: string
}): Promise<GraphSimulator> {
  const groups = openGroups(options.groups, options.journalFile)
  const faults = createGraphFaults()
  let calls = 0

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    calls += 1
    const fault = faults.take()
    if (fault?.kind === 'timeout') return
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 1_000))
    const { method = 'GET', headers } = request
    const target = new URL(request.url ?? '/', 'http://graph')
    const path = decodeURIComponent(target.pathname)
    const answer =
      fault?.kind === 'status'
        ? refusal(fault.status ?? 503, 'serviceNotAvailable', 'An injected fault.')
        : !/^Bearer \S/i.test(headers.authorization ?? '')
          ? refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.')
          : answerGraph(groups, options.people, {
              method,
              path,
              query: target.searchParams,
              body: Buffer.concat(chunks).toString('utf8'),
              origin: `https://${headers['x-forwarded-host'] ?? 'graph.microsoft.com'}`,
              advanced: headers.consistencylevel === 'eventual',
            })
    if (fault?.retryAfterSeconds !== undefined) response.setHeader('retry-after', String(fault.retryAfterSeconds))
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(fault?.kind === 'garbage' ? '{"value":"garbage"}' : JSON.stringify(answer.body))
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    groups: () => groups.all(),
    change(name, person, into) {
      const group = groups.find(name)
      if (!group)
        throw new RangeError(
          `"${name}" is not a group; there are ${groups
            .all()
            .map((g) => g.name)
            .join(', ')}.`,
        )
      if (!options.people.includes(person)) throw new RangeError(`"${person}" is not a person of this directory.`)
      const others = group.members.filter((member) => member !== person)
      groups.setMembers(group, into ? [...others, person] : others)
    },
    inject: faults.inject,
    clearFaults: faults.clear,
    calls: () => calls,
    async close() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      groups.close()
    },
  }
}
