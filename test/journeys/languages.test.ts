import { buttonsOf, cardText, eventually, ids, type Name, requestIdOf } from './sandbox.ts'
import { useJourney } from './use-journey.ts'

const sandbox = useJourney()
const reads = (who: Name, locale: string) => sandbox.api.readIn(ids[who], locale)
const channel = 'ops-approvals'

beforeEach(async () => {
  await reads('adam', 'de-DE')
  for (const who of ['emma', 'eva', 'aisha', 'petra', 'omar', 'oscar'] as const) await reads(who, 'en-GB')
})

async function asked(vm = 'web01') {
  const status = await sandbox.ask('emma', `/jit request ${vm} rdp 1h from 203.0.113.7 INC123456 patching`)
  const id = requestIdOf(status)
  return { id, status, card: await sandbox.card('oscar', new RegExp(id), channel) }
}
const seenBy = async (who: Name, message: string, says: RegExp) => await sandbox.becomes(who, message, says, channel)
/** Adam presses the button that his own view of the card has. */
async function approve(card: string) {
  await seenBy('adam', card, /^Wartet auf Genehmigung/)
  return await sandbox.press('adam', card, 'Genehmigen')
}
const close = async (id: string) => await sandbox.type('emma', `/jit close ${id}`)

test('one card, two languages: the channel reads English, Adam German with German buttons, and his press answers German', async () => {
  const { id, status, card } = await asked()
  expect(cardText(card.card)).toMatch(/^Waiting for approval/)
  const own = await seenBy('adam', card.id, /^Wartet auf Genehmigung/)
  expect(buttonsOf(own.card)).toEqual(expect.arrayContaining(['Genehmigen', 'Ablehnen']))
  expect(buttonsOf(own.card)).not.toEqual(expect.arrayContaining(['Approve']))
  expect(cardText((await seenBy('aisha', card.id, /Waiting for approval/)).card)).not.toMatch(/Genehmigung/)

  expect(await sandbox.press('adam', card.id, 'Genehmigen')).toMatch(/^(Genehmigt – |Offen bis )/)
  const open = await sandbox.becomes('emma', status.id, /^Open until /)
  expect(cardText(open.card)).not.toMatch(/Genehmigt|Offen/)
  // What nobody has to press is the same card for all, in the channel's language.
  for (const who of ['oscar', 'adam'] as const) await seenBy(who, card.id, /^Open until/)
  await close(id)
}, 120_000)

test('what somebody types is answered in their language: help, what is not understood, not allowed or not there', async () => {
  const help = cardText((await sandbox.type('adam', '/jit help', undefined, /^Just-in-Time-Zugriff/)).card)
  expect(help).toMatch(/\/jit request <machines> <ports> <time>/)
  expect(help).toMatch(/Eine Anfrage ablehnen und sagen, warum/)
  expect(help).not.toMatch(/Ask for access|Deny a request|sandbox: Azure/)
  const one = cardText((await sandbox.type('adam', '/jit help extend', undefined, /^\/jit extend/)).card)
  expect(one).toMatch(/Eingabe\n\/jit extend \[request or machine\] \[time\] \[reason\]/)
  expect(one).toMatch(/Die Dauer kommt zum Ende hinzu/)

  const unknown = await sandbox.type('adam', '/jit frobnicate', undefined, /^Das wurde nicht verstanden/)
  expect(buttonsOf(unknown.card)).toEqual(expect.arrayContaining(['Hilfe', 'Zugriff anfragen']))
  await sandbox.type(
    'adam',
    '/jit audit 7d',
    undefined,
    /^\/jit audit ist nicht für Sie\nDas ist für Prüfer und Admins/,
  )
  await sandbox.type('adam', '/jit status K7M3QX2P', undefined, /^Keine solche Anfrage/)
  await sandbox.type('adam', '/jit mine', undefined, /^Sie haben noch nichts angefragt/)
  const welcome = await sandbox.type('adam', 'hi', undefined, /^Just-in-Time-Zugriff auf virtuelle Maschinen/)
  expect(cardText(welcome.card)).toMatch(/Sie genehmigen: Die Karten/)
  // In a channel too, where only he sees it.
  await sandbox.type('adam', '/jit frobnicate', channel, /^Das wurde nicht verstanden/)
  await sandbox.type('aisha', '/jit frobnicate', channel, /^That was not understood/)
}, 120_000)

