import { ResourceGraphClient } from '@azure/arm-resourcegraph'
import { SecurityCenter } from '@azure/arm-security'
import { type LoopbackTransport, loopbackTransport } from '../../../src/adapters/azure/loopback-transport.ts'
import { development, production } from '../../../src/simulator/azure/named-vms.ts'
import {
  type AzureSimulator,
  type AzureSimulatorOptions,
  startAzureSimulator,
} from '../../../src/simulator/azure/start-azure-simulator.ts'

export const prod = production.id
export const dev = development.id
export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const startMs = Date.parse('2024-05-06T09:00:00.123Z')

type ArmAnswer = { status: number; headers: Headers; body: unknown }

/** A simulated Azure with a clock in hand, and the real clients pointed at it. */
export type SimulatedAzure = {
  simulator: AzureSimulator
  transport: LoopbackTransport
  clock: { nowMs: number }
  security(subscription?: string): SecurityCenter
  graph: ResourceGraphClient
  /** A raw call; `path` is sent as it is. */
  arm(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ArmAnswer>
  close(): Promise<void>
}

const credential = { getToken: async () => ({ token: 'sandbox', expiresOnTimestamp: Date.now() + hourMs }) }

export async function startSimulatedAzure(options: Partial<AzureSimulatorOptions> = {}): Promise<SimulatedAzure> {
  const clock = { nowMs: startMs }
  const simulator = await startAzureSimulator({ now: () => clock.nowMs, ...options })
  const transport = loopbackTransport(simulator.url)
  const clientOptions = { httpClient: transport, retryOptions: { maxRetries: 0 } }
  const graphOptions = { httpClient: transport.legacy, noRetryPolicy: true }
  return {
    simulator,
    transport,
    clock,
    security: (subscription = prod) => new SecurityCenter(credential, subscription, clientOptions),
    graph: new ResourceGraphClient(credential, graphOptions),
    async arm(method, path, body, headers = {}) {
      const sent = { authorization: 'Bearer any', connection: 'close', ...headers }
      const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
      const response = await fetch(`${simulator.url}${path}`, { method, headers: sent, ...content })
      const text = await response.text()
      return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
    },
    async close() {
      transport.close()
      await simulator.close()
    },
  }
}

export function vmId(group: string, name: string, subscription = prod): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`
}

export function policyPath(group: string, location = 'westeurope', subscription = prod, name = 'default'): string {
  const provider = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Security`
  return `${provider}/locations/${location}/jitNetworkAccessPolicies/${name}`
}

const nsgType = 'Microsoft.Network/networkSecurityGroups'

export function nsgPath(group: string, name: string, subscription = prod): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${nsgType}/${name}`
}

/** Asks for one port of one VM through the real client. */
export function openPort(
  azure: SimulatedAzure,
  ask: {
    group: string
    vm: string
    port: number
    source?: string
    minutes: number
    location?: string
    subscription?: string
  },
) {
  const { group, vm, port, source, minutes, location = 'westeurope', subscription = prod } = ask
  const ports = [
    {
      number: port,
      endTimeUtc: new Date(azure.clock.nowMs + minutes * minuteMs),
      ...(source !== undefined && { allowedSourceAddressPrefix: source }),
    },
  ]
  const body = { virtualMachines: [{ id: vmId(group, vm, subscription), ports }], justification: 'INC123456' }
  return azure.security(subscription).jitNetworkAccessPolicies.initiate(group, location, 'default', body)
}

export async function collect<Item>(pages: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of pages) items.push(item)
  return items
}
