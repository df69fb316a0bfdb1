import { seenActivities } from '../../../src/adapters/postgres/seen-activities.ts'
import { noon } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { countOf } from './changes.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

describe('seenActivities', () => {
  it('S5 lets one of many deliveries of an activity through, whichever replica gets them', async () => {
    const [one, two] = [seenActivities({ database: fresh.database }), seenActivities({ database: fresh.another() })]
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).first('activity', noon)),
    )
    expect(answers.filter(Boolean).length).toBe(1)
    expect(await one.first('another\u0000', noon)).toBe(true)
    expect(await two.first('another\u0000', noon)).toBe(false)
  })

  it('keeps them for an hour', async () => {
    const seen = seenActivities({ database: fresh.database })
    await seen.first('early', noon)
    expect(await seen.first('early', noon + 3_540_000)).toBe(false)
    await seen.first('late', noon + 3_700_000)
    expect(await countOf(fresh.database, 'seen_activities')).toBe(1)
    expect(await seen.first('early', noon + 3_700_000)).toBe(true)
  })
})
