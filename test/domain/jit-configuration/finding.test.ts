import { parseJitPolicyId, parseRequestId } from '../../../src/domain/ids.ts'
import { type ConfigurationFinding, configurationFindingText } from '../../../src/domain/jit-configuration/finding.ts'
import { must, noon } from '../../fixtures.ts'
import { leak } from '../../pseudo.ts'
import { german, pseudoReader } from '../../readers.ts'

const vmName = 'web01'
const policy = must(
  parseJitPolicyId(
    '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-web/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/default',
  ),
)
const window = {
  kind: 'open window',
  vmName,
  ports: [22],
  requester: 'Emma',
  request: must(parseRequestId('K7M3QX2P')),
} as const

/** One of each kind, and the German of it. */
const samples: Readonly<Record<ConfigurationFinding['kind'], readonly (readonly [ConfigurationFinding, string])[]>> = {
  unsupported: [
    [
      { kind: 'unsupported', vmName, why: { en: 'no plan', de: 'kein Plan' } },
      'Für web01 ist Just-in-Time-Zugriff nicht möglich: kein Plan. Bringen Sie das zuerst in Azure in Ordnung.',
    ],
  ],
  'not configured': [
    [{ kind: 'not configured', vmName }, 'web01 hat keinen Just-in-Time-Zugriff; es gibt nichts abzuschalten.'],
  ],
  'no port': [
    [
      { kind: 'no port', vmName },
      'web01 bliebe ohne Port. Nennen Sie mindestens einen, oder sagen Sie /jit disable web01.',
    ],
  ],
  'names too long': [
    [{ kind: 'names too long', vmName }, expect.stringMatching(/^Der Name web01 ist zu lang: .* \d+ Zeichen\.$/)],
  ],
  'other place': [
    [
      { kind: 'other place', vmName, policy },
      expect.stringMatching(/als die JIT-Richtlinie default; das lehnt Azure ab\.$/),
    ],
  ],
  'cannot keep': [
    [
      { kind: 'cannot keep', policy, what: ['a', 'b'] },
      'Die JIT-Richtlinie default von rg-web hat Einstellungen, die dieser Bot nicht kennt (a, b) und verlieren würde. Ändern Sie sie im Portal.',
    ],
  ],
  'open window': [
    [window, expect.stringMatching(/^Ein Fenster von Emma ist auf web01 offen, Port 22 \(K7M3QX2P\)\. Warten Sie/)],
    [
      { ...window, ports: [22, 80], until: noon },
      expect.stringMatching(
        /^Ein Fenster von Emma ist auf web01 offen, Ports 22, 80, bis .* \(Europe\/Paris\) \(K7M3QX2P\)/,
      ),
    ],
  ],
}

const all = Object.values(samples).flat()

test.each(all.map(([finding, said]) => ({ kind: finding.kind, finding, said })))(
  'F5 why port rules stay is told in any language: $kind',
  ({ finding, said }) => {
    expect(leak(configurationFindingText(finding, pseudoReader))).toBeUndefined()
    expect(configurationFindingText(finding, german)).toEqual(said)
  },
)
