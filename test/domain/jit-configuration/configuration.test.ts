import { confirmed, isOpen, settled } from '../../../src/domain/jit-configuration/configuration.ts'
import { jobKey, jobQueue } from '../../../src/domain/job.ts'
import { inEnglish } from '../../../src/words/text.ts'
import { must, noon } from '../../fixtures.ts'
import { configuration, policyNamed, rule, targetOf } from './samples.ts'

const two = configuration([
  targetOf('web01', [rule(22)], [rule(80)]),
  targetOf('web02', [], [rule(80)], { policy: policyNamed('other') }),
])

test('confirmed: every target waits, one job for each JIT policy in the queue of its openings, and the ledger has before and after', () => {
  const { configuration: next, jobs, ledger } = confirmed(two, noon, [])
  expect(next).toMatchObject({ version: 2, targets: [{ state: 'waiting' }, { state: 'waiting' }] })
  expect(jobs.map(({ kind }) => kind)).toEqual(['configure', 'configure'])
  expect(new Set(jobs.map(jobKey)).size).toBe(2)
  const opening = { kind: 'open target', request: 'K7M3QX2P' as never, target: 0, policy: policyNamed() } as const
  expect(jobQueue(must(jobs[0]))).toBe(jobQueue(opening))
  expect(ledger).toMatchObject([
    {
      actor: two.author,
      fact: { type: 'jit configuration asked', targets: [{ before: [rule(22)], after: [rule(80)] }, {}] },
    },
  ])
  expect(isOpen(next)).toBe(false)
})

test('done: only the targets of that JIT policy, each with its ledger entry by its author', () => {
  const waiting = confirmed(two, noon, []).configuration
  const { configuration: next, ledger } = settled(
    waiting,
    policyNamed(),
    { kind: 'done', found: false, others: ['db01'] },
    noon,
  )
  expect(next.targets.map(({ state }) => state)).toEqual(['done', 'waiting'])
  expect(inEnglish(next.targets[0]?.why ?? '')).toMatch(/somebody else changed the rules of db01/)
  expect(ledger).toMatchObject([
    { actor: two.author, fact: { type: 'jit configured', before: [rule(22)], after: [rule(80)], found: false } },
  ])
})

test('changed by somebody else: a draft again, with what is there now and why; failed: may be confirmed again', () => {
  const waiting = confirmed(two, noon, []).configuration
  const rules = new Map([[must(two.targets[0]).vm, [rule(443)]]])
  const changed = settled(waiting, policyNamed(), { kind: 'changed', rules }, noon)
  expect(changed.configuration.targets[0]).toMatchObject({ state: 'draft', before: [rule(443)], after: [rule(80)] })
  expect(changed.ledger).toMatchObject([{ fact: { type: 'jit configuration failed', vms: [must(two.targets[0]).vm] } }])
  const failed = settled(changed.configuration, policyNamed('other'), { kind: 'failed', why: 'Azure refused.' }, noon)
  expect(failed.configuration.targets[1]).toMatchObject({ state: 'failed', why: 'Azure refused.' })
  expect(isOpen(failed.configuration)).toBe(true)
  const again = confirmed(failed.configuration, noon, [])
  expect(again.configuration.targets.map(({ state, why }) => [state, why])).toEqual([
    ['waiting', undefined],
    ['waiting', undefined],
  ])
  expect(
    settled(again.configuration, policyNamed('third'), { kind: 'failed', why: '' }, noon).configuration.targets,
  ).toEqual(again.configuration.targets)
})
