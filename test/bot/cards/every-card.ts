import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addressButton } from '../../../src/bot/cards/address-button.ts'
import { adminNewsCard } from '../../../src/bot/cards/admin-news-card.ts'
import { answerCard } from '../../../src/bot/cards/answer.ts'
import { driftCard, ruleDriftCard } from '../../../src/bot/cards/drift-card.ts'
import { type CardName, type Cards, cardNames, cardsFrom } from '../../../src/bot/cards/expand.ts'
import { extensionOffer } from '../../../src/bot/cards/extension-offer.ts'
import { chooseMachineCard, formCard } from '../../../src/bot/cards/form.ts'
import { listCard } from '../../../src/bot/cards/list.ts'
import { noticeCard } from '../../../src/bot/cards/notice.ts'
import { requestCard } from '../../../src/bot/cards/request-card.ts'
import { type VmView, vmCard } from '../../../src/bot/cards/vm-card.ts'
import { parseNsgId, parseVmId } from '../../../src/domain/ids.ts'
import type { GuardedInterface } from '../../../src/domain/network/network-rule.ts'
import type { NoticeKind } from '../../../src/domain/posting.ts'
import type { Connection, Opening, Request, RequestState } from '../../../src/domain/request.ts'
import type { Vm } from '../../../src/domain/vm.ts'
import type { OutgoingMessage } from '../../../src/ports/messenger.ts'
import type { Language } from '../../../src/words/languages.ts'
import { type Reader, readerOf } from '../../../src/words/reader.ts'
import { adam, aisha, emma, must, noon, pending, requirement, target } from '../../fixtures.ts'
import { pseudo } from '../../pseudo.ts'
import { everyArrivalCard } from './every-arrival-card.ts'
import { everyAskForm } from './every-ask-form.ts'
import { everyAuditCard } from './every-audit-card.ts'
import { everyBreakGlassCard, signed } from './every-break-glass-card.ts'
import { everyConfigurationCard } from './every-configuration-card.ts'
import { everyDelegationCard } from './every-delegation-card.ts'
import { everyDigestCard } from './every-digest-card.ts'
import { everyDriftCard } from './every-drift-card.ts'
import { everyMovedCard } from './every-moved-card.ts'
import { everyWaitingCard } from './every-waiting-card.ts'
import { largeExplanation } from './large-explanation.ts'

const nsg = must(
  parseNsgId(
    '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-web/providers/Microsoft.Network/networkSecurityGroups/nsg-web',
  ),
)

const folder = join(import.meta.dirname, '../../../cards')

export const templates = Object.fromEntries(
  cardNames.map((name) => [name, readFileSync(join(folder, `${name}.json`), 'utf8')]),
) as Record<CardName, string>

export const cardsFor = cardsFrom(templates)
/** In brackets, see `pseudo.ts`. */
export const pseudoCards: Cards = cardsFrom(templates, [pseudo])({
  ...readerOf({}, { zone: 'Europe/Paris', now: noon + 1_800_000, language: 'en' }),
  words: pseudo,
})

const told = { zone: 'Europe/Paris', now: noon + 1_800_000 }
const readerIn = (language: Language): Reader => readerOf({}, { ...told, language })
export const reader = readerIn('en')
export const cardsIn = (language: Language): Cards => cardsFor(readerIn(language))
export const cards: Cards = cardsIn('en')

const hour = 3_600_000
const view = {}
const connection: Connection = {
  kind: 'public',
  address: '20.1.2.3',
  os: 'windows',
  running: true,
  ports: [{ number: 3389, reachedAt: 3389 }],
}

/** A request in each state, as small or as large as it gets. */
const openings: Record<RequestState, Opening['state']> = {
  pending: 'waiting',
  approved: 'waiting',
  opening: 'accepted',
  open: 'open',
  closing: 'closing',
  closed: 'closed',
  denied: 'waiting',
  cancelled: 'waiting',
  lapsed: 'waiting',
  failed: 'failed',
}

