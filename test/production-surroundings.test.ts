import { ClaimsIdentity } from 'botframework-connector'
import { clouds } from '../src/adapters/azure/cloud.ts'
import { azureGraph } from '../src/adapters/azure/graph.ts'
import { graphToken } from '../src/adapters/azure/graph-token.ts'
import { azureRights } from '../src/adapters/azure/rights.ts'
import { securityClients } from '../src/adapters/azure/security-clients.ts'
import { entraGroups } from '../src/adapters/graph/entra-groups.ts'
import { type BotIdentity, botAuthentication, tokenIssuer } from '../src/adapters/teams/authentication.ts'
import { botFramework } from '../src/adapters/teams/bot-framework.ts'
import { type CloudName, cloudNames } from '../src/domain/cloud.ts'
import { productionSurroundings } from '../src/production-surroundings.ts'
import { readSettings } from '../src/settings.ts'
import { collect, startSimulatedAzure } from './simulator/azure/simulated-azure.ts'

const app = 'b07b07b0-0000-4000-8000-0000000000b0'
const tenant = '7d1c1c1e-0000-4000-8000-000000000001'
const credentials = [
  ['a secret', { MICROSOFT_APP_PASSWORD: 'abc8Q~reallysecret' }],
  ['a managed identity', { MICROSOFT_APP_TYPE: 'UserAssignedMSI' }],
] as const
const cases = cloudNames.flatMap((cloud) => credentials.map(([name, env]) => [cloud, name, env] as const))

/** Facts from Microsoft's documentation, written down once more: the code must not be its own witness. */
const expected = {
  public: {
    resourceManager: 'https://management.azure.com',
    login: 'login.microsoftonline.com',
    graph: 'graph.microsoft.com',
    botScope: 'https://api.botframework.com',
    issuer: 'https://api.botframework.com',
    openId: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    teams: ['smba.trafficmanager.net', 'smba.onyx.prod.teams.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
    hosts:
      /(^|\.)(management\.azure\.com|login\.microsoftonline\.com|graph\.microsoft\.com|botframework\.com|trafficmanager\.net|smba\.infra\.gcc\.teams\.microsoft\.com)$/,
  },
  usgov: {
    resourceManager: 'https://management.usgovcloudapi.net',
    login: 'login.microsoftonline.us',
    graph: 'graph.microsoft.us',
    botScope: 'https://api.botframework.us',
    issuer: 'https://api.botframework.us',
    openId: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    teams: ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'],
    hosts:
      /(^|\.)(management\.usgovcloudapi\.net|login\.microsoftonline\.us|graph\.microsoft\.us|botframework\.us|botframework\.azure\.us|teams\.microsoft\.us)$/,
  },
} as const satisfies Record<CloudName, object>

async function surroundingsIn(cloud: CloudName, env: Readonly<Record<string, string>>) {
  const read = readSettings({
    CLOUD: cloud,
    MICROSOFT_APP_ID: app,
    MICROSOFT_APP_TENANT_ID: tenant,
    ALLOWED_TENANTS: tenant,
    ...env,
  })
  if (!read.ok || read.settings.mode !== 'production') throw new Error(JSON.stringify(read))
  return await productionSurroundings(read.settings)
}

/** What the SDK has made of the identity: its checks of incoming tokens, and the credentials of outgoing calls. */
async function sdkOf(identity: BotIdentity, serviceUrl: string) {
  const authentication = await botAuthentication(identity)
  const claims = new ClaimsIdentity([{ type: 'aud', value: app }])
  return { authentication, connector: await authentication.createConnectorFactory(claims).create(serviceUrl) }
}

/** A managed identity asks the machine that it runs on: the login address that these objects have by default is never called. */
const machineIdentity = ['authenticator', 'managedIdentityApp', '_oAuthEndpoint']

/** The host of every address that is to be found anywhere in these objects, but for what is below these keys. */
function hostsIn(root: unknown, but: readonly PropertyKey[] = []): Set<string> {
  const hosts = new Set<string>()
  const seen = new Set<unknown>()
  const waiting: unknown[] = [root]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string' && URL.canParse(value) && /^https?:/.test(value)) hosts.add(new URL(value).hostname)
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    for (const key of Reflect.ownKeys(value).filter((each) => !but.includes(each)))
      waiting.push(Reflect.getOwnPropertyDescriptor(value, key)?.value)
    if (value instanceof Map) waiting.push(...value.keys(), ...value.values())
  }
  return hosts
}

