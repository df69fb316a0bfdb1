import fc from 'fast-check'
import type { JitRequest } from '../../src/domain/jit-policy.ts'
import { useOf, usesIn } from '../../src/domain/jit-use.ts'
import { target } from '../fixtures.ts'

const now = Date.UTC(2026, 10, 23, 12)
const hour = 3_600_000
const { vm, policy } = target('web01')
const other = target('web02').vm

function asked(hoursAgo: number, more: Partial<JitRequest> = {}, status = 'Revoked'): JitRequest {
  const startedAt = now - hoursAgo * hour
  const port = { vm, number: 22, source: '203.0.113.7', endsAt: startedAt + 2 * hour, status, statusReason: '' }
  return { startedAt, ports: [port], ...more }
}
const use = (...requests: JitRequest[]) => usesIn({ requests }, now).get(vm)

test('the requests of the last seven days are counted, the last one is remembered whenever it was', () => {
  expect(use(asked(1), asked(100), asked(7 * 24 + 1))).toEqual({ count: 2, lastAt: now - hour })
  expect(use(asked(20 * 24))).toEqual({ count: 0, lastAt: now - 20 * 24 * hour })
  expect(use()).toBeUndefined()
})

test('several ports of one VM are one request; another VM has its own', () => {
  const [port] = asked(1).ports
  if (!port) throw new Error('a request has a port')
  const both = asked(1, { ports: [port, { ...port, number: 443 }, { ...port, vm: other }] })
  expect([...usesIn({ requests: [both] }, now)].map(([id, { count }]) => [id, count])).toEqual([
    [vm, 1],
    [other, 1],
  ])
})

test('ours is known by its mark, a person by the name that Azure has, which a mark does not hide', () => {
  const justification = 'jit-access-bot:K7M3QX2P/0.0; · requested by Emma'
  expect(use(asked(1, { justification }))?.by).toEqual({ kind: 'request', id: 'K7M3QX2P' })
  expect(use(asked(1, { justification, requestor: 'eve@contoso.example' }))?.by).toEqual({
    kind: 'person',
    name: 'eve@contoso.example',
  })
  for (const forged of ['jit-access-bot:', 'jit-access-bot:no id/0', 'x jit-access-bot:K7M3QX2P/0.0;'])
    expect(use(asked(1, { justification: forged }))?.by).toBeUndefined()
})

test('a window that stands and is not ours is told, ours is not', () => {
  expect(use(asked(1, { requestor: 'eve' }, 'Initiated'))?.elsewhereUntil).toBe(now + hour)
  expect(use(asked(3, { requestor: 'eve' }, 'Initiated'))?.elsewhereUntil).toBeUndefined()
  expect(use(asked(1, { requestor: 'eve' }, 'Revoked'))?.elsewhereUntil).toBeUndefined()
  const justification = 'jit-access-bot:K7M3QX2P/0.0;'
  expect(use(asked(1, { justification }, 'Initiated'))?.elsewhereUntil).toBeUndefined()
})

test('whatever the order of the requests, which Azure does not promise, and however they are split over policies', () => {
  const request = fc.record({ hours: fc.integer({ min: 0, max: 700 }), who: fc.constantFrom('', 'a', 'b') })
  fc.assert(
    fc.property(fc.uniqueArray(request, { selector: ({ hours }) => hours, minLength: 1 }), fc.nat(), (list, cut) => {
      const all = list.map(({ hours, who }) => asked(hours, who ? { requestor: who } : {}, 'Initiated'))
      expect(use(...all.toReversed())).toEqual(use(...all))
      const parts = [all.slice(0, cut % all.length), all.slice(cut % all.length)]
      const covers = parts.map((part) => {
        const ofPart = use(...part)
        return { policy, rules: [], ...(ofPart ? { use: ofPart } : {}) }
      })
      const { id, name } = { id: vm, name: 'web01' }
      const place = { subscription: 's', resourceGroup: 'rg', location: 'l', os: 'linux', tags: {} } as const
      expect(useOf({ id, name, ...place, jit: { kind: 'configured', covers } })).toEqual(use(...all))
    }),
  )
})
