import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sandboxApi } from '../../../src/simulator/sandbox/api.ts'
import type { SandboxAzure } from '../../../src/simulator/sandbox/sandbox-azure.ts'
import type { SandboxGraph } from '../../../src/simulator/sandbox/sandbox-graph.ts'
import { type SimulatedTeams, startSimulatedTeams } from '../teams/simulated-teams.ts'

export type ApiAnswer = { readonly status: number; readonly body: unknown }

export type Sandbox = SimulatedTeams & {
  readonly port: number
  readonly advanced: number[]
  /** What happens when the clock is moved. */
  onAdvance: (seconds: number) => Promise<void>
  get(path: string, headers?: Record<string, string>): Promise<ApiAnswer>
  api(path: string, body: unknown, headers?: Record<string, string>): Promise<ApiAnswer>
}

/** The sandbox API on a server of its own, before a simulated Teams and the Azure that is given. */
const noGraph: SandboxGraph = {
  groups: () => [],
  change: () => undefined,
  inject: () => undefined,
  clearFaults: () => undefined,
}

export async function startSandbox(azure: SandboxAzure): Promise<Sandbox> {
  const sim = await startSimulatedTeams()
  const advanced: number[] = []
  const clock = {
    now: () => sim.clock.nowMs,
    async advance(seconds: number) {
      advanced.push(seconds)
      await sandbox.onAdvance(seconds)
      sim.clock.nowMs += seconds * 1000
    },
  }
  const handle = sandboxApi({
    teams: sim.teams,
    azure,
    graph: noGraph,
    login: { sign: async ({ name }) => `token of ${name}` },
    clock,
    zone: 'Europe/Paris',
  })
  const server = createServer((incoming, response) => void handle(incoming, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  function send(method: string, path: string, text: string | undefined, headers: Record<string, string>) {
    return new Promise<ApiAnswer>((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port, method, path: `/sandbox/api/${path}`, headers, agent: false })
      outgoing.once('error', reject)
      outgoing.once('response', (response) => {
        let received = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          received += chunk
        })
        response.once('end', () => {
          resolve({ status: response.statusCode ?? 0, body: received === '' ? undefined : JSON.parse(received) })
        })
      })
      outgoing.end(text)
    })
  }

  const sandbox: Sandbox = Object.assign({}, sim, {
    port,
    advanced,
    onAdvance: async () => undefined,
    get: (path: string, headers = {}) => send('GET', path, undefined, headers),
    api: (path: string, body: unknown, headers = {}) =>
      send('POST', path, typeof body === 'string' ? body : JSON.stringify(body), {
        'content-type': 'application/json',
        ...headers,
      }),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      await sim.close()
    },
  })
  return sandbox
}
