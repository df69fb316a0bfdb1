import { eventually, requestIdOf } from './sandbox.ts'
import { useJourney } from './use-journey.ts'

const sandbox = useJourney()
const channel = 'ops-approvals'

/** The conversation and message to which a card leads, whichever way it says so. */
function leadsTo(card: unknown): { conversation: string; message: string } | undefined {
  const [, conversation, message] =
    /https:\/\/teams\.microsoft\.com\/l\/message\/([^/"]+)\/(\d+)\?/.exec(JSON.stringify(card)) ?? []
  return conversation && message ? { conversation: decodeURIComponent(conversation), message } : undefined
}

/** What somebody is answered once it leads somewhere: a card is in the channel a moment before the bot has noted where. */
async function answerThatLeads(as: 'adam' | 'omar', text: string, says: RegExp) {
  return await eventually(`${text} to lead to a card`, async () => {
    const answer = await sandbox.type(as, text, undefined, says)
    return leadsTo(answer.card) && answer
  })
}

test('what waits for an approver, and what reminds of it, leads to the card in the channel', async () => {
  const status = await sandbox.ask('emma', '/jit request web01 rdp 1h INC123456 patching')
  const id = requestIdOf(status)
  const approval = await sandbox.card('adam', new RegExp(`Request\\n${id}`), channel)
  const there = { conversation: await sandbox.room('adam', channel), message: approval.id }

  const list = await answerThatLeads('adam', '/jit approve', /waiting for a decision/)
  expect(leadsTo(list.card)).toEqual(there)
  // The id is in words, too, for whoever can not follow it.
  expect(JSON.stringify(list.card)).toContain(`Open the card of ${id}`)

  await sandbox.api.advance(61 * 60)
  const reminder = await sandbox.card('adam', /^Still waiting/, channel)
  expect(leadsTo(reminder.card)).toEqual(there)
  await sandbox.type('emma', `/jit cancel ${id}`)
}, 90_000)

test('a list shows no link to what its reader may not read of', async () => {
  const list = await sandbox.type('oscar', '/jit approve', undefined, /Nothing waits|waiting/)
  expect(leadsTo(list.card)).toBeUndefined()
})

test('a break-glass that nobody has signed for leads to its card from the list and from the digest', async () => {
  const text = '/jit break-glass web01 rdp 30m from 203.0.113.21 INC000001 the site is down'
  const prepared = await sandbox.type('adam', text, undefined, /^Break glass on/)
  await sandbox.press('adam', prepared.id, 'Break glass and open now')
  const loud = await sandbox.card('omar', /broke glass/, channel)
  const reviews = await answerThatLeads('omar', '/jit reviews', /sign/)
  const there = { conversation: await sandbox.room('omar', channel), message: loud.id }
  expect(leadsTo(reviews.card)).toEqual(there)
  const digest = await sandbox.type('omar', '/jit digest 1d', undefined, /^Access digest/)
  expect(leadsTo(digest.card)).toEqual(there)
}, 60_000)