export function requestIn(state: RequestState, large = false): Request {
  const targets = large
    ? Array.from({ length: 10 }, (_, i) => target(`web-production-${i}`, [22, 443, 3389, 5985, 5986]))
    : [target()]
  const request = pending({
    targets,
    reason: large ? `INC123456 ${'reason '.repeat(70)}` : 'INC123456 patching',
    requirement: requirement({
      rules: large ? Array.from({ length: 12 }, (_, i) => `rule number ${i}`) : ['production'],
    }),
  })
  const decided = !['pending', 'cancelled', 'lapsed', 'denied'].includes(state)
  const final = ['closed', 'denied', 'cancelled', 'lapsed', 'failed'].includes(state)
  return {
    ...request,
    state,
    decisions: decided
      ? [
          { by: adam, verdict: 'approve', at: noon, groups: ['sre-leads'] },
          { by: aisha, verdict: 'approve', at: noon, groups: ['sre-leads'] },
        ]
      : state === 'denied'
        ? [{ by: adam, verdict: 'deny', at: noon, groups: [], reason: 'freeze' }]
        : [],
    openings: targets.map(() => ({
      state: openings[state],
      attempts: 1,
      round: 0,
      ...(['open', 'closing', 'closed'].includes(state) ? { openedAt: noon, endsAt: noon + hour, connection } : {}),
      ...(state === 'failed' ? { failure: 'Azure refused: not a subset' } : {}),
    })),
    ...(final ? { end: { at: noon, ...(state === 'denied' ? { by: adam } : {}), why: 'a reason for the end' } } : {}),
  }
}

function closing(request: Request, note: string): Request {
  const closeAsked = { by: emma, at: noon, ...(note === '' ? {} : { note }) }
  return { ...request, openings: request.openings.map((opening) => ({ ...opening, closeAsked })) }
}

function behindAnotherFirewall(request: Request): Request {
  const far: Connection = { ...connection, kind: 'firewall', firewallElsewhere: true, running: false }
  return { ...request, openings: request.openings.map((opening) => ({ ...opening, connection: far })) }
}

const web01: Vm = {
  id: target().vm,
  name: 'web01',
  subscription: '11111111-1111-4111-8111-111111111111',
  resourceGroup: 'rg-web',
  location: 'westeurope',
  os: 'windows',
  tags: { env: 'prod' },
  jit: {
    kind: 'configured',
    covers: [
      { policy: target().policy, rules: [{ number: 3389, protocol: 'TCP', sources: ['*'], maxDurationMs: 3 * hour }] },
    ],
  },
}

/** Longer names and more rules than anybody has. */
function manyRules(): GuardedInterface {
  const allow = { group: nsg, access: 'allow', protocol: 'TCP', destinations: ['*'], narrowed: false } as const
  const rules = Array.from({ length: 90 }, (_, i) => ({
    ...allow,
    ...{
      name: `${i}${'r'.repeat(78)}`,
      priority: 100 + i,
      sources: Array.from({ length: 90 }, () => '203.0.113.0/24'),
    },
    ports: Array.from({ length: 90 }, (_, port) => ({ first: 3389 + port, last: 3390 + port })),
  }))
  const deny = { ...allow, access: 'deny' as const, name: `MicrosoftDefenderForCloud-JITRule_1_${'a'.repeat(32)}` }
  return {
    address: '10.1.1.4',
    groups: [
      {
        id: nsg,
        rules: [...rules, { ...deny, priority: 4_096, sources: ['*'], ports: [{ first: 3389, last: 3400 }] }],
      },
    ],
  }
}

/** A machine with long names and thirty port rules. */
function machineNumber(i: number): Vm {
  const { vm: first } = machineView('bystander').news
  const id = must(parseVmId(`${web01.id.replace('rg-web', 'g'.repeat(60)).replace('web01', 'w'.repeat(50))}${i}`))
  return { ...first, id, name: `${'w'.repeat(50)}${i}`, resourceGroup: 'g'.repeat(60) }
}

