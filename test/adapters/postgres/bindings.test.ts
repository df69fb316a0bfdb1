import { bindingStore } from '../../../src/adapters/postgres/bindings.ts'
import type { Binding } from '../../../src/ports/store.ts'
import { noon } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { countOf, jobsIn, toRealTime } from './changes.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

const approvals = (name: string, conversation: string): Binding => ({
  purpose: 'approvals',
  name,
  conversation,
  title: 'Ops',
})
const digest = (conversation: string, hour: number): Binding => ({
  purpose: 'digest',
  every: 'daily',
  hour,
  minute: 0,
  conversation,
  title: 'Audit',
})

describe('bindingStore', () => {
  it('replaces a binding of the same name, or a digest of the same conversation, with its job and its entry', async () => {
    const bindings = bindingStore({ database: fresh.database, toRealTime })
    await bindings.bind(approvals('ops', '19:a'), [], [])
    await bindings.bind(approvals('dba', '19:a'), [], [])
    await bindings.bind(approvals('ops', '19:b'), [], [])
    await bindings.bind(digest('19:c', 9), [{ kind: 'digest', conversation: '19:c', at: noon }], [])
    const bound = { type: 'channel bound', purpose: 'digest', name: '', conversation: '19:c' } as const
    await bindings.bind(
      digest('19:c', 10),
      [{ kind: 'digest', conversation: '19:c', at: noon + 3_600_000 }],
      [{ at: noon, actor: 'bot', fact: bound }],
    )
    expect(await bindings.list()).toEqual([approvals('dba', '19:a'), approvals('ops', '19:b'), digest('19:c', 10)])
    expect((await jobsIn(fresh.database)).get('digest:19:c')?.runAt.getTime()).toBe(noon + 3_600_000)
    expect(await countOf(fresh.database, 'ledger')).toBe(1)
  })
})
