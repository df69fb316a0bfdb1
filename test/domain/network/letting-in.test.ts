import fc from 'fast-check'
import { letsAnythingIn, lettingIn } from '../../../src/domain/network/letting-in.ts'
import { behind, jitAllow, jitDeny, rule } from './rules.ts'

const source = '203.0.113.7/32'
const rdp = { source, ports: [{ number: 3389, protocol: 'TCP' as const }] }
const both = { source, ports: [...rdp.ports, { number: 22, protocol: 'TCP' as const }] }
const userDeny = rule({ name: 'block', priority: 90, access: 'deny' })
const names = (rules: readonly { readonly name: string }[]) => rules.map(({ name }) => name)

test('Defender’s allow rule lets in, by the rule that decides', () => {
  const found = lettingIn([behind([jitAllow, jitDeny])], rdp)
  expect(found.kind === 'lets in' && names(found.by)).toEqual([jitAllow.name])
})

test('a rule of that name does not open what another keeps out before it is asked', () => {
  expect(lettingIn([behind([userDeny, jitAllow, jitDeny])], rdp)).toMatchObject({ kind: 'keeps out', by: userDeny })
  expect(lettingIn([behind([{ ...jitAllow, access: 'deny' }, jitDeny])], rdp)).toMatchObject({ kind: 'keeps out' })
  expect(lettingIn([behind([jitAllow, jitDeny], [jitDeny])], rdp)).toMatchObject({ kind: 'keeps out' })
})

test('without the rule yet it is Defender’s deny rule that decides; every port must be let in', () => {
  expect(lettingIn([behind([jitDeny])], rdp)).toMatchObject({ kind: 'keeps out', port: 3389, by: jitDeny })
  expect(lettingIn([behind([jitAllow, jitDeny])], both)).toMatchObject({ kind: 'keeps out', port: 22 })
})

test('one interface is enough to get in; at the end none may be left', () => {
  const [open, shut] = [behind([jitAllow, jitDeny]), behind([jitDeny])]
  expect(lettingIn([shut, open], rdp)).toMatchObject({ kind: 'lets in' })
  expect(letsAnythingIn([shut, open], rdp)).toMatchObject({ kind: 'lets in' })
  expect(letsAnythingIn([shut, shut], rdp)).toMatchObject({ kind: 'keeps out' })
  expect(letsAnythingIn([shut, { address: '10.1.1.5', groups: [] }], rdp)).toEqual({ kind: 'cannot tell' })
  expect(letsAnythingIn([], rdp)).toEqual({ kind: 'cannot tell' })
})

test('where a part of the source is kept out, that is told; at the end a part is enough', () => {
  const part = rule({ name: 'part', priority: 90, access: 'deny', sources: ['203.0.113.64/26'] })
  const wide = { ...rdp, source: '203.0.113.0/24' }
  const allow = { ...jitAllow, sources: ['203.0.113.0/24'] }
  expect(lettingIn([behind([part, allow, jitDeny])], wide)).toMatchObject({ kind: 'lets in', except: part })
  expect(letsAnythingIn([behind([part, allow, jitDeny])], wide)).toMatchObject({ kind: 'lets in' })
})

test('a rule of which only Azure knows what it takes is no proof', () => {
  const tag = rule({ name: 'tag', priority: 80, access: 'deny', sources: ['AzureCloud'] })
  expect(lettingIn([behind([tag, jitAllow, jitDeny])], rdp)).toMatchObject({ kind: 'cannot tell', because: tag })
})

const anyRule = fc.record({
  priority: fc.integer({ min: 100, max: 4_096 }),
  access: fc.constantFrom('allow' as const, 'deny' as const),
  sources: fc.array(fc.constantFrom('*', '203.0.113.7', '203.0.113.0/24', '198.51.100.0/24', 'AzureCloud'), {
    minLength: 1,
  }),
  ports: fc.array(fc.constantFrom({ first: 22, last: 22 }, { first: 0, last: 65_535 }), { minLength: 1 }),
})
const anyInterface = fc
  .array(fc.array(anyRule, { maxLength: 5 }), { maxLength: 2 })
  .map((groups) => behind(...groups.map((rules) => rules.map((changes) => rule(changes)))))

test('property: what is proven open is not proven shut, and the other way round', () => {
  fc.assert(
    fc.property(
      fc.array(anyInterface, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('203.0.113.7/32', '203.0.113.0/24'),
      (interfaces, from) => {
        const wanted = { ...both, source: from }
        const [opened, left] = [lettingIn(interfaces, wanted), letsAnythingIn(interfaces, wanted)]
        if (opened.kind === 'lets in') expect(left.kind).toBe('lets in')
        if (left.kind === 'keeps out') expect(opened.kind).toBe('keeps out')
      },
    ),
  )
})