/** The same from five sources, from two of which Azure does not show it open. */
function fromSeveral(request: Request): Request {
  const [first, ...others] = [1, 2, 3, 4, 5].map((part) => ({ prefix: `203.0.${part}.0/24`, network: 'office' }))
  const notFrom = { sources: ['203.0.1.0/24', '203.0.5.0/24'], why: 'Azure refused: not a subset' }
  return {
    ...request,
    source: { ...must(first), others },
    openings: request.openings.map((opening) => (opening.state === 'open' ? { ...opening, notFrom } : opening)),
  }
}

/** A machine with more of everything than fits, as two people see it. */
function machineView(who: 'requester' | 'bystander', read: Reader = reader): VmView {
  const rules = Array.from({ length: 30 }, (_, i) => ({
    number: 3389 + i,
    protocol: 'TCP' as const,
    sources: Array.from({ length: 20 }, (_, part) => `203.0.${part}.0/24`),
    maxDurationMs: 3 * hour,
  }))
  const covers = ['one', 'two'].map(() => ({ policy: target().policy, rules, firewallAddress: '20.61.5.100' }))
  const open = requestIn('open', true)
  const [opening] = open.openings
  if (!opening) throw new Error('an open request has an opening')
  const window = { request: open, ports: open.targets[0]?.ports ?? [], opening }
  return {
    news: {
      vm: {
        ...web01,
        running: false,
        publicAddress: '20.61.1.4',
        privateAddress: '10.1.1.4',
        tags: Object.fromEntries(
          Array.from({ length: 50 }, (_, i) => [`tag ${i} ${'k'.repeat(500)}`, 'v'.repeat(256)]),
        ),
        jit: { kind: 'configured', covers },
      },
      windows: Array.from({ length: 9 }, () => window),
      use: { count: 12, lastAt: noon, by: { kind: 'request', id: open.id }, elsewhereUntil: noon + hour },
      lastRequest: open,
    },
    guards:
      who === 'requester'
        ? { kind: 'read', interfaces: [manyRules()] }
        : { kind: 'blind', why: () => 'it', passes: false },
    reader: { ...read, mayReadWhose: () => who === 'requester' },
    analysis: {
      policyVersion: 'v1',
      rules: [],
      findings: [],
      requirement: requirement(),
      approvers: [{ approval: { rule: 'production', count: 1, from: ['sre-leads'] }, people: [adam.id, aisha.id] }],
    },
    buttons: ['Request access', 'Explain', 'Configure'].map((title) => ({
      title,
      verb: 'run',
      data: { text: `explain ${web01.id}` },
    })),
  }
}

export const states = Object.keys(openings) as RequestState[]
const stricter: NonNullable<Request['stricter']> = {
  at: noon,
  policyVersion: 'v2',
  approvals: [
    { rule: '**prod** <at>x</at>', count: 2, from: ['sre-leads', 'on-call'] },
    { rule: 'night', count: 1, from: ['sre-leads'], because: 'outside hours' },
    { rule: 'dev', count: 1, from: ['sre-leads'], because: 'unattended used up' },
  ],
  findings: [{ kind: 'too long', askedMs: 2 * hour, max: { value: hour, rule: 'prod' } }],
}
const notices: readonly NoticeKind[] = [
  'reviewed',
  'stricter',
  'denied',
  'lapsed',
  'open',
  'failed',
  'ends soon',
  'closing',
  'closed',
  'still open',
]
const stateFor: Partial<Record<NoticeKind, RequestState>> = {
  open: 'open',
  'ends soon': 'open',
  'still open': 'closing',
  closing: 'open',
}

