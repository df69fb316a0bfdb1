import { clouds } from '../../../src/adapters/azure/cloud.ts'
import { productionCredential, sandboxCredential } from '../../../src/adapters/azure/credential.ts'
import { azureGraph } from '../../../src/adapters/azure/graph.ts'
import { securityClients } from '../../../src/adapters/azure/security-clients.ts'
import { collect, type SimulatedAzure, startSimulatedAzure } from '../../simulator/azure/simulated-azure.ts'

test('the credential of production is what was chosen', async () => {
  const kindOf = async (...settings: Parameters<typeof productionCredential>) =>
    (await productionCredential(...settings)).constructor.name
  expect(await kindOf({ kind: 'default', cloud: clouds.public })).toBe('DefaultAzureCredential')
  expect(await kindOf({ kind: 'default', cloud: clouds.usgov, clientId: 'c0000000-0000-4000-8000-000000000001' })).toBe(
    'DefaultAzureCredential',
  )
  expect(await kindOf({ kind: 'managed identity', cloud: clouds.public })).toBe('ManagedIdentityCredential')
})

describe.each(Object.entries(clouds))('in the cloud %s', (_, cloud) => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await startSimulatedAzure()
  })
  afterEach(async () => await azure.close())

  test('every client talks to the address and asks for the scope of that cloud', async () => {
    const scopes: unknown[] = []
    const hosts: string[] = []
    const credential = {
      getToken: async (scope: string | string[]) => {
        scopes.push(...[scope].flat())
        return await sandboxCredential().getToken('')
      },
    }
    const { transport } = azure
    const noting = {
      ...transport,
      sendRequest: (request: Parameters<typeof transport.sendRequest>[0]) => {
        hosts.push(new URL(request.url).origin)
        return transport.sendRequest(request)
      },
      legacy: {
        sendRequest: (request: Parameters<typeof transport.legacy.sendRequest>[0]) => {
          hosts.push(new URL(request.url).origin)
          return transport.legacy.sendRequest(request)
        },
      },
    }
    const access = { credential, cloud, transport: noting }
    const client = await securityClients(access)('11111111-1111-4111-8111-111111111111')
    await collect(client.jitNetworkAccessPolicies.list())
    const query = "resources | where type =~ 'microsoft.compute/virtualmachines'"
    await collect(azureGraph(access)({ query, signal: new AbortController().signal }))
    expect(new Set(hosts)).toEqual(new Set([cloud.endpoint]))
    expect(hosts.length).toBeGreaterThanOrEqual(2)
    expect(new Set(scopes)).toEqual(new Set([cloud.scope]))
  })
})
