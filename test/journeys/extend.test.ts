import { actsOn, away, home } from './acts.ts'
import { buttonsOf, cardText, type Name, requestIdOf } from './sandbox.ts'
import { useJourney } from './use-journey.ts'

const sandbox = useJourney()
const { approved, ledgerOf, opened, reachable, textOf } = actsOn(sandbox)

/** Does what asks for an extension, and answers its card. */
async function extension(as: Name, of: string, act: () => Promise<unknown>) {
  await act()
  const card = await sandbox.card(as, new RegExp(`Extends\nrequest ${of}`))
  return { id: requestIdOf(card), card }
}

test('O5 O6 unattended on dev: extended by one press on the notice before the end, no gap, the notice moved, the end told once', async () => {
  const status = await sandbox.ask('emma', `/jit request dev01 ssh 1h from ${home}`)
  const id = requestIdOf(status)
  await sandbox.becomes('emma', status.id, /^Open until/)
  await sandbox.api.advance(51 * 60)
  const notice = await sandbox.card('emma', /^Ends at/)
  expect(buttonsOf(notice.card)).toEqual(expect.arrayContaining(['Extend 30 min', 'Extend 1 h', 'Close now']))
  let said = ''
  const longer = await extension('emma', id, async () => {
    said = await sandbox.press('emma', notice.id, 'Extend 1 h')
  })
  expect(said).toMatch(/being extended/)
  await sandbox.becomes('emma', longer.card.id, /^Open until/)
  expect(cardText(longer.card.card)).toMatch(/In all\nopen since .*: 2 h in all/)
  await sandbox.becomes('emma', status.id, /^Extended[\s\S]*Extended by request/)
  expect(buttonsOf((await sandbox.becomes('emma', notice.id, /^Extended: dev01/)).card)).toEqual([])
  await sandbox.api.advance(20 * 60)
  expect(await reachable('dev01', home, 22)).toBe(true)
  expect((await sandbox.read('emma')).some(({ card }) => /^Closed: dev01/.test(cardText(card)))).toBe(false)
  await sandbox.api.advance(40 * 60)
  await sandbox.card('emma', /^Ends at.*dev01/)
  await sandbox.api.advance(10 * 60)
  await sandbox.becomes('emma', longer.card.id, /^Closed/)
  await sandbox.card('emma', /^Closed: dev01/)
  expect(await reachable('dev01', home, 22)).toBe(false)
  const told = (await sandbox.read('emma')).map(({ card }) => cardText(card))
  expect(told.filter((text) => /^Closed: dev01/.test(text))).toHaveLength(1)
  expect(told.filter((text) => /^(Ends at|Ended|Extended:).*dev01/.test(text))).toHaveLength(2)
  expect(await ledgerOf(longer.id)).toMatch(new RegExp(`Asked to extend request ${id} by 1 h`))
  expect(await ledgerOf(id)).toMatch(new RegExp(`goes on as request ${longer.id}`))
}, 150_000)

test('S1 late and doubled presses, and those of others, are answered with what it is and do nothing', async () => {
  const { id, status } = await opened('emma', 'web02', '30m')
  const forge = { verb: 'extend', data: { request: id, by: '30' } }
  expect(await sandbox.press('eva', status.id, 'Close now', { forge }).catch(String)).not.toMatch(/being extended/)
  const wrong = { verb: 'extend', data: { request: id, by: '1e9' } }
  expect(await sandbox.press('emma', status.id, 'Close now', { forge: wrong })).toMatch(/Choose how much longer/)
  const longer = await extension('emma', id, () => sandbox.press('emma', status.id, 'Extend', { inputs: { by: '30' } }))
  expect(await sandbox.press('emma', status.id, 'Extend', { inputs: { by: '30' } })).toMatch(/asked for already/)
  const pending = await sandbox.becomes('emma', longer.card.id, /^Waiting for approval/)
  await sandbox.press('emma', pending.id, 'Cancel request')
  await sandbox.press('emma', status.id, 'Close now')
  await sandbox.becomes('emma', status.id, /^Closed/)
  const late = await sandbox.press('emma', pending.id, 'Ask again', { forge }).catch(String)
  expect(late).toMatch(/nothing to extend[\s\S]*closed/i)
}, 150_000)

