import { actsOn, home } from './acts.ts'
import { buttonsOf, cardText, requestIdOf } from './sandbox.ts'
import { useJourney } from './use-journey.ts'

const sandbox = useJourney()
const { ledgerOf, opened } = actsOn(sandbox)

test('an approver closes what they could approve, from their card, and the requester reads who did; a bystander can not', async () => {
  const { status, approval, id } = await opened('emma', 'web01', '1h')
  const card = await sandbox.becomes('adam', approval.id, /^Open until/, 'ops-approvals')
  expect(buttonsOf(card.card)).toEqual(['Close now'])
  expect(cardText((await sandbox.type('eva', `/jit close ${id}`)).card)).toMatch(
    /Only Emma Lindqvist, an approver of it or an admin|No such request/,
  )
  expect(cardText((await sandbox.read('emma')).find((message) => message.id === status.id)?.card)).toMatch(
    /^Open until/,
  )
  await sandbox.press('adam', approval.id, 'Close now')
  const other = await opened('emma', 'web02', '1h')
  await sandbox.press('aisha', other.approval.id, 'Close now')
  await sandbox.card('emma', /^Being closed: web02[\s\S]*Aisha Khan closes it/)
  await sandbox.becomes('emma', other.status.id, /^Closed[\s\S]*Aisha Khan closed it early/)
  expect(await ledgerOf(id)).toMatch(/Asked to close web01/)
  await sandbox.becomes('emma', status.id, /^Closed/)
}, 150_000)

test('S4 cancel after it opened: the way to close it is a button', async () => {
  const { id, status } = await opened('emma', 'web01', '30m')
  const answer = await sandbox.type('emma', `/jit cancel ${id}`)
  expect(cardText(answer.card)).toMatch(/too late[\s\S]*Close it instead/)
  expect(buttonsOf(answer.card)).toEqual(['Close now'])
  const forge = { verb: 'cancel', data: { request: id } }
  expect(await sandbox.press('emma', status.id, 'Close now', { forge })).toMatch(/too late[\s\S]*Close now/)
  await sandbox.press('emma', answer.id, 'Close now')
  await sandbox.becomes('emma', status.id, /^Closed/)
}, 150_000)

test('ask again brings the form filled with the same and sends nothing; favourites fill it in with one press', async () => {
  const before = await sandbox.ask('emma', `/jit request web01 rdp 30m from ${home} INC123456`)
  await sandbox.press('emma', before.id, 'Cancel request')
  const { id, status } = await opened('emma', 'web02', '30m')
  await sandbox.press('emma', status.id, 'Close now')
  await sandbox.becomes('emma', status.id, /^Closed/)
  expect(await sandbox.press('emma', status.id, 'Ask again')).toMatch(/Nothing has been asked for yet/)
  const form = await sandbox.card('emma', /^Request access to web02/)
  expect(JSON.stringify(form.card)).toMatch(/"value":"30".*INC123456/)
  const forge = { verb: 'askAgain', data: { request: id } }
  const help = await sandbox.type('adam', '/jit help')
  expect(await sandbox.press('adam', help.id, buttonsOf(help.card)[0] ?? '', { forge })).toMatch(
    /Only Emma Lindqvist can ask for this again/,
  )
  await sandbox.press('emma', form.id, 'Request access')
  const again = await sandbox.becomes('emma', form.id, /^Waiting for approval/)
  await sandbox.press('emma', again.id, 'Cancel request')
  const choose = await sandbox.type('emma', '/jit request')
  const last = buttonsOf(choose.card).filter((title) => /·/.test(title))
  expect(last[0]).toBe('web02 · RDP 3389')
  expect(new Set(last).size).toBe(last.length)
  expect(await sandbox.press('emma', choose.id, 'web02 · RDP 3389')).toMatch(/^Request access to web02/)
}, 150_000)

test('P9 the time in all is bounded, from the first opening; what is left is named and offered', async () => {
  const status = await sandbox.ask('emma', `/jit request devwin01 rdp 6h from ${home}`)
  await sandbox.becomes('emma', status.id, /^Open until/)
  const refused = await sandbox.type('emma', '/jit extend devwin01 3h', undefined, /^Not extended/)
  expect(cardText(refused.card)).toMatch(/9 h in all.*at most 8 h.*extend by 2 h or less/)
  const offer = await sandbox.type('emma', '/jit extend devwin01', undefined, /without a gap/)
  expect(buttonsOf(offer.card)).toEqual(['Extend by 30 min', 'Extend by 1 h', 'Extend by 2 h', 'Close now', 'Show it'])
  const first = await sandbox.ask('emma', `/jit extend ${requestIdOf(status)} 1h30m`)
  await sandbox.becomes('emma', first.id, /^Open until/)
  const chained = await sandbox.type('emma', '/jit extend devwin01 45m', undefined, /^Not extended/)
  expect(cardText(chained.card)).toMatch(/8 h 15 min in all.*extend by 30 min or less/)
  expect(await ledgerOf('entries')).toMatch(/Refused: .*in all/)
}, 150_000)
