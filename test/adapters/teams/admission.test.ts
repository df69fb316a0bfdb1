import fc from 'fast-check'
import { parseActivity } from '../../../src/adapters/teams/activity.ts'
import { isServiceUrl, tenantOf } from '../../../src/adapters/teams/admission.ts'
import { botFramework } from '../../../src/adapters/teams/bot-framework.ts'
import { tenantId, typed } from './teams-wire.ts'

const hosts = botFramework.public.serviceHosts

test.each(['public', 'usgov'] as const)('the default service URL of the %s cloud is on its own list', (cloud) => {
  expect(isServiceUrl(botFramework[cloud].serviceUrl, botFramework[cloud].serviceHosts)).toBe(true)
})

test.each([
  'https://smba.trafficmanager.net/emea/',
  'https://smba.trafficmanager.net/amer/7d1c1c1e-0000-4000-8000-000000000001/',
  'https://SMBA.trafficmanager.net/emea/',
])('%s is Teams', (url) => {
  expect(isServiceUrl(url, hosts)).toBe(true)
})

test.each([
  'http://smba.trafficmanager.net/emea/',
  'https://smba.trafficmanager.net:8443/emea/',
  'https://smba.trafficmanager.net.evil.example/',
  'https://evil.example/smba.trafficmanager.net',
  'https://smba.trafficmanager.net@evil.example/',
  'https://user:pw@smba.trafficmanager.net/',
  'https://xsmba.trafficmanager.net/',
  'https://sub.smba.trafficmanager.net/',
  'https://smba.trafficmanager.net./',
  'https://smba.infra.gov.teams.microsoft.us/',
  'http://127.0.0.1:3978/',
  'http://localhost/',
  'http://[::1]/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smba.trafficmanager.net',
  '',
])('%s is not', (url) => {
  expect(isServiceUrl(url, hosts)).toBe(false)
})

test('this machine is Teams only where it was named', () => {
  expect(isServiceUrl('http://127.0.0.1:5000/', ['127.0.0.1'])).toBe(true)
  expect(isServiceUrl('http://127.0.0.1:5000/', ['localhost'])).toBe(false)
})

test('no text is taken for Teams by accident, and none breaks the check', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl()), (url) => {
      expect(isServiceUrl(url, hosts)).toBe(false)
    }),
  )
})

test('the tenant is the one that all places name, in lower case', () => {
  const of = (change: Record<string, unknown>) => {
    const parsed = parseActivity(typed('https://x', 'x', change))
    return 'activity' in parsed ? tenantOf(parsed.activity) : 'malformed'
  }
  expect(of({})).toBe(tenantId)
  expect(of({ channelData: { tenant: { id: tenantId.toUpperCase() } } })).toBe(tenantId)
  expect(of({ channelData: null })).toBe(tenantId)
  expect(of({ conversation: { id: 'a' } })).toBe(tenantId)
  expect(of({ conversation: { id: 'a', tenantId: '' }, channelData: {} })).toBeUndefined()
  expect(of({ channelData: { tenant: { id: 'another' } } })).toBeUndefined()
})
