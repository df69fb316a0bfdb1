import { explain as explainPolicy } from '../../app/explain.ts'
import type { PolicyAnalysis, RequiredApproval, Requirement } from '../../domain/access-policy/analysis.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { formatDuration } from '../../domain/duration.ts'
import { readStart } from '../../domain/start-time.ts'
import { answerCard, runAsTyped } from '../cards/answer.ts'
import type { Command } from '../command.ts'
import { findMachines } from '../find-machines.ts'
import { machineTrouble } from '../machine-trouble.ts'
import { isNetwork, sourceOf } from '../source-of.ts'
import { parseRequest } from '../text/parse-request.ts'
import { type WantedTarget, wantedTargets } from '../wanted-ports.ts'
import { becauseTexts } from '../words/because.ts'
import { listText, portsText } from '../words/describe.ts'

/** As many as one request may have. */
const mostMachines = 10

export const explain: Command = {
  name: 'explain',
  aliases: ['why', 'can'],
  who: 'everyone',
  summary: 'See what the access policy says about a wish, without asking for it',
  usage: 'explain <machines> [ports] [time] [from <addresses>] [reason]',
  details: ['The same analysis decides a real request.'],
  examples: ['explain web01 rdp 2h'],
  async run(context) {
    const { deps, turn, rest } = context
    const draft = parseRequest(rest, isNetwork(deps))
    if (draft.vms.length === 0) {
      return answerCard(deps.cards, {
        title: 'Explain what?',
        tone: 'warning',
        paragraphs: ['Name a machine, such as /jit explain web01 rdp 2h', ...draft.problems],
      })
    }
    const { machines, trouble } = await findMachines(deps, turn.person, draft.vms, mostMachines)
    if (trouble) return machineTrouble(context, 'explain', 'ask', trouble)
    const targets = wantedTargets(machines, draft)
    const read = await sourceOf(deps, turn.person, draft.source)
    const zone = turn.zone ?? deps.zone
    const start =
      draft.start === undefined ? undefined : readStart(draft.start, zone, deps.clock.now(), deps.startAheadMs)
    const analysis = await explainPolicy(deps, {
      requester: turn.person,
      targets,
      ...(draft.durationMs === undefined ? {} : { durationMs: draft.durationMs }),
      ...(start?.ok ? { startsAt: start.at } : {}),
      ...(read.kind === 'source' && draft.source !== undefined ? { source: read.source } : {}),
      ...(draft.reason === '' ? {} : { reason: draft.reason }),
    })
    if ('none' in analysis)
      return answerCard(deps.cards, {
        title: 'No access policy is in force',
        tone: 'attention',
        paragraphs: [analysis.none],
      })
    const allowed = analysis.findings.length === 0
    return answerCard(deps.cards, {
      title: `${titleOf(targets)}: ${allowed ? 'can be asked for' : 'can not be asked for'}`,
      tone: allowed ? 'good' : 'attention',
      paragraphs: [
        ...draft.problems,
        ...(start && !start.ok ? [start.text] : []),
        ...becauseTexts(analysis.requirement.approvals),
        ...(read.kind === 'problem' ? [read.text] : []),
        ...new Set(analysis.findings.map(findingText)),
        ...becauseTexts(analysis.requirement.approvals),
      ],
      facts: facts(analysis),
      buttons: allowed ? [runAsTyped('Request it', `request ${rest}`, turn.person)] : [],
    })
  },
}

/** `web01 · RDP 3389`; of several machines each with its ports. */
function titleOf(targets: readonly WantedTarget[]): string {
  const shown = targets.slice(0, 4).map(({ vm, ports }) => `${vm.name} · ${portsText(ports) || 'no port'}`)
  return `${shown.join('; ')}${targets.length > shown.length ? ` and ${targets.length - shown.length} more` : ''}`
}

function facts({ requirement, rules }: PolicyAnalysis): { label: string; value: string }[] {
  if (rules.length === 0) return []
  return [
    { label: 'Rules', value: rules.map(({ rule, outcome }) => `${rule} (${outcome})`).join(', ') },
    { label: 'Approval', value: approvalText(requirement) },
    { label: 'At most', value: `${formatDuration(requirement.maxDuration.value)} (${requirement.maxDuration.rule})` },
    { label: 'Reason', value: requirement.reason.map(({ hint }) => hint ?? 'required').join('; ') || 'optional' },
    { label: 'From', value: sourcesText(requirement) },
    { label: 'Lapses', value: `${formatDuration(requirement.within.value)} after it is asked for` },
  ]
}

function approvalText({ approvals, selfApproval }: Requirement): string {
  if (approvals.length === 0) return 'nobody has to agree'
  const wanted = approvals.map(
    ({ count, from, rule, escalate }) =>
      `${count} from ${listText(from, 'or') || 'nobody'} (${rule})${escalationText(escalate)}`,
  )
  return `${listText(wanted, 'and')}; ${selfApproval ? 'your own counts' : 'not yourself'}`
}

function escalationText(escalate: RequiredApproval['escalate']): string {
  return escalate ? `, after ${formatDuration(escalate.afterMs)} from ${listText(escalate.to, 'or')} too` : ''
}

function sourcesText({ sources }: Requirement): string {
  const bounds = sources.map(({ networks, prefixes, narrowest }) =>
    [
      networks ? listText(networks, 'or') || 'nowhere' : listText(prefixes ?? [], 'or'),
      narrowest ? `no wider than /${narrowest}` : '',
    ]
      .filter((t) => t !== '')
      .join(', '),
  )
  return listText([...new Set(bounds.filter((text) => text !== ''))], 'and') || 'any address'
}
