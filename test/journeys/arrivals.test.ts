import { buttonsOf, cardText, eventually, ids, type Journey, type Name, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

const isWelcome = (card: unknown) => /^Just-in-time access to virtual machines\nAsk for a port/.test(cardText(card))
const welcomes = async (as: Name, channel?: string) =>
  (await sandbox.read(as, channel)).filter(({ card, from }) => from.bot && isWelcome(card))
const hi = async (as: Name, channel?: string) =>
  await sandbox.type(as, channel ? '@JIT hi' : 'hi', channel, /^Just-in-time access/)

test('everybody is welcomed once, with what they should do first', async () => {
  const first: Record<Name, RegExp> = {
    emma: /You may ask for access/,
    eva: /You may ask for access/,
    adam: /You approve.*You may ask for access.*behind the button:\n\/jit request web01/s,
    aisha: /You approve/,
    petra: /Do this first: .*no channel is bound for approvals “ops-approvals”.*\/jit here approvals ops-approvals/s,
    omar: /You may read the ledger/,
    oscar: /names you in none of its groups/,
  }
  for (const as of Object.keys(first) as Name[]) {
    const [welcome, ...more] = await eventually(`the welcome of ${as}`, async () => {
      const all = await welcomes(as)
      return all.length > 0 && all
    })
    expect(cardText(welcome?.card)).toMatch(first[as])
    expect(more).toEqual([])
  }
  expect(await welcomes('emma', 'ops-approvals')).toHaveLength(1)
  expect(cardText((await welcomes('emma', 'ops-approvals'))[0]?.card)).toMatch(
    /An admin .*\/jit here approvals ops-approvals/s,
  )
}, 60_000)

test('T8 hi is answered for that person and this moment, by buttons that run what they say', async () => {
  const petras = await hi('petra')
  expect(cardText(petras.card)).not.toMatch(/Do this first/)
  expect(buttonsOf(petras.card)).toContain('Channels')
  expect(await sandbox.press('petra', petras.id, 'Channels')).toMatch(/What channels are bound to/)
  const emmas = await hi('emma')
  expect(buttonsOf(emmas.card)).toEqual(['Request access', 'My requests', 'Machines', 'Help'])
  expect(await sandbox.press('emma', emmas.id, 'Machines')).toMatch(/Not configured/)
  expect(buttonsOf((await hi('oscar')).card)).toEqual(['Help'])
  const omars = await hi('omar')
  expect(await sandbox.press('omar', omars.id, 'Ledger of 7 days')).toMatch(/Ledger/)
  expect(cardText((await hi('emma', 'ops-approvals')).card)).toMatch(/posted in a channel as cards/)
  const help = await sandbox.type('emma', 'help request')
  const [example = ''] = buttonsOf(help.card)
  expect(example).toMatch(/^\/jit request web01/)
  const answer = await sandbox.press('emma', help.id, example)
  expect(answer).not.toMatch(/Error|undefined/)
  const status = (await sandbox.read('emma')).findLast(({ card }) => /\nRequest\n/.test(cardText(card)))
  if (status) await sandbox.type('emma', `/jit cancel ${requestIdOf(status)}`)
}, 60_000)

test('without any binding an admin is told to bind one first; nothing else is', async () => {
  await sandbox.type('petra', '/jit here approvals off ops-approvals', undefined, /come no longer/)
  const card = await hi('petra')
  expect(cardText(card.card)).toMatch(/Do this first/)
  expect(buttonsOf(card.card)[0]).toBe('Channels')
  expect(cardText((await hi('emma')).card)).not.toMatch(/Do this first|here approvals/)
  await sandbox.type('petra', '/jit here approvals ops-approvals', 'ops-approvals', /come here now/)
}, 60_000)

test('added again, or told twice: no second welcome, and messages arrive', async () => {
  const before = (await welcomes('eva', 'ops-approvals')).length
  await sandbox.api.place({ do: 'add app', of: ids.eva })
  await sandbox.api.place({ do: 'remove app', of: ids.eva })
  await sandbox.api.place({ do: 'add app', of: ids.eva })
  await sandbox.api.place({ do: 'add app', of: 'team' })
  expect(await welcomes('eva')).toHaveLength(1)
  expect(await welcomes('eva', 'ops-approvals')).toHaveLength(before)
  const status = await sandbox.ask('eva', '/jit request web02 rdp 1h from vpn INC123456')
  const card = await sandbox.card('adam', new RegExp(requestIdOf(status)), 'ops-approvals')
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.card('eva', /^Open until.*web02/s)
}, 120_000)