test('what the outbox posts later is in the language that the requester’s client told last', async () => {
  await reads('eva', 'de-AT')
  const said = await sandbox.type('eva', '/jit request web02 rdp 1h from 203.0.113.8 INC123456', undefined, /^Wartet/)
  const id = /\b[0-9A-HJKMNP-TV-Z]{8}\b(?=$|\n)/m.exec(cardText(said.card))?.[0]
  const card = await sandbox.card('aisha', new RegExp(`${id}`), channel)
  expect(cardText(card.card)).toMatch(/^Waiting for approval/)
  await sandbox.press('aisha', card.id, 'Approve')
  await sandbox.becomes('eva', said.id, /^Offen bis (\S+ \S+ \S+ )?\d\d:\d\d \(Europe\/Paris\)/)
  await sandbox.api.advance(3_700)
  await sandbox.becomes('eva', said.id, /^Geschlossen/)
  await seenBy('oscar', card.id, /^Closed/)
}, 120_000)

test('times are written as the reader’s locale writes them', async () => {
  await reads('emma', 'en-US')
  const { id, status, card } = await asked()
  await approve(card.id)
  await sandbox.becomes(
    'emma',
    status.id,
    /^Open until ([A-Z][a-z]{2} [A-Z][a-z]{2} \d+ )?\d{1,2}:\d\d [AP]M \(Europe\/Paris\)/,
  )
  await seenBy('oscar', card.id, /^Open until (\S+ \S+ \S+ )?\d\d:\d\d \(Europe\/Paris\)/)
  await close(id)
}, 120_000)

test('an admin turns a channel German: its cards change with their next news, and off takes it back', async () => {
  const { id, card } = await asked()
  const chosen = await sandbox.type(
    'petra',
    '/jit here language de',
    channel,
    /^Karten in diesem Kanal sind jetzt auf Deutsch/,
  )
  // For everybody there, hence in the channel's language and not in hers.
  expect(chosen.onlyYou).toBeUndefined()
  expect(cardText((await seenBy('oscar', chosen.id, /Deutsch/)).card)).not.toMatch(/Cards/)
  expect(cardText((await seenBy('oscar', card.id, /./)).card)).toMatch(/^Waiting for approval/)

  await approve(card.id)
  await seenBy('oscar', card.id, /^Offen bis/)
  const list = cardText((await sandbox.type('petra', '/jit here', undefined, /^What channels are bound to/)).card)
  expect(list).toMatch(/pprovals “ops-approvals”\nworks\n[^\n]*Cards in German\./)
  expect(list.match(/Cards in/g)).toHaveLength(1)
  await sandbox.type(
    'petra',
    '/jit here approvals ops-approvals',
    channel,
    /^Karten zum Genehmigen für „ops-approvals“/,
  )

  await sandbox.type('petra', '/jit here language off', channel, /^Cards in this channel are in English now/)
  await close(id)
  await seenBy('oscar', card.id, /^(Window over|Closed)/)
  const entries = async () => cardText((await sandbox.type('omar', '/jit audit 1d entries', undefined, /^Ledger/)).card)
  const ledger = await eventually('both choices in the ledger', async () => {
    const text = await entries()
    return /Language of the channel: de/.test(text) && /Language of the channel: as everywhere/.test(text)
      ? text
      : undefined
  })
  expect(ledger).toMatch(/Petra Schulz/)
}, 150_000)

test('a language that the bot does not speak, no channel, and somebody who is no admin change nothing', async () => {
  const unknown = await sandbox.type(
    'petra',
    '/jit here language klingon',
    channel,
    /^The bot does not speak “klingon”/,
  )
  expect(cardText(unknown.card)).toMatch(/\/jit here language de\n\/jit here language off/)
  await sandbox.type('petra', '/jit here language', channel, /^Which language\?/)
  await sandbox.type('petra', `/jit here language ${'x'.repeat(500)}`, channel, /^The bot does not speak “x{40}”/)
  await sandbox.type('petra', '/jit here language de', undefined, /^Only a channel has a language of its own/)
  await sandbox.type('adam', '/jit here language de', channel, /^\/jit here ist nicht für Sie\nDas ist für Admins/)
  await sandbox.type('emma', '/jit here language de', channel, /^\/jit here is not for you/)
  const { id, card } = await asked()
  expect(cardText(card.card)).toMatch(/^Waiting for approval/)
  await sandbox.type('emma', `/jit cancel ${id}`)
}, 120_000)
