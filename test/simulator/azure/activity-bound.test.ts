import type { Activity } from '../../../src/simulator/azure/activity.ts'
import { openActivityLog } from '../../../src/simulator/azure/activity-log.ts'
import { openJournal } from '../../../src/simulator/journal.ts'

const operation = (atMs: number): Activity => ({
  correlationId: String(atMs),
  subscriptionId: 'a',
  events: [{ atMs, caller: 'x', operation: 'a/write', resourceId: '/a', status: 'Succeeded' }],
})

test('five thousand operations are kept, the newest, in memory and in the journal', () => {
  const journal = openJournal(undefined)
  const log = openActivityLog(journal, () => 10_000)
  for (let n = 1; n <= 5_010; n++) log.record(operation(n))
  expect(log.of('a').map(({ correlationId }) => correlationId)[0]).toBe('11')
  expect(log.of('a')).toHaveLength(5_000)
  expect(journal.entries().size).toBe(5_000)
  expect(openActivityLog(journal, () => 10_000).of('a')).toEqual(log.of('a'))
  expect(log.of('b')).toEqual([])
})

test('what is older than 90 days leaves the journal when something new comes', () => {
  const journal = openJournal(undefined)
  let nowMs = 1
  const log = openActivityLog(journal, () => nowMs)
  log.record(operation(1))
  nowMs += 90 * 86_400_000
  expect(log.of('a')).toEqual([])
  log.record(operation(nowMs))
  expect([...journal.entries().keys()]).toEqual(['activity 2'])
})
