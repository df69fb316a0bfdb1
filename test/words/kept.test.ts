import { byMinute, kept } from '../../src/words/kept.ts'

test('kept makes a thing once, and forgets all when one more than it keeps comes', () => {
  const made: string[] = []
  const of = kept(2, (key: string) => {
    made.push(key)
    return `${key}!`
  })
  expect(['a', 'b', 'a', 'c', 'a'].map(of)).toEqual(['a!', 'b!', 'a!', 'c!', 'a!'])
  expect(made).toEqual(['a', 'b', 'c', 'a'])
})

test('byMinute makes one for each minute, before 1970 too', () => {
  const made: number[] = []
  const of = byMinute((atMs) => made.push(atMs))
  for (const atMs of [60_000, 119_999, 120_000, -1, -60_000]) of(atMs)
  expect(made).toEqual([60_000, 120_000, -60_000])
})
