import { buttonsOf, cardText, ids, type Journey, type Name, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
  // The bot knows whom it has seen.
  for (const as of ['adam', 'aisha', 'eva', 'oscar', 'omar'] as const) await sandbox.type(as, '/jit help')
}, 150_000)
afterAll(() => sandbox.stop())

async function offered(as: Name, dataset: string, typed = '') {
  const choices = await sandbox.api.searchInDialog(ids[as], await sandbox.room(as), dataset, typed)
  return choices.map(({ title }) => title.replace(/ \(.*/, ''))
}

test('an approver is offered other approvers by the beginning of any of their names, and nobody else is offered any', async () => {
  expect(await offered('adam', 'approvers')).toContain('Aisha Khan')
  expect(await offered('adam', 'approvers', 'kh ai')).toEqual(['Aisha Khan'])
  expect(await offered('adam', 'approvers', 'adam')).toEqual([])
  expect(await offered('adam', 'approvers', 'oscar')).toEqual([])
  for (const other of ['emma', 'oscar'] as const) expect(await offered(other, 'approvers')).toEqual([])
}, 60_000)

test('people and the whole estate are for auditors and admins; machines only those that one may know of', async () => {
  expect(await offered('omar', 'people', 'em')).toEqual(['Emma Lindqvist'])
  expect(await offered('petra', 'people', 'n')).toEqual(['Adam Novak', 'Oscar Nilsen'])
  expect(await offered('omar', 'estate', 'vault')).toContain('vault01')
  for (const other of ['emma', 'adam', 'oscar'] as const) {
    expect(await offered(other, 'people', 'em')).toEqual([])
    expect(await offered(other, 'estate', 'web')).toEqual([])
  }
  expect(await offered('emma', 'machines', 'web')).toEqual(expect.arrayContaining(['web01', 'web02']))
  expect(await offered('oscar', 'machines', 'web')).toEqual([])
}, 60_000)

test.each(['%', '_', '\\', "'; drop table people; --", 'x'.repeat(900), '\u0000', '😀', '('])(
  'whatever is typed is looked for and nothing else: %s',
  async (typed) => {
    expect(await offered('omar', 'people', typed)).toEqual([])
  },
)

test.each(['__proto__', 'constructor', 'nonsense', ''])(
  'a dataset that there is not offers nothing: %s',
  async (dataset) => {
    const search = sandbox.api.searchInDialog(ids.petra, await sandbox.room('petra'), dataset || 'x', 'a')
    expect(await search).toEqual([])
  },
)

test('a delegation by the form: nobody chosen is said in the form; chosen, it is given', async () => {
  const list = await sandbox.type('adam', '/jit delegations', undefined, /Nobody stands in/)
  expect(await sandbox.press('adam', list.id, 'Have somebody stand in…')).toMatch(/Who stands in for you/)
  const inputs = { person: '', until: 'for 7d' }
  const refused = await sandbox.press('adam', list.id, 'Have them stand in', { inputs })
  expect(refused).toMatch(/Choose an approver/)
  const [aisha] = await sandbox.api.search(ids.adam, list.id, 'approvers', 'aisha')
  const given = await sandbox.press('adam', list.id, 'Have them stand in', {
    inputs: { person: aisha?.value ?? '', until: 'for 1d' },
  })
  expect(given).toMatch(/Aisha Khan stands in for you until/)
  await sandbox.type('adam', '/jit delegate stop', undefined, /no longer/)
}, 60_000)

test('explain by the form, for somebody else by an admin alone; what was entered is kept when it is not enough', async () => {
  const form = await sandbox.type('petra', '/jit explain', undefined, /Explain what\?/)
  const kept = await sandbox.press('petra', form.id, 'Explain', { inputs: { vm: '', ports: 'rdp', time: '2h' } })
  expect(kept).toMatch(/Choose a machine/)
  const shown = (await sandbox.read('petra')).find(({ id }) => id === form.id)
  expect(JSON.stringify(shown?.card)).toContain('"value":"rdp"')
  const [vm] = await sandbox.api.search(ids.petra, form.id, 'machines', 'web01')
  const [emma] = await sandbox.api.search(ids.petra, form.id, 'people', 'emma')
  const inputs = { vm: vm?.value ?? '', person: emma?.value ?? '', ports: 'rdp', time: '2h' }
  expect(await sandbox.press('petra', form.id, 'Explain', { inputs })).toMatch(/Emma Lindqvist/)

  const own = await sandbox.type('emma', '/jit explain', undefined, /Explain what\?/)
  expect(cardText(own.card)).not.toMatch(/For whom/)
  expect(await sandbox.press('emma', own.id, 'Explain', { inputs: { ...inputs, person: ids.adam } })).toMatch(
    /for admins to see/,
  )
}, 60_000)

test('the ledger by person from the form; others are refused however they send it', async () => {
  const page = await sandbox.type('omar', '/jit audit 7d', undefined, /^Ledger/)
  await sandbox.press('omar', page.id, 'Look for…')
  const both = { person: ids.emma, vm: '/x', period: '7d', as: 'requests' }
  expect(await sandbox.press('omar', page.id, 'Look', { inputs: both })).toMatch(/a person or a machine, not both/)
  const found = await sandbox.press('omar', page.id, 'Look', { inputs: { ...both, vm: '' } })
  expect(found).toMatch(/^Ledger[\s\S]*Emma/)
  const forge = { verb: 'answerForm', data: { form: 'audit', person: ids.emma, period: '7d' } }
  const help = await sandbox.type('emma', '/jit help')
  const titles = buttonsOf(help.card)[0] ?? ''
  expect(await sandbox.press('emma', help.id, titles, { forge })).toMatch(/not for you/)
  for (const form of ['audit', 'nonsense', '__proto__', 7])
    expect(await sandbox.press('emma', help.id, titles, { forge: { verb: 'showForm', data: { form } } })).toMatch(
      /not for you|not known/,
    )
}, 60_000)

test('a machine alone is chosen by a form: of those that one may know of, or whose rules an admin can change', async () => {
  const { api, type, press } = sandbox
  const look = await type('emma', '/jit vm', undefined, /Which machine\?/)
  const [web01] = await api.search(ids.emma, look.id, 'known', 'web01')
  expect(await press('emma', look.id, 'Show it', { inputs: { vm: web01?.value ?? '' } })).toMatch(/^web01: configured/)
  for (const dataset of ['configured', 'not configured'])
    expect(await api.search(ids.emma, look.id, dataset, 'web')).toEqual([])

  const enable = await type('petra', '/jit enable', undefined, /Enable what\?/)
  expect(await press('petra', enable.id, 'Go on', { inputs: { vm: '' } })).toMatch(/Choose a machine/)
  const offered = await api.search(ids.petra, enable.id, 'not configured', 'app')
  expect(offered.map(({ title }) => title)).toEqual([expect.stringMatching(/^app03 /)])
  expect(await press('petra', enable.id, 'Go on', { inputs: { vm: offered[0]?.value ?? '' } })).toMatch(/app03/)
  const configure = await type('petra', '/jit configure', undefined, /Configure what\?/)
  expect(await press('petra', configure.id, 'Go on', { inputs: { vm: web01?.value ?? '' } })).toMatch(
    /Port rules of web01/,
  )
  const disable = await type('petra', '/jit disable', undefined, /Disable what\?/)
  expect(await press('petra', disable.id, 'Go on', { inputs: { vm: web01?.value ?? '' } })).toMatch(
    /web01[\s\S]*no just-in-time access/,
  )

  const forge = { verb: 'answerForm', data: { form: 'enable', vm: offered[0]?.value ?? '' } }
  const help = await type('emma', '/jit help')
  expect(await press('emma', help.id, buttonsOf(help.card)[0] ?? '', { forge })).toMatch(/not for you/)
}, 60_000)
