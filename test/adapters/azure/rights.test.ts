import { clouds } from '../../../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../../../src/adapters/azure/credential.ts'
import { azureJit } from '../../../src/adapters/azure/jit.ts'
import { azureRights } from '../../../src/adapters/azure/rights.ts'
import { securityClients } from '../../../src/adapters/azure/security-clients.ts'
import { checkRights } from '../../../src/app/check-rights.ts'
import { parseJitPolicyId, parseVmId } from '../../../src/domain/ids.ts'
import { actionsOf, capabilityNames } from '../../../src/domain/rights/capability.ts'
import { AzureError } from '../../../src/ports/jit.ts'
import { trial } from '../../../src/simulator/azure/named-vms.ts'
import { noOne } from '../../../src/words/reader.ts'
import { must } from '../../fixtures.ts'
import {
  dev,
  hourMs,
  nsgPath,
  policyPath,
  prod,
  type SimulatedAzure,
  startSimulatedAzure,
  vmId,
} from '../../simulator/azure/simulated-azure.ts'
import { recordedLog } from './recorded-log.ts'

let azure: SimulatedAzure
beforeEach(async () => {
  azure = await startSimulatedAzure()
})
afterEach(async () => await azure.close())

const access = () => ({ credential: sandboxCredential(), cloud: clouds.public, transport: azure.transport })
const check = (id = prod) => checkRights(azureRights(access()), { id, name: 'production' })
const initiate = 'Microsoft.Security/locations/jitNetworkAccessPolicies/initiate/action'
const inGroup = (group: string) => `/subscriptions/${prod}/resourcegroups/${group}`

test('the subscriptions and their resource groups with VMs are seen', async () => {
  const rights = azureRights(access())
  expect((await rights.subscriptions()).map(({ id }) => id).sort()).toEqual([prod, dev, trial.id].sort())
  expect(await rights.resourceGroups(prod)).toContain(inGroup('rg-web'))
  expect((await rights.resourceGroups(dev)).filter((group) => group.includes(prod))).toEqual([])
})

test('with every right every capability works', async () => {
  const { capabilities, plan } = await check()
  expect(new Set(Object.values(capabilities).map(({ kind }) => kind))).toEqual(new Set(['works']))
  expect(plan).toBe('on')
})

test('with the first role the main job works, and each other capability names its action and the subscription', async () => {
  azure.simulator.settings.roles = actionsOf('requester')
  const { capabilities, plan } = await check()
  const scope = `/subscriptions/${prod}`
  expect(capabilities.request).toEqual({ kind: 'works' })
  expect(capabilities['check rights']).toEqual({ kind: 'works' })
  expect(capabilities.configure).toEqual({
    kind: 'missing',
    missing: [
      { action: 'Microsoft.Security/locations/jitNetworkAccessPolicies/write', scope },
      { action: 'Microsoft.Compute/virtualMachines/write', scope },
    ],
  })
  expect(capabilities['activity log']).toMatchObject({ missing: [{ scope }] })
  expect(plan).toEqual({
    unknown: expect.stringMatching(/may not do Microsoft\.Security\/pricings\/read on \/subscriptions\/.*-auditor/),
  })
})

test('one action short is that action alone', async () => {
  azure.simulator.settings.roles = ['*/read', 'Microsoft.Network/*', 'Microsoft.Compute/*']
  expect((await check()).capabilities.request).toEqual({
    kind: 'missing',
    missing: [{ action: initiate, scope: `/subscriptions/${prod}` }],
  })
})

test('rights in every resource group are as good, where no call is on the subscription', async () => {
  azure.simulator.settings.roles = ['*/read']
  const groups = await azureRights(access()).resourceGroups(prod)
  for (const group of groups) azure.simulator.settings.rolesIn[group] = [initiate]
  expect((await check()).capabilities.request).toEqual({ kind: 'works' })

  delete azure.simulator.settings.rolesIn[inGroup('rg-web')]
  expect((await check()).capabilities.request).toEqual({
    kind: 'missing',
    missing: [{ action: initiate, scope: inGroup('rg-web') }],
  })
})

test('a list on the subscription needs the right on the subscription', async () => {
  const all = await azureRights(access()).resourceGroups(prod)
  azure.simulator.settings.roles = []
  for (const group of all) azure.simulator.settings.rolesIn[group] = ['*']
  const { capabilities } = await check()
  expect(capabilities.request).toEqual({
    kind: 'missing',
    missing: [
      { action: 'Microsoft.Security/locations/jitNetworkAccessPolicies/read', scope: `/subscriptions/${prod}` },
    ],
  })
  expect(capabilities['close early']).toEqual({ kind: 'works' })
})

