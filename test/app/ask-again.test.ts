import { askAgain } from '../../src/app/ask-again.ts'
import type { Finding } from '../../src/domain/access-policy/analysis.ts'
import { evaluate } from '../../src/domain/access-policy/evaluate.ts'
import { membershipOf } from '../../src/domain/access-policy/membership.ts'
import type { Request } from '../../src/domain/request.ts'
import type { Estate } from '../../src/ports/estate.ts'
import { noOne } from '../../src/words/reader.ts'
import { adam, ask, emma, policy, rule, vm } from '../domain/access-policy/samples.ts'
import { pending } from '../fixtures.ts'

const office = { days: [0, 1, 2, 3, 4, 5, 6], from: 8 * 60, to: 18 * 60, zone: 'UTC' }
const made = policy([rule('prod', { hours: office })])
const web = vm('web01')
const estate = { get: () => web } as unknown as Estate
const minute = 60_000
const six = Date.UTC(2026, 0, 7, 18)
const requirement = evaluate(made, ask(), membershipOf(made)).requirement

async function findingsAt(now: number, change: Partial<Request>): Promise<Finding['kind'][]> {
  const request: Request = {
    ...pending(),
    requester: emma,
    targets: [
      {
        vm: web.id,
        vmName: 'web01',
        policy: pending().targets[0]?.policy as never,
        ports: [{ number: 22, protocol: 'TCP' }],
      },
    ],
    requirement,
    submittedAt: six - 60 * minute,
    ...change,
  }
  const answer = await askAgain(
    {
      policy: { current: () => ({ kind: 'policy', policy: made, problems: [] }) },
      directory: { membership: (asked) => membershipOf(asked) },
      estate,
      clock: { now: () => now },
    },
    request,
  )
  if (answer.kind !== 'evaluated') throw new Error(answer.why(noOne))
  return answer.analysis.findings.map(({ kind }) => kind)
}

const approvedAt = (at: number): Partial<Request> => ({
  state: 'approved',
  decisions: [{ by: adam, verdict: 'approve', at, groups: ['leads'] }],
})

test('hours are judged when it is approved: a minute before six is in time, a minute after is not', async () => {
  expect(await findingsAt(six - minute, { state: 'pending' })).toEqual([])
  expect(await findingsAt(six + minute, { state: 'pending' })).toEqual(['outside hours'])
})

test('what was approved in hours may open in the next quarter of an hour, and not half a night later', async () => {
  expect(await findingsAt(six + minute, approvedAt(six - minute))).toEqual([])
  expect(await findingsAt(six + 13 * minute, approvedAt(six - minute))).toEqual([])
  expect(await findingsAt(six + 15 * minute, approvedAt(six - minute))).toEqual(['outside hours'])
  // Nobody was asked: it was approved when it was asked for.
  expect(await findingsAt(six + minute, { state: 'approved', submittedAt: six - minute })).toEqual([])
  expect(await findingsAt(six + 60 * minute, { state: 'approved', submittedAt: six - minute })).toEqual([
    'outside hours',
  ])
})
