import { parseActivity } from '../../../src/adapters/teams/activity.ts'
import { isArrival, isRemoval, placeNews } from '../../../src/adapters/teams/presence.ts'
import { must } from '../../fixtures.ts'
import { appId, tenantId } from './teams-wire.ts'

const botId = `28:${appId}`
const team = { id: '19:team@thread.tacv2', name: 'Ops' }
const channel = { id: '19:channel@thread.tacv2', name: 'Gate keepers' }

/** As Teams sends it: the conversation is the team's, and of who did it there is no object id. */
function read(fields: Record<string, unknown>, channelData: Record<string, unknown> = {}) {
  const parsed = parseActivity({
    type: 'conversationUpdate',
    id: 'f:1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:1somebody' },
    recipient: { id: botId },
    conversation: { id: team.id, conversationType: 'channel', isGroup: true, tenantId },
    channelData: { team, tenant: { id: tenantId }, ...channelData },
    ...fields,
  })
  return must('activity' in parsed ? parsed.activity : undefined)
}

test.each([
  ['channelRenamed', { kind: 'renamed', conversation: channel.id, title: 'Gate keepers' }],
  ['channelDeleted', { kind: 'deleted', conversation: channel.id }],
  ['channelRestored', { kind: 'restored', conversation: channel.id }],
  ['channelCreated', undefined],
  ['teamDeleted', { kind: 'team changed' }],
  ['teamMemberAdded', undefined],
])('%s is told as %j', (eventType, news) => {
  expect(placeNews(read({}, { eventType, channel }), botId)).toEqual(news)
})

test.each([{ eventType: 'channelRenamed' }, { eventType: 'channelRenamed', channel: { id: channel.id, name: '  ' } }])(
  'without what it takes, nothing is told: %j',
  (channelData) => {
    expect(placeNews(read({}, channelData), botId)).toBeUndefined()
  },
)

test('a name is cut, not refused', () => {
  const news = placeNews(
    read({}, { eventType: 'channelRenamed', channel: { id: channel.id, name: 'x'.repeat(900) } }),
    botId,
  )
  expect(news).toMatchObject({ title: 'x'.repeat(200) })
})

test('the bot added to or removed from a team is news of the team; other members are not', () => {
  const added = { membersAdded: [{ id: botId }] }
  const removed = { membersRemoved: [{ id: botId }] }
  expect(placeNews(read(added, { eventType: 'teamMemberAdded' }), botId)).toEqual({ kind: 'team changed' })
  expect(placeNews(read(removed, { eventType: 'teamMemberRemoved' }), botId)).toEqual({ kind: 'team changed' })
  expect(placeNews(read({ membersAdded: [{ id: '29:adam' }] }), botId)).toBeUndefined()
  const personal = { id: 'a:1', conversationType: 'personal', tenantId }
  const alone = read({ type: 'installationUpdate', action: 'add', conversation: personal }, { team: undefined })
  expect(placeNews(alone, botId)).toBeUndefined()
})

test('an upgrade of the app neither arrives nor leaves', () => {
  for (const action of ['add-upgrade', 'remove-upgrade']) {
    const upgraded = read({ type: 'installationUpdate', action })
    expect([isArrival(upgraded, botId), isRemoval(upgraded, botId)]).toEqual([false, false])
  }
  expect(isArrival(read({ type: 'installationUpdate', action: 'add' }), botId)).toBe(true)
  expect(isRemoval(read({ type: 'installationUpdate', action: 'remove' }), botId)).toBe(true)
})