test('asked on prod: the card says the time in all; denied, the old window runs on to its end; approved, it goes on', async () => {
  const { id, status } = await opened('emma', 'web01', '1h')
  const refused = await extension('emma', id, () =>
    sandbox.type('emma', '/jit extend web01 30m', undefined, /30 min more/),
  )
  const card = await sandbox.card('adam', new RegExp(`Request\n${refused.id}`), 'ops-approvals')
  expect(cardText(card.card)).toMatch(
    /Emma Lindqvist asks to extend web01 · RDP 3389 by 30 min: open since .*: 1 h 30 min in all/,
  )
  await sandbox.press('adam', card.id, 'Deny', { inputs: { reason: 'wait for the change' } })
  await sandbox.becomes('emma', refused.card.id, /^Denied/)
  expect(await textOf('emma', status.id)).toMatch(/^Open until/)
  const longer = await sandbox.ask('emma', `/jit extend ${id} 1h`)
  await approved(longer, 'emma')
  await sandbox.becomes('emma', status.id, /^Extended/)
  await sandbox.api.advance(61 * 60)
  expect(await reachable('web01')).toBe(true)
  const since = (await sandbox.read('emma')).filter((message) => message.id > status.id)
  expect(since.some(({ card }) => /^(Ends at|Ended)[^\n]*web01/.test(cardText(card)))).toBe(false)
  const tooLong = cardText((await sandbox.type('emma', '/jit extend web01 3h', undefined, /Not extended/)).card)
  expect(tooLong).toMatch(/too long|in all/)
  const far = cardText((await sandbox.type('emma', '/jit extend web01', undefined, /extended without a gap/)).card)
  expect(far).toMatch(/by 2 h at most/)
  await sandbox.type('emma', '/jit close')
  await sandbox.becomes('emma', longer.id, /^Closed/)
  expect(await reachable('web01')).toBe(false)
}, 150_000)

test('O5 asking again for what is open: offered to extend to the later end; another address is not the same ask', async () => {
  const { id } = await opened('emma', 'web01', '30m')
  const offer = await sandbox.type('emma', `/jit request web01 rdp 1h from ${home} INC777777`)
  expect(cardText(offer.card)).toMatch(/You have this open until[\s\S]*Nothing new was asked for/)
  const [first = ''] = buttonsOf(offer.card)
  expect(first).toMatch(/^Extend until .*\d\d:\d\d/)
  const longer = await extension('emma', id, () => sandbox.press('emma', offer.id, first))
  expect(cardText(longer.card.card)).toMatch(/INC777777/)
  await approved(longer.card, 'emma')
  const again = await sandbox.type('emma', `/jit request web01 rdp 15m from ${home} INC123456`)
  expect(cardText(again.card)).toMatch(/as long as you ask for, or longer/)
  const elsewhere = await sandbox.type('emma', `/jit request web01 rdp 1h from ${away} INC123456`)
  expect(cardText(elsewhere.card)).toMatch(/open from another address[\s\S]*can go on from 203\.0\.113\.8/)
  await sandbox.press('emma', elsewhere.id, 'Close now')
  await sandbox.becomes('emma', longer.card.id, /^Closed/)
}, 150_000)

test('at the last second and after the end: it opens anew, and nothing that is open is called closed', async () => {
  const last = await opened('emma', 'web01', '30m')
  const late = await sandbox.ask('emma', `/jit extend ${last.id} 30m`)
  await sandbox.api.advance(29 * 60 + 30)
  await approved(late, 'emma')
  await sandbox.becomes('emma', last.status.id, /^(Extended|Closed)/)
  expect(await reachable('web01')).toBe(true)
  const anew = await sandbox.ask('emma', `/jit extend ${requestIdOf(late)} 30m`)
  await sandbox.api.advance(31 * 60)
  await sandbox.becomes('emma', late.id, /^Closed/)
  expect(await reachable('web01')).toBe(false)
  await approved(anew, 'emma')
  expect(await reachable('web01')).toBe(true)
  await sandbox.api.advance(32 * 60)
  await sandbox.becomes('emma', anew.id, /^Closed/)
  expect(await reachable('web01')).toBe(false)
}, 150_000)

test('O3 killed between the approval of an extension and its call: extended once, without a gap', async () => {
  const { id, status } = await opened('emma', 'web02', '1h')
  const longer = await sandbox.ask('emma', `/jit extend ${id} 1h`)
  const card = await sandbox.card('adam', new RegExp(`Request\n${requestIdOf(longer)}`), 'ops-approvals')
  await sandbox.api.faults({ service: 'azure', operation: 'initiate', kind: 'slow', delayMs: 5_000 })
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.crash()
  await sandbox.becomes('emma', longer.id, /^Open until/)
  await sandbox.becomes('emma', status.id, /^Extended/)
  expect(await ledgerOf(requestIdOf(longer))).not.toMatch(/attempt 3/)
  await sandbox.api.advance(65 * 60)
  expect(await reachable('web02')).toBe(true)
  await sandbox.restart()
  await sandbox.api.advance(60 * 60)
  await sandbox.becomes('emma', longer.id, /^Closed/)
  expect(await reachable('web02')).toBe(false)
}, 180_000)
