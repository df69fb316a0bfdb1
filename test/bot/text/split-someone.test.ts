import { splitSomeone } from '../../../src/bot/text/split-someone.ts'

const id = 'e0000000-0000-4000-8000-000000000001'

test.each([
  ['web01 rdp 2h for Emma Lindqvist', 'web01 rdp 2h', 'Emma Lindqvist'],
  ['web01 rdp 2h from office for @Emma Lindqvist', 'web01 rdp 2h from office', 'Emma Lindqvist'],
  [`web01 for ${id}`, 'web01', id],
  [`web01 rdp for 2h INC1 patching for ${id}`, 'web01 rdp for 2h INC1 patching', id],
  ['web01 rdp 1h INC1 for @Emma', 'web01 rdp 1h INC1', 'Emma'],
  ['web01 for **Emma**', 'web01', 'Emma'],
  ['web01 rdp for 2h for Emma', 'web01 rdp for 2h', 'Emma'],
])('%s is for somebody', (text, rest, someone) => {
  expect(splitSomeone(text)).toEqual({ rest, someone, certain: true })
})

test.each([
  ['web01 rdp for 2h', 'web01 rdp for 2h'],
  ['web01 for rdp', 'web01 for rdp'],
  ['web01 rdp 2h for me', 'web01 rdp 2h'],
  ['for web01', 'for web01'],
  ['web01 for', 'web01 for'],
  ['', ''],
])('%s is for the one who types', (text, rest) => {
  expect(splitSomeone(text)).toEqual({ rest })
})

test.each([
  ['web01 rdp 1h INC1 patching for the audit', 'web01 rdp 1h INC1 patching', 'the audit'],
  ['web01 rdp 1h because it is for work', 'web01 rdp 1h because it is', 'work'],
])('%s may be a reason as well', (text, rest, someone) => {
  expect(splitSomeone(text)).toEqual({ rest, someone, certain: false })
})

test('a very long text takes no time of its own, however busy the machine is', () => {
  const before = process.cpuUsage()
  splitSomeone(`web01 ${'for '.repeat(500)}`)
  splitSomeone(`web01 ${' for'.repeat(500)} x`)
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1_000).toBeLessThan(2_000)
})