function favourites(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    title: `${'w'.repeat(40)}${i} · RDP 3389`,
    verb: 'form',
    data: { vm: `/subscriptions/${'x'.repeat(180)}${i}`, ports: '3389', reason: 'r'.repeat(500), for: emma.id },
  }))
}

const older = { request: pending().id, since: noon - hour, until: noon }

/** An extension in a state, or (`over`) a request that was extended. */
function extensionIn(state: RequestState, large = false): Request {
  return { ...requestIn(state, large), extends: older }
}

function extendedAway(): Request {
  const request = requestIn('closed')
  return { ...request, openings: request.openings.map((opening) => ({ ...opening, extendedBy: request.id })) }
}

const proofs: readonly [string, RequestState, Partial<Opening>][] = [
  ['seen in the JIT policy alone', 'open', { proof: { by: 'record', why: 'the bot may not do **that** <at>x</at>' } }],
  [
    'kept out in part',
    'open',
    { proof: { by: 'rules', rules: ['a'.repeat(80)], except: 'block (priority 100 in nsg)' } },
  ],
  ['not called closed', 'closing', { stillOpen: 'the rule mine (priority 150 in nsg-web) still lets 203.0.113.7 in' }],
  ['closed, kept open by another', 'closed', { keptBy: { name: '**Eva** <at>x</at>', until: noon + hour } }],
]

