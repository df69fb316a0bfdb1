import type { Activity } from 'botbuilder'
import { type BotFrameworkAuthentication, ClaimsIdentity } from 'botframework-connector'
import { TurnAuthentication } from '../../../src/adapters/teams/turn-authentication.ts'

const activity = (change: Partial<Activity> = {}) =>
  ({ channelId: 'msteams', serviceUrl: 'https://smba.trafficmanager.net/emea', ...change }) as Activity

function authentication() {
  let now = 0
  const checked: string[] = []
  const inner = {
    authenticateRequest: async ({ serviceUrl }: Activity, authorization: string) => {
      checked.push(`${authorization} ${serviceUrl}`)
      if (authorization === 'Bearer forged') throw new Error('refused')
      return { claimsIdentity: new ClaimsIdentity([{ type: 'serviceurl', value: serviceUrl }]) }
    },
  } as unknown as BotFrameworkAuthentication
  return {
    ask: new TurnAuthentication(inner, () => now),
    checked,
    later: (ms: number) => {
      now += ms
    },
  }
}

describe('TurnAuthentication', () => {
  it('checks the signature of one token once in five minutes, however many turns come with it', async () => {
    const { ask, checked, later } = authentication()
    await Promise.all([
      ask.authenticateRequest(activity(), 'Bearer a'),
      ask.authenticateRequest(activity(), 'Bearer a'),
    ])
    later(299_999)
    await ask.authenticateRequest(activity(), 'Bearer a')
    expect(checked).toHaveLength(1)
    later(1)
    await ask.authenticateRequest(activity(), 'Bearer a')
    expect(checked).toHaveLength(2)
  })

  it('lets a proof count for no other token, channel or service URL', async () => {
    const { ask, checked } = authentication()
    const foreign = activity({ serviceUrl: 'https://smba.trafficmanager.net/amer' })
    await ask.authenticateRequest(activity(), 'Bearer a')
    await ask.authenticateRequest(activity(), 'Bearer b')
    await ask.authenticateRequest(activity({ channelId: 'emulator' }), 'Bearer a')
    const { claimsIdentity } = await ask.authenticateRequest(foreign, 'Bearer a')
    expect(claimsIdentity.getClaimValue('serviceurl')).toBe(foreign.serviceUrl)
    expect(checked).toHaveLength(4)
  })

  it('asks again each time for what was refused', async () => {
    const { ask, checked } = authentication()
    await expect(ask.authenticateRequest(activity(), 'Bearer forged')).rejects.toThrow('refused')
    await expect(ask.authenticateRequest(activity(), 'Bearer forged')).rejects.toThrow('refused')
    expect(checked).toHaveLength(2)
  })

  it('keeps on checking when thousands of tokens come', async () => {
    const { ask, checked } = authentication()
    for (let i = 0; i < 1_200; i++) await ask.authenticateRequest(activity(), `Bearer ${i}`)
    expect(checked).toHaveLength(1_200)
  })
})
