import { type BotIdentity, botAuthentication, tokenIssuer } from '../../../src/adapters/teams/authentication.ts'
import { appId, issuer, tenantId } from './teams-wire.ts'

const azure = (change: Partial<Extract<BotIdentity, { kind: 'azure' }>> = {}): BotIdentity => ({
  kind: 'azure',
  appId,
  tenantId,
  cloud: 'public',
  credential: { kind: 'secret', password: 'p4ssw0rd' },
  ...change,
})

test.each(['', '  '])('no app id (%j) is refused: the SDK would let everybody in', async (none) => {
  await expect(botAuthentication(azure({ appId: none }))).rejects.toThrow('no app id')
  const local = {
    kind: 'local',
    appId: none,
    tenantId,
    openIdMetadataUrl: 'x',
    issuer,
    outboundToken: () => '',
  } as const
  await expect(botAuthentication(local)).rejects.toThrow('no app id')
})

test.each([
  ['a secret', { kind: 'secret', password: 'p4ssw0rd' }],
  ['a federated credential', { kind: 'federated', clientId: appId }],
  ['a managed identity', { kind: 'managed identity' }],
] as const)('with %s, in both clouds, a call without a token is refused', async (_name, credential) => {
  for (const cloud of ['public', 'usgov'] as const) {
    const authentication = await botAuthentication(azure({ credential, cloud }))
    const activity = { type: 'message', channelId: 'msteams' } as Parameters<
      typeof authentication.authenticateRequest
    >[0]
    await expect(authentication.authenticateRequest(activity, '')).rejects.toThrow('Unauthorized')
  }
})

test('the environment does not change how tokens are checked', async () => {
  const before = { ...process.env }
  Object.assign(process.env, { MicrosoftAppId: '', ToBotFromChannelTokenIssuer: 'https://evil.example' })
  try {
    const authentication = await botAuthentication(azure())
    const activity = { type: 'message', channelId: 'msteams' } as Parameters<
      typeof authentication.authenticateRequest
    >[0]
    await expect(authentication.authenticateRequest(activity, '')).rejects.toThrow('Unauthorized')
  } finally {
    process.env = before
  }
})

test('tokens come from the issuer of the cloud', () => {
  expect(tokenIssuer(azure())).toBe('https://api.botframework.com')
  expect(tokenIssuer(azure({ cloud: 'usgov' }))).toBe('https://api.botframework.us')
})
