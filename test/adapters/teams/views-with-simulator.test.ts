import { type PersonId, parsePersonId } from '../../../src/domain/ids.ts'
import { sandboxChannels, sandboxTenantId } from '../../../src/simulator/sandbox/people.ts'
import { must } from '../../fixtures.ts'
import { startTogether } from './together.ts'

const objectOf = (n: number) => `e0000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const personOf = (n: number): PersonId => must(parsePersonId(sandboxTenantId, objectOf(n)))
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: objectOf(n), name: `Person ${n}`, installed: n === 0 }))
const opsId = must(sandboxChannels[0]).id

const cardFor = (text: string, viewers: readonly PersonId[]) => ({
  summary: text,
  card: {
    type: 'AdaptiveCard',
    version: '1.5',
    refresh: { action: { type: 'Action.Execute', verb: 'refresh' }, userIds: viewers },
    body: [{ type: 'TextBlock', text }],
  } as const,
})

async function together(count: number) {
  const all = await startTogether(many(count))
  all.heard.chat.press = async (turn) => ({
    kind: 'card',
    card: cardFor(`for ${turn.person.name} alone`, [turn.person.id]).card,
  })
  await all.roster.people(opsId)
  const seen = async (n: number) => (await all.teams.messages(objectOf(n), opsId)).at(-1)?.card
  return { ...all, seen }
}

test('in a channel of eighty those who are concerned have their own view, the others the card of everybody', async () => {
  const { messenger, seen, close } = await together(80)
  try {
    await messenger.post({ kind: 'conversation', id: opsId }, cardFor('for all', [personOf(70), personOf(71)]))
    expect(await seen(70)).toMatchObject({ body: [{ text: 'for Person 70 alone' }] })
    expect(await seen(71)).toMatchObject({ body: [{ text: 'for Person 71 alone' }] })
    const others = await seen(3)
    expect(others).toMatchObject({ body: [{ text: 'for all' }] })
    const { userIds } = must(others).refresh as { userIds: string[] }
    expect(userIds).toHaveLength(2)
    for (const id of userIds) expect(id).toMatch(/^29:/)
    // Their own view asks for itself alone.
    expect((await seen(70))?.refresh).toMatchObject({ userIds: [userIds[0]] })
  } finally {
    await close()
  }
})

test('of eighty who are all concerned sixty have their own view, and nobody is left without a card', async () => {
  const { messenger, seen, close } = await together(80)
  try {
    const all = Array.from({ length: 80 }, (_, n) => personOf(n))
    await messenger.post({ kind: 'conversation', id: opsId }, cardFor('for all', all))
    expect(await seen(0)).toMatchObject({ body: [{ text: 'for Person 0 alone' }] })
    expect(await seen(79)).toMatchObject({ body: [{ text: 'for all' }], refresh: { userIds: { length: 60 } } })
  } finally {
    await close()
  }
})

test('in a small channel everybody has; a settled card asks nobody, and its edit takes all views away', async () => {
  const { messenger, seen, close } = await together(5)
  try {
    const at = await messenger.post({ kind: 'conversation', id: opsId }, cardFor('for all', [personOf(1)]))
    for (let n = 0; n < 5; n++) expect(await seen(n)).toMatchObject({ body: [{ text: `for Person ${n} alone` }] })
    await messenger.update(at.conversation, at.messageId, cardFor('over', []))
    for (let n = 0; n < 5; n++) expect(await seen(n)).toMatchObject({ body: [{ text: 'over' }] })
  } finally {
    await close()
  }
})