describe.each(cases)('in the cloud %s with %s', (cloud, _name, env) => {
  const facts = expected[cloud]

  test('Azure, the login and Teams are those of the cloud', async () => {
    const { azure, teams } = await surroundingsIn(cloud, env)
    expect(azure.cloud).toEqual({
      endpoint: facts.resourceManager,
      scope: `${facts.resourceManager}/.default`,
      authorityHost: `https://${facts.login}`,
      graph: `https://${facts.graph}`,
    })
    expect(teams.serviceHosts).toEqual(facts.teams)
    expect(facts.teams).toContain(new URL(teams.fallbackServiceUrl).hostname)
    expect(tokenIssuer(teams.identity)).toBe(facts.issuer)
    expect(botFramework[cloud].openIdMetadataUrl).toBe(facts.openId)
  })

  test('the SDK checks tokens against the cloud and asks for its own there', async () => {
    const { teams } = await surroundingsIn(cloud, env)
    const { authentication, connector } = await sdkOf(teams.identity, teams.fallbackServiceUrl)
    expect(Reflect.get(authentication, 'inner')).toMatchObject({
      toChannelFromBotOAuthScope: facts.botScope,
      toBotFromChannelTokenIssuer: facts.issuer,
      toBotFromChannelOpenIdMetadataUrl: facts.openId,
      toChannelFromBotLoginUrl: expect.stringContaining(`https://${facts.login}/`),
    })
    expect(connector.credentials).toMatchObject({ oAuthScope: facts.botScope })
    if (!('MICROSOFT_APP_PASSWORD' in env)) return
    expect(connector.credentials).toMatchObject({ oAuthEndpoint: `https://${facts.login}/${tenant}` })
  })

  test('no address of another cloud is anywhere in what was built', async () => {
    const { azure, teams } = await surroundingsIn(cloud, env)
    const sdk = await sdkOf(teams.identity, teams.fallbackServiceUrl)
    const built = { cloud: azure.cloud, teams, sdk }
    const hosts = [...hostsIn(built, 'MICROSOFT_APP_PASSWORD' in env ? [] : machineIdentity), ...teams.serviceHosts]
    expect(hosts.length).toBeGreaterThan(5)
    expect(hosts.filter((host) => !facts.hosts.test(host))).toEqual([])
  })
})

test.each(cloudNames)('in the cloud %s every call of Azure goes there, with a token for there', async (cloud) => {
  const simulated = await startSimulatedAzure()
  try {
    const { azure } = await surroundingsIn(cloud, { MICROSOFT_APP_PASSWORD: 'abc8Q~reallysecret' })
    const hosts = new Set<string>()
    const scopes = new Set<unknown>()
    const note = <T extends { url: string }>(request: T): T => {
      hosts.add(new URL(request.url).origin)
      return request
    }
    const { transport } = simulated
    const access = {
      cloud: azure.cloud,
      credential: {
        getToken: async (asked: unknown) => {
          scopes.add(String(asked))
          return { token: 'x', expiresOnTimestamp: Date.now() + 3_600_000 }
        },
      },
      transport: {
        ...transport,
        sendRequest: (request: Parameters<typeof transport.sendRequest>[0]) => transport.sendRequest(note(request)),
        legacy: {
          sendRequest: (request: Parameters<typeof transport.legacy.sendRequest>[0]) =>
            transport.legacy.sendRequest(note(request)),
        },
      },
    }
    const [subscription] = await azureRights(access).subscriptions()
    const id = subscription?.id ?? ''
    await azureRights(access).held(`/subscriptions/${id}`)
    await azureRights(access).hasPlan(id)
    await collect((await securityClients(access)(id)).jitNetworkAccessPolicies.list())
    const query = "resources | where type =~ 'microsoft.compute/virtualmachines'"
    await collect(azureGraph(access)({ query, signal: AbortSignal.timeout(10_000) }))
    expect([...hosts]).toEqual([expected[cloud].resourceManager])
    expect([...scopes]).toEqual([`${expected[cloud].resourceManager}/.default`])
  } finally {
    await simulated.close()
  }
})

test.each(cloudNames)('in the cloud %s the Azure credential logs in there', async (cloud) => {
  const before = { ...process.env }
  Object.assign(process.env, { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: app, AZURE_CLIENT_SECRET: 'abc8Q~secret' })
  try {
    const { azure } = await surroundingsIn(cloud, { MICROSOFT_APP_PASSWORD: 'abc8Q~reallysecret' })
    const logins = [...hostsIn(azure.credential, machineIdentity)].filter((host) => host.startsWith('login.'))
    expect(logins).toEqual([expected[cloud].login])
  } finally {
    process.env = before
  }
})

test.each(cloudNames)('in the cloud %s groups are asked for there, with a token for there', async (cloud) => {
  const scopes: unknown[] = []
  const getToken = async (scope: unknown) => {
    scopes.push(scope)
    return { token: 'secret', expiresOnTimestamp: 0 }
  }
  const token = graphToken({ credential: { getToken }, cloud: clouds[cloud] })
  const sent: string[] = []
  const send = (async (url: string, init: RequestInit) => {
    sent.push(`${new URL(url).hostname} ${new Headers(init.headers).get('authorization')}`)
    return Response.json({ value: [] })
  }) as unknown as typeof fetch
  const id = '6f1c0000-0000-4000-8000-000000000001'
  await entraGroups({ endpoint: clouds[cloud].graph, token, send }).members({ kind: 'entra', tenant, id })
  expect(scopes).toEqual([`https://${expected[cloud].graph}/.default`])
  expect(sent).toEqual([`${expected[cloud].graph} Bearer secret`])
})
