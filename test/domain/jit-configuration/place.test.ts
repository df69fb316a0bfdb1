import { configurationFindingText } from '../../../src/domain/jit-configuration/finding.ts'
import { isSamePlace, policiesFor } from '../../../src/domain/jit-configuration/place.ts'
import { noOne } from '../../../src/words/reader.ts'
import { noon } from '../../fixtures.ts'
import { policyNamed, rule, vmNamed } from './samples.ts'

const nameOf = (id: string | undefined) => id?.split('/').at(-1)

test('the JIT policy that holds a VM is the one to change; otherwise default, or a shorter name where the VM’s is long', () => {
  const held = vmNamed('web01', {
    jit: { kind: 'configured', covers: [{ policy: policyNamed('own'), rules: [rule(22)] }] },
  })
  expect(policiesFor(held)).toEqual([policyNamed('own')])
  expect(policiesFor(vmNamed('web01'))).toEqual([policyNamed()])
  expect([49, 50, 53, 54, 55, 56].map((length) => nameOf(policiesFor(vmNamed('v'.repeat(length)))[0]))).toEqual([
    'default',
    'jit',
    'jit',
    'j',
    'j',
    undefined,
  ])
})

test('a VM goes into JIT policies of its own subscription, resource group and region alone', () => {
  const vm = vmNamed('web01')
  expect(isSamePlace(policyNamed(), vm)).toBe(true)
  expect(isSamePlace(policyNamed(), { ...vm, location: 'West Europe' })).toBe(true)
  expect(isSamePlace(policyNamed(), { ...vm, location: 'northeurope' })).toBe(false)
  const elsewhere = { ...vm, id: vm.id.replace('rg-web', 'rg-app') as typeof vm.id }
  expect(isSamePlace(policyNamed(), elsewhere)).toBe(false)
})

test('every finding is a sentence that says what to do', () => {
  const vmName = 'web01'
  const texts = [
    { kind: 'unsupported', vmName, why: 'no plan' } as const,
    { kind: 'not configured', vmName } as const,
    { kind: 'no port', vmName } as const,
    { kind: 'names too long', vmName } as const,
    { kind: 'other place', vmName, policy: policyNamed() } as const,
    { kind: 'cannot keep', policy: policyNamed(), what: ['tags'] } as const,
    {
      kind: 'open window',
      vmName,
      ports: [22, 80],
      requester: 'Emma',
      request: 'K7M3QX2P' as never,
      until: noon,
    } as const,
  ].map((finding) => configurationFindingText(finding, { ...noOne, now: noon }))
  expect(texts.at(-1)).toMatch(/Emma is open on web01 ports 22, 80 until 12:00 \(UTC\) \(K7M3QX2P\)/)
  for (const text of texts) expect(text).toMatch(/^.{20,}\.$/)
})
