import { factInFiles, factText } from '../../../src/bot/words/fact.ts'
import type { JitPolicyId, NsgId, VmId } from '../../../src/domain/ids.ts'
import { requestIdFrom } from '../../../src/domain/ids.ts'
import type { LedgerFact } from '../../../src/domain/ledger-event.ts'
import type { PortRule } from '../../../src/domain/vm.ts'
import { adam, aisha, noon, target } from '../../fixtures.ts'
import { leak } from '../../pseudo.ts'
import { german, pseudoReader } from '../../readers.ts'

const request = requestIdFrom(Uint8Array.of(9, 9, 9, 9, 9))
const group = '/subscriptions/s/resourcegroups/rg-web/providers/'
const vm = `${group}microsoft.compute/virtualmachines/web01` as VmId
const policy = `${group}microsoft.security/locations/we/jitnetworkaccesspolicies/guard` as JitPolicyId
const nsg = `${group}microsoft.network/networksecuritygroups/nsg-web` as NsgId
const hour = 3_600_000
const source = { prefix: '203.0.113.7/32' }
const rdp: PortRule = { number: 3389, protocol: 'TCP', sources: ['*'], maxDurationMs: 3 * hour }
const change = { vm, policy, before: [], after: [rdp] }
const submitted = {
  type: 'request submitted',
  targets: [target('web01')],
  source,
  durationMs: hour,
  reason: 'Diebold',
  rules: ['prod'],
} as const
const approvals = [{ rule: 'prod', count: 2, from: ['leads', 'ops'] }]
const window = { policy, vm, ports: [22], sources: ['*'], startedAt: noon, endsAt: noon + hour }
const denied = [{ kind: 'denied', rule: 'vault', text: 'PAM' }] as const

type Facts = {
  readonly [Type in LedgerFact['type']]: readonly (readonly [Extract<LedgerFact, { type: Type }>, german: string])[]
}