/** Every card that people can see, by a name. */
export function everyCard(cards: Cards): [string, OutgoingMessage][] {
  const page = { publicUrl: () => 'https://jit.example', reader: cards.reader }
  const long = 'A sentence that says what is wrong, what is allowed and what to do next. '.repeat(4)
  const made: [string, OutgoingMessage | undefined][] = [
    ...states.flatMap((state) =>
      (['requester', 'approvers'] as const).flatMap((audience): [string, OutgoingMessage][] => [
        [`request ${state} for ${audience}`, requestCard(cards, requestIn(state), { ...view, audience })],
        [`large request ${state} for ${audience}`, requestCard(cards, requestIn(state, true), { ...view, audience })],
      ]),
    ),
    ...states.flatMap((state) =>
      (['requester', 'approvers'] as const).map((audience): [string, OutgoingMessage] => [
        `large extension ${state} for ${audience}`,
        requestCard(cards, extensionIn(state, true), { ...view, audience }),
      ]),
    ),
    ['request that was extended', requestCard(cards, extendedAway(), { ...view, audience: 'requester' })],
    [
      'notice before the end, extended since',
      noticeCard(cards, extendedAway(), 'ends soon', { ...view, posted: true }),
    ],
    ['notice before the end, over', noticeCard(cards, requestIn('closed'), 'ends soon', { ...view, posted: true })],
    [
      'notice before the end, being closed',
      noticeCard(cards, closing(requestIn('open', true), ''), 'ends soon', { ...view, posted: true }),
    ],
    ['notice that an extension is open', noticeCard(cards, extensionIn('open', true), 'open', view)],
    ...[
      { durationMs: hour, reason: long },
      { durationMs: 5 * 60_000, reason: '' },
    ].map((wanted): [string, OutgoingMessage] => [
      `offer to extend, ${wanted.reason ? 'longer' : 'not longer'}`,
      extensionOffer(cards, requestIn('open', true), wanted),
    ]),
    ['offer to extend, alone', extensionOffer(cards, requestIn('open'))],
    ['offer to extend what is over', extensionOffer(cards, extendedAway())],
    ...['', `It can not be shut at once, because ${'the bot may not do what it takes; '.repeat(5)}.`].map(
      (note): [string, OutgoingMessage] => [
        `request being closed${note === '' ? '' : ', which can not be done at once'}`,
        requestCard(cards, closing(requestIn('open', true), note), { ...view, audience: 'requester' }),
      ],
    ),
    ...[noon - hour, noon + hour].map((endsAt): [string, OutgoingMessage] => [
      `drift, ${endsAt < noon ? 'over' : 'open'}`,
      driftCard(cards, {
        ...{ policy: target().policy, vm: target().vm, ports: [22, 3389], sources: ['203.0.113.7/32', '*'] },
        ...{ startedAt: noon - 2 * hour, endsAt, by: '**mallory**@contoso.example <at>x</at>' },
      }),
    ]),
    ...(['outlives', 'outranks', 'no deny'] as const).map((kind): [string, OutgoingMessage] => [
      `rule drift: ${kind}`,
      ruleDriftCard(cards, {
        ...{ kind, vm: target().vm, ports: [22, 3389] },
        ...(kind === 'no deny' ? {} : { rule: { group: nsg, name: '**mine** <at>x</at>', sources: ['*'] } }),
      }),
    ]),
    ...(
      [
        {
          kind: 'policy not loaded',
          problems: Array.from({ length: 90 }, (_, i) => `line ${i}: ${'**wrong** '.repeat(90)}`),
        },
        { kind: 'policy not loaded', problems: ['line 3: <at>x</at> **b**'], inForce: 'ab12' },
        { kind: 'policy loaded again', version: 'ab12' },
        { kind: 'groups unreadable', what: 'the groups of Entra', why: 'Microsoft Graph did not answer in time' },
        { kind: 'groups readable again', what: 'the members of the channel **ops**' },
      ] as const
    ).map((news): [string, OutgoingMessage] => [
      `for admins: ${news.kind} ${'inForce' in news ? 'with a good one' : ''}`,
      adminNewsCard(cards, news),
    ]),
    [
      'deny without a reason',
      requestCard(cards, requestIn('pending'), {
        ...view,
        audience: 'approvers',
        problem: 'A deny needs a reason.',
        askForReason: true,
      }),
    ],
    ...(['requester', 'approvers'] as const).map((audience): [string, OutgoingMessage] => [
      `request that the policy became stricter for, for ${audience}`,
      requestCard(cards, { ...requestIn('pending', true), stricter }, { ...view, audience }),
    ]),
    ['notice stricter in full', noticeCard(cards, { ...requestIn('pending', true), stricter }, 'stricter', view)],
    ...notices.map((kind): [string, OutgoingMessage | undefined] => [
      `notice ${kind}`,
      noticeCard(
        cards,
        { ...requestIn(stateFor[kind] ?? 'closed'), ...(kind === 'reviewed' ? signed : {}) },
        kind,
        view,
      ),
    ]),
    [
      'answer',
      answerCard(cards, {
        title: 'A title',
        paragraphs: [long, long],
        facts: [{ label: 'Rules', value: 'a, b' }],
        code: ['/jit help'],
        notes: ['small'],
        buttons: Array.from({ length: 9 }, (_, i) => ({ title: `B${i}`, verb: 'run', data: { text: 'help' } })),
      }),
    ],
    ['explanation with more of everything than fits', answerCard(cards, largeExplanation(cards.reader))],
    ['bare answer', answerCard(cards, { title: 'A title' })],
    [
      'list',
      listCard(cards, {
        title: 'Machines',
        subtitle: 'all',
        sections: [
          {
            heading: 'Configured',
            rows: Array.from({ length: 20 }, (_, i) => ({ name: `web${i}`, state: 'shut', line: long })),
          },
        ],
        notes: ['and more'],
      }),
    ],
    [
      'machines',
      listCard(cards, {
        title: 'Configured: 100000 machines',
        subtitle: long,
        sections: [
          {
            rows: Array.from({ length: 15 }, (_, i) => ({
              name: `${'w'.repeat(64)} (${'g'.repeat(90)})`,
              state: 'no window',
              line: `${i}${'l'.repeat(700)}`,
            })),
          },
        ],
        notes: ['and more'],
        buttons: Array.from({ length: 9 }, () => ({
          title: 'Next page',
          verb: 'run',
          data: { text: `vms not configured ${'f'.repeat(195)} page 999999` },
        })),
      }),
    ],
    ...(['requester', 'bystander'] as const).map((who): [string, OutgoingMessage] => [
      `machine for a ${who}`,
      vmCard(cards, machineView(who, cards.reader)),
    ]),
    [
      'choose machine',
      chooseMachineCard(cards, {
        choices: Array.from({ length: 15 }, (_, i) => ({
          title: `web${i}`,
          value: `/subscriptions/${'x'.repeat(180)}${i}`,
        })),
        problems: [long],
        favourites: favourites(4),
        draft: { reason: long },
      }),
    ],
    [
      'form',
      formCard(cards, {
        machines: [{ vm: web01, ports: [3389] }],
        more: [],
        author: adam,
        requirement: requirement(),
        durationMs: hour,
        source: '203.0.113.7',
        reason: long,
        networks: ['office', 'vpn'],
        problems: [long],
        favourites: favourites(3),
        dialogs: addressButton(page, {}, 'Use my address and request'),
        goOn: true,
        sourceAge: 'confirmed 3 days ago',
      }),
    ],
    [
      'form for as many machines as there may be, with more ports than fit',
      formCard(cards, {
        machines: Array.from({ length: 10 }, (_, i) => ({ vm: machineNumber(i), ports: [3389 + i, 3400] })),
        more: Array.from({ length: 5 }, (_, i) => ({ title: `web${i} (rg-web)`, value: machineNumber(20 + i).id })),
        author: adam,
        requirement: requirement(),
        source: '203.0.113.7, 203.0.113.8, office',
        reason: long,
        networks: ['office', 'vpn'],
        problems: [long],
        favourites: [],
        dialogs: addressButton(page),
      }),
    ],
    [
      'an answer with a page to open',
      answerCard(cards, {
        title: 'You connect from 203.0.113.7',
        buttons: favourites(6),
        dialogs: addressButton(page),
        links: Array.from({ length: 4 }, () => ({ title: 'a.rdp', url: 'https://jit.example/connect/x' })),
      }),
    ],
    ...(['open', 'pending'] as const).flatMap((state) =>
      (['requester', 'approvers'] as const).map((audience): [string, OutgoingMessage] => [
        `several sources, ${state}, for ${audience}`,
        requestCard(cards, fromSeveral(requestIn(state, true)), { ...view, audience }),
      ]),
    ),
    ['notice open, not from every source', noticeCard(cards, fromSeveral(requestIn('open', true)), 'open', view)],
    ...everyAuditCard(cards),
    ...everyConfigurationCard(cards),
    ...everyDriftCard(cards),
    ...everyBreakGlassCard(cards, requestIn),
    ...everyArrivalCard(cards, requestIn),
    ...everyDelegationCard(cards, requestIn),
    ...everyAskForm(cards),
    ...everyMovedCard(cards, requestIn),
    ...everyWaitingCard(cards, requestIn),
    ...proofs.flatMap(([what, state, changes]): [string, OutgoingMessage][] => {
      const request = requestIn(state, true)
      const seen = { ...request, openings: request.openings.map((opening) => ({ ...opening, ...changes })) }
      return (['requester', 'approvers'] as const).map((audience) => [
        `request ${what} for ${audience}`,
        requestCard(cards, seen, { ...view, audience }),
      ])
    }),
    [
      'large open request with files',
      requestCard(cards, behindAnotherFirewall(requestIn('open', true)), {
        ...view,
        audience: 'requester',
        fileLink: (id, i) => `https://${'jit'.repeat(20)}.example/connect/${id}/${i}/${'A'.repeat(43)}`,
      }),
    ],
    [
      'open notice with files',
      noticeCard(cards, requestIn('open', true), 'open', { ...view, fileLink: () => 'https://jit.example/connect/x' }),
    ],
    ...everyDigestCard(cards),
  ]
  return made.map(([name, message]) => {
    if (!message) throw new Error(`${name} gives no card`)
    return [name, message]
  })
}