test('a subscription without the paid plan is told', async () => {
  azure.simulator.settings.plan[prod] = 'free'
  expect((await check()).plan).toBe('off')
})

test.each([
  [
    'a refusal',
    {
      kind: 'status',
      status: 403,
      code: 'AuthorizationFailed',
      message: `The client 'a' with object id 'b' does not have authorization to perform action 'Microsoft.Authorization/permissions/read' over scope '/subscriptions/${prod}' or the scope is invalid.`,
    },
    /may not do Microsoft\.Authorization\/permissions\/read on .*jit-access-bot-requester/,
  ],
  ['garbage', { kind: 'garbage', times: 9 }, /cannot be read/],
  ['no service', { kind: 'status', status: 500, times: 9 }, /injected fault/],
] as const)('%s is not taken for a missing right, nor for one that is there', async (_name, fault, why) => {
  azure.simulator.inject({ ...fault, operation: 'permissions' })
  const { capabilities, plan } = await check()
  for (const name of capabilityNames)
    expect(capabilities[name]).toEqual({ kind: 'cannot tell', why: expect.stringMatching(why) })
  expect(plan).toBe('on')
})

describe('with the actions of the first role alone', () => {
  beforeEach(() => {
    azure.simulator.settings.roles = actionsOf('requester')
  })

  test('a port is opened and seen open', async () => {
    const jit = azureJit({ clients: securityClients(access()), log: recordedLog() })
    const policy = must(parseJitPolicyId(policyPath('rg-web')))
    const vm = must(parseVmId(vmId('rg-web', 'web01')))
    const endsAt = azure.clock.nowMs + hourMs
    await jit.initiate(policy, { vm, ports: [3389], source: '203.0.113.7', endsAt, justification: 'x' })
    azure.clock.nowMs += 2_000
    expect((await jit.read(policy)).requests).toHaveLength(1)
    expect(azure.simulator.reachable('web01', 3389, '203.0.113.7').reachable).toBe(true)
  })

  test.each([
    ['GET', nsgPath('rg-web', 'nsg-web'), '2024-05-01'],
    ['GET', `${nsgPath('rg-web', 'nsg-web')}/securityRules`, '2024-05-01'],
    ['DELETE', `${nsgPath('rg-web', 'nsg-web')}/securityRules/any`, '2024-05-01'],
    ['PUT', policyPath('rg-web'), '2020-01-01'],
    ['DELETE', policyPath('rg-web'), '2020-01-01'],
    ['GET', `/subscriptions/${prod}/providers/Microsoft.Security/pricings/VirtualMachines`, '2024-01-01'],
  ])('nothing else: %s %s', async (method, path, version) => {
    const body = method === 'PUT' ? { properties: { virtualMachines: [] } } : undefined
    expect(await azure.arm(method, `${path}?api-version=${version}`, body)).toMatchObject({
      status: 403,
      body: { error: { code: 'AuthorizationFailed' } },
    })
  })
})

describe('a refused call', () => {
  const jit = () => azureJit({ clients: securityClients(access()), log: recordedLog() })
  const policy = must(parseJitPolicyId(policyPath('rg-web')))

  test('A6 names the action and the scope as data, and a sentence with the role for the person', async () => {
    azure.simulator.settings.roles = ['*/read']
    const vm = must(parseVmId(vmId('rg-web', 'web01')))
    const call = { vm, ports: [3389], source: '203.0.113.7', endsAt: azure.clock.nowMs + hourMs, justification: 'x' }
    const error = await jit()
      .initiate(policy, call)
      .catch((thrown: unknown) => thrown)
    if (!(error instanceof AzureError)) throw new Error('it was not refused')
    expect(error).toMatchObject({ outcome: 'refused', code: 'AuthorizationFailed', missing: { action: initiate } })
    expect(error.missing?.scope.toLowerCase()).toContain(`/subscriptions/${prod}/resourcegroups/rg-web/`)
    expect(error.explanation(noOne)).toMatch(
      /^The bot may not do \S+\/initiate\/action on \/subscriptions\/\S+\. An Azure/,
    )
    expect(error.explanation(noOne)).toContain('jit-access-bot-requester, see infra/roles')
  })

  test('A6 a read does, too', async () => {
    azure.simulator.settings.roles = []
    await expect(jit().read(policy)).rejects.toMatchObject({
      missing: { action: 'Microsoft.Security/locations/jitNetworkAccessPolicies/read' },
    })
  })

  test('a refusal for another reason keeps Azure’s own words', async () => {
    const message = "Subscription 'x' is not on the paid plan."
    azure.simulator.inject({ kind: 'status', status: 403, code: 'Forbidden', message })
    const error = await jit()
      .read(policy)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ missing: undefined, message })
    expect((error as AzureError).explanation(noOne)).toBe(message)
  })
})