/** One fact of each type at least, and the German of it: a new type without words does not compile. */
const samples: Facts = {
  'request refused': [
    [
      { type: 'request refused', asked: 'web01', findings: denied },
      'Abgelehnt: web01 – Die Regel „vault“ lehnt das ab: PAM.',
    ],
  ],
  'request submitted': [
    [submitted, 'Angefragt: web01 RDP 3389 von 203.0.113.7 für 1 h: Diebold'],
    [
      { ...submitted, startsAt: noon, reason: '' },
      `Angefragt: web01 RDP 3389 von 203.0.113.7 für 1 h, Beginn ${new Date(noon).toISOString()}`,
    ],
    [
      { ...submitted, extends: { request, since: noon, until: noon + hour } },
      `Verlängerung der Anfrage ${request} um 1 h angefragt: web01 RDP 3389 von 203.0.113.7: Diebold`,
    ],
    [
      { ...submitted, extends: { request, since: noon, until: noon + hour, movedFrom: { prefix: '203.0.113.8/32' } } },
      `Umzug der Anfrage ${request} von 203.0.113.8 auf 203.0.113.7 angefragt: web01 RDP 3389`,
    ],
  ],
  'request approved': [
    [
      { type: 'request approved', unattended: true, approvers: [], rules: ['prod', 'dev'] },
      'Durch die Zugriffsrichtlinie genehmigt (prod, dev)',
    ],
    [
      { type: 'request approved', unattended: false, approvers: [adam, aisha], rules: [], durationMs: hour },
      'Von Adam Novak und Aisha Khan genehmigt, für 1 h',
    ],
  ],
  'break-glass used': [
    [
      { type: 'break-glass used', skipped: approvals, reviewers: ['ops'] },
      expect.stringContaining('Abzuzeichnen von ops'),
    ],
  ],
  'break-glass reviewed': [
    [{ type: 'break-glass reviewed', verdict: 'justified', comment: '' }, 'Abgezeichnet als gerechtfertigt'],
    [
      { type: 'break-glass reviewed', verdict: 'not justified', comment: 'Warum?' },
      'Abgezeichnet als nicht gerechtfertigt: Warum?',
    ],
  ],
  'request denied': [
    [{ type: 'request denied', reason: 'Frost', standsFor: [adam] }, 'Abgelehnt in Vertretung von Adam Novak: Frost'],
  ],
  'request cancelled': [[{ type: 'request cancelled' }, 'Zurückgezogen']],
  'request lapsed': [[{ type: 'request lapsed', why: 'x' }, 'Verfallen: x']],
  'request failed': [[{ type: 'request failed', why: 'x' }, 'Gescheitert: x']],
  'request closed': [[{ type: 'request closed', why: 'x' }, 'Geschlossen: x']],
  'request retried': [[{ type: 'request retried' }, 'Erneut versucht']],
  'approval given': [
    [
      { type: 'approval given', groups: ['leads'], comment: 'gut', forMs: hour },
      'Genehmigung erteilt für leads nur für 1 h: „gut“',
    ],
  ],
  'delegation given': [
    [
      { type: 'delegation given', to: adam, until: noon },
      `Lässt sich bis ${new Date(noon).toISOString()} von Adam Novak vertreten`,
    ],
  ],
  'delegation stopped': [[{ type: 'delegation stopped', to: adam }, 'Wird nicht mehr von Adam Novak vertreten']],
  'reminder sent': [[{ type: 'reminder sent', nth: 1, of: 3 }, 'Die Genehmigungskanäle wurden erinnert (1 von 3)']],
  'request escalated': [
    [
      { type: 'request escalated', rule: 'prod', to: ['ops'], afterMs: hour },
      'Nach 1 h eskaliert: Auch ops darf genehmigen (prod)',
    ],
  ],
  'policy became stricter': [
    [
      { type: 'policy became stricter', approvals, findings: [] },
      'Die Zugriffsrichtlinie wurde strenger: 2 von leads oder ops (prod)',
    ],
  ],
  'attempt refused': [
    [
      { type: 'attempt refused', attempted: 'approve', why: 'own request' },
      'Verweigert wurde „genehmigen“: die eigene Anfrage',
    ],
    [
      { type: 'attempt refused', attempted: 'constructor', why: 'toString' },
      'Verweigert wurde „constructor“: toString',
    ],
  ],
  'opening called': [
    [
      {
        type: 'opening called',
        vm,
        ports: [22],
        source: '203.0.113.7',
        endsAt: noon,
        attempt: 1,
        carries: [request],
      },
      `Azure gebeten, web01 Port 22 zu öffnen (Versuch 1); die Fenster von ${request} bleiben`,
    ],
  ],
  'opening accepted': [
    [{ type: 'opening accepted', vm, correlationId: 'c1' }, 'Azure hat für web01 angenommen (c1)'],
    [{ type: 'opening accepted', vm }, 'Azure hat für web01 angenommen'],
  ],
  'opening open': [
    [
      { type: 'opening open', vm, ports: [22], source: '203.0.113.7', endsAt: noon, found: true },
      'Als offen gesehen: web01 Port 22 (gefunden, nachdem eine Antwort verloren ging)',
    ],
  ],
  'opening not from': [
    [{ type: 'opening not from', vm, sources: [], why: '' }, 'Von jeder Quelle als offen gesehen: web01'],
    [{ type: 'opening not from', vm, sources: ['203.0.113.7/32'], why: 'x' }, 'Nicht offen von 203.0.113.7: web01: x'],
  ],
  'opening failed': [[{ type: 'opening failed', vm, why: 'x' }, 'Konnte nicht geöffnet werden: web01: x']],
  'closing asked': [[{ type: 'closing asked', vms: [vm] }, 'Vorzeitiges Schließen von web01 verlangt']],
  'closing delayed': [[{ type: 'closing delayed', vm, endsAt: noon, why: 'x' }, 'web01 ist nicht sofort zu: x']],
  'opening extended': [
    [
      { type: 'opening extended', vm, by: request, endsAt: noon },
      `Nicht geschlossen: web01 läuft als Anfrage ${request} weiter`,
    ],
  ],
  'address changed': [
    [
      { type: 'address changed', vm, by: request, from: source, to: { prefix: '203.0.113.8/32' } },
      `Adresse von 203.0.113.7 auf 203.0.113.8 geändert: web01 läuft als Anfrage ${request} weiter, und die alte ist zu schließen`,
    ],
  ],
  'opening closed': [
    [
      { type: 'opening closed', vm, why: 'x', keptBy: { name: 'Adam Novak', until: noon } as never },
      `Als geschlossen gesehen: web01: x; ein Fenster von Adam Novak lässt dieselbe Adresse bis ${new Date(noon).toISOString()} herein`,
    ],
  ],
  'opening still open': [[{ type: 'opening still open', vm, why: 'x' }, 'Schließen nicht bestätigt: web01: x']],
  'notice sent': [[{ type: 'notice sent', endsAt: noon }, 'Hinweis vor dem Ende gesendet']],
  'drift opened': [
    [
      { type: 'drift opened', window: { ...window, forged: request } },
      `Am Bot vorbei geöffnet: web01 Port 22, von wem: eine Anwendung, mit dem Kennzeichen der Anfrage ${request}`,
    ],
    [
      { type: 'drift opened', window: { ...window, log: { callers: ['a1'] } } },
      'Am Bot vorbei geöffnet: web01 Port 22, von wem: die Anwendung a1',
    ],
  ],
  'drift rule': [
    [
      {
        type: 'drift rule',
        drift: {
          kind: 'outlives',
          vm,
          ports: [22],
          rule: { group: nsg, name: 'r1', sources: ['*'] },
          log: { callers: ['x', 'y'] },
        },
      },
      'Die Regel r1 lässt den Zugriff von überall auf Port 22 von web01 noch zu, und kein Fenster gehört dazu. Geschrieben von: x und y.',
    ],
    [
      {
        type: 'drift rule',
        drift: { kind: 'outranks', vm, ports: [22], rule: { group: nsg, name: 'r1', sources: [] } },
      },
      expect.stringContaining('bevor die Sperrregel von Defender greift'),
    ],
    [
      { type: 'drift rule', drift: { kind: 'no deny', vm, ports: [22, 3389] } },
      'Die Sperrregel von Defender für Port 22, 3389 von web01 fehlt.',
    ],
  ],
  'drift policy': [
    [
      {
        type: 'drift policy',
        drift: { policy, what: 'changed', changes: [change], more: 0, log: { unknown: 'zu viel' } },
      },
      'Die JIT-Richtlinie guard von rg-web wurde am Bot vorbei geändert (von wem: unbekannt (zu viel)): web01 bisher kein Just-in-Time-Zugriff, jetzt RDP 3389 (TCP) von überall, höchstens 3 h',
    ],
  ],
  'drift vm gone': [
    [
      { type: 'drift vm gone', gone: { vm, policies: [policy], requests: [request] } },
      `Die Maschine web01 gibt es in Azure nicht mehr; sie steht noch in: JIT-Richtlinie guard von rg-web und Fenster der Anfrage ${request}.`,
    ],
  ],
  'policy loaded': [[{ type: 'policy loaded', text: 'rules:' }, 'Zugriffsrichtlinie geladen']],
  'policy not loaded': [
    [{ type: 'policy not loaded', problems: ['x'] }, 'Zugriffsrichtlinie lässt sich nicht laden: x'],
  ],
  'channel bound': [
    [{ type: 'channel bound', purpose: 'approvals', name: 'ops', conversation: 'c' }, 'Kanal verknüpft: ops'],
  ],
  'source confirmed': [
    [
      { type: 'source confirmed', source, seen: '203.0.113.9' },
      'Adresse bestätigt: 203.0.113.7 (gesehen: 203.0.113.9)',
    ],
  ],
  'channel unbound': [
    [
      { type: 'channel unbound', purpose: 'approvals', name: 'ops', conversation: 'c' },
      'Kanal nicht mehr verknüpft: ops',
    ],
  ],
  'channel language chosen': [
    [{ type: 'channel language chosen', conversation: 'c' }, 'Sprache des Kanals: wie überall'],
  ],
  'channel lost': [[{ type: 'channel lost', conversation: 'c', names: ['ops'], why: 'x' }, 'Kanal verloren (ops): x']],
  'channel back': [[{ type: 'channel back', conversation: 'c', names: ['ops'] }, 'Kanal erreichbar wie zuvor: ops']],
  'jit configuration asked': [
    [
      { type: 'jit configuration asked', targets: [change] },
      'Neue Portregeln bestätigt: web01 bisher kein Just-in-Time-Zugriff, jetzt RDP 3389 (TCP) von überall, höchstens 3 h',
    ],
  ],
  'jit configured': [
    [
      { type: 'jit configured', ...change, found: true },
      'Portregeln geändert: web01 bisher kein Just-in-Time-Zugriff, jetzt RDP 3389 (TCP) von überall, höchstens 3 h (schon wie bestätigt vorgefunden)',
    ],
  ],
  'jit configuration failed': [
    [{ type: 'jit configuration failed', policy, vms: [vm], why: 'x' }, 'Portregeln nicht geändert: web01: x'],
  ],
  'ledger exported': [
    [
      { type: 'ledger exported', from: noon, of: 'web01', format: 'jsonl' },
      `Protokoll als JSON Lines heruntergeladen: von ${new Date(noon).toISOString().slice(0, 16)} zu web01`,
    ],
    [{ type: 'ledger exported' }, 'Protokoll als CSV heruntergeladen: alles'],
  ],
  'digest posted': [
    [
      { type: 'digest posted', conversation: 'c', from: 0, to: noon, head: 'abcdef0123456789' },
      'Übersicht gesendet, Kopf abcdef012345',
    ],
  ],
}

const all = (Object.values(samples).flat() as (readonly [LedgerFact, string])[]).map(([fact, said]) => ({
  type: fact.type,
  fact,
  said,
}))

test.each(all)('C6 an entry takes every word from the dictionary, in German too: $type', ({ fact, said }) => {
  expect(leak(factText(fact, pseudoReader))).toBeUndefined()
  expect(factText(fact, german)).toEqual(said)
  expect(factInFiles(fact)).not.toMatch(/undefined|⟦|[äöüß„]/)
})
