import { azureActivityLog } from '../../src/adapters/azure/activity-log.ts'
import { clouds } from '../../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../../src/adapters/azure/credential.ts'
import { readAzureTrail } from '../../src/app/azure-trail.ts'
import type { AuditCall } from '../../src/domain/audit-record.ts'
import { noOne } from '../../src/words/reader.ts'
import { recordedLog } from '../adapters/azure/recorded-log.ts'
import {
  collect,
  hourMs,
  minuteMs,
  openPort,
  type SimulatedAzure,
  startMs,
  startSimulatedAzure,
  vmId,
} from '../simulator/azure/simulated-azure.ts'

let azure: SimulatedAzure
beforeEach(async () => {
  azure = await startSimulatedAzure()
})
afterEach(async () => await azure.close())

const dayMs = 24 * hourMs
const deps = () => {
  const access = { credential: sandboxCredential(), cloud: clouds.public, transport: azure.transport }
  const log = recordedLog()
  return { activityLog: azureActivityLog({ access, log }), log }
}
const asked = () => azure.simulator.calls()['activity-log'] ?? 0
const read = (calls: readonly AuditCall[]) => readAzureTrail(deps(), calls, azure.clock.nowMs)

/** Opens a port some times, as the bot does, and answers what the ledger would have of it. */
async function opened(times: number): Promise<AuditCall[]> {
  for (let n = 0; n < times; n++) {
    await openPort(azure, { group: 'rg-web', vm: 'web01', port: 3389, source: `203.0.113.${n}`, minutes: 60 })
    azure.clock.nowMs += minuteMs
  }
  const events = await collect(
    deps().activityLog.read({ subscription: vmId('x', 'y').split('/')[2] ?? '', since: startMs }),
  )
  const ids = [...new Set(events.map(({ correlationId }) => correlationId))].reverse()
  return ids.map((correlationId, n) => ({
    at: startMs + n * minuteMs,
    vm: vmId('rg-web', 'web01').toLowerCase(),
    correlationId,
  }))
}

test('few calls are asked for by their ids, with what Defender did for them', async () => {
  const [call] = await opened(2)
  const before = asked()
  const { events, gaps } = await read(call ? [{ ...call, correlationId: call.correlationId.toUpperCase() }] : [])
  expect(events.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
    'initiate started',
    'initiate accepted',
    'initiate succeeded',
    'write group succeeded',
  ])
  expect(gaps).toEqual([])
  expect(asked() - before).toBe(1)
})

test('many calls are asked for by their time, once for each subscription, and strangers are left out', async () => {
  const calls = await opened(9)
  const before = asked()
  const { events, gaps } = await read(calls.slice(0, 8))
  expect(asked() - before).toBe(1)
  expect(new Set(events.map(({ correlationId }) => correlationId))).toEqual(
    new Set(calls.slice(0, 8).map(({ correlationId }) => correlationId)),
  )
  expect(gaps).toEqual([])
})

test('no calls, no question', async () => {
  expect(await read([])).toEqual({ events: [], gaps: [] })
  expect(asked()).toBe(0)
})

const gapsOf = async (calls: readonly AuditCall[]) => (await read(calls)).gaps.map((gap) => gap(noOne))

test('what is not there is said: too early, too old, never told, not readable, in part', async () => {
  const [call] = await opened(1)
  const one = call ? [call] : []
  azure.simulator.settings.activityLogDelayMs = hourMs
  expect(await gapsOf(one)).toEqual([expect.stringMatching(/some minutes later/)])
  azure.clock.nowMs += 30 * minuteMs
  expect(await gapsOf(one)).toEqual([expect.stringMatching(/has nothing of a call/)])
  azure.simulator.settings.activityLogDelayMs = 0
  azure.simulator.settings.roles = []
  expect(await gapsOf(one)).toEqual([
    expect.stringMatching(/cannot be read.*Microsoft\.Insights\/eventtypes\/values\/read/),
  ])
  azure.simulator.settings.roles = ['*']
  azure.simulator.inject({ operation: 'activity-log', kind: 'slow', delayMs: 6_000, times: 1 })
  expect(await gapsOf(one)).toEqual([expect.stringMatching(/did not answer in time/)])
  azure.clock.nowMs += 91 * dayMs
  const before = asked()
  expect(await gapsOf(one)).toEqual([expect.stringMatching(/90 days/)])
  expect(asked()).toBe(before)
}, 20_000)
