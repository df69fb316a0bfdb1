import { driftKey, recordedWindows } from '../../src/domain/drift.ts'
import type { JitPolicy, JitRequest } from '../../src/domain/jit-policy.ts'
import { target } from '../fixtures.ts'

const { vm, policy: id } = target()
const port = (number: number, status = 'Initiated') => ({
  vm,
  number,
  source: '203.0.113.7/32',
  endsAt: 9_000,
  status,
  statusReason: 'UserRequested',
})
const windows = (...requests: JitRequest[]) => recordedWindows({ id, vms: new Map(), requests } as JitPolicy)
const mark = 'jit-access-bot:0G40R40M/0.0; · requested by Emma'

test('what an application asked with our mark claims to be ours; a person’s never does', () => {
  const ours = { startedAt: 1, justification: mark, ports: [port(22)] }
  expect(windows(ours)[0]).toMatchObject({ claims: '0G40R40M', alive: true, ports: [22] })
  expect(windows({ ...ours, requestor: 'mallory@contoso.example' })[0]).not.toHaveProperty('claims')
  expect(windows({ ...ours, justification: `please: ${mark}` })[0]).not.toHaveProperty('claims')
  expect(windows({ ...ours, justification: 'jit-access-bot:' })[0]).not.toHaveProperty('claims')
})

test('each VM of a request is a window; what is over is not alive', () => {
  const other = target('web02').vm
  const both = { startedAt: 1, ports: [port(22), port(3389), { ...port(22, 'Revoked'), vm: other, endsAt: 5 }] }
  expect(windows(both)).toMatchObject([
    { vm, ports: [22, 3389], endsAt: 9_000, alive: true },
    { vm: other, ports: [22], endsAt: 5, alive: false },
  ])
})

test('the same window has the same key in whatever order Azure lists its ports', () => {
  const [one] = windows({ startedAt: 1, ports: [port(22), port(3389)] })
  const [other] = windows({ startedAt: 1, ports: [port(3389), port(22)] })
  const [later] = windows({ startedAt: 2, ports: [port(22), port(3389)] })
  if (!one || !other || !later) throw new Error('windows expected')
  expect(driftKey(one)).toBe(driftKey(other))
  expect(driftKey(one)).not.toBe(driftKey(later))
})
