import { explain as explainPolicy } from '../../app/explain.ts'
import { lookForVm } from '../../app/look-for-vm.ts'
import type { PolicyAnalysis, Requirement } from '../../domain/access-policy/analysis.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { formatDuration } from '../../domain/duration.ts'
import { answerCard, runAsTyped } from '../cards/answer.ts'
import type { Command } from '../command.ts'
import { sourceOf } from '../source-of.ts'
import { parseRequest, targetPorts } from '../text/parse-request.ts'
import { becauseTexts } from '../words/because.ts'
import { listText, portsText } from '../words/describe.ts'
import { notLookedUp } from '../words/not-looked-up.ts'

export const explain: Command = {
  name: 'explain',
  aliases: ['why', 'can'],
  who: 'everyone',
  summary: 'See what the access policy says about a wish, without asking for it',
  usage: 'explain <machine> [ports] [time] [from <address>] [reason]',
  details: ['The same analysis decides a real request.'],
  examples: ['explain web01 rdp 2h'],
  async run({ deps, turn, rest }) {
    const draft = parseRequest(rest)
    const [said] = draft.vms
    if (said === undefined) {
      return answerCard(deps.cards, {
        title: 'Explain what?',
        tone: 'warning',
        paragraphs: ['Name a machine, such as /jit explain web01 rdp 2h', ...draft.problems],
      })
    }
    const found = await lookForVm(deps, turn.person, said)
    if (found.kind === 'not looked up') return notLookedUp(deps, said, found.why)
    if (found.kind !== 'one') {
      const near =
        found.kind === 'several'
          ? found.vms.map((vm) => `${vm.resourceGroup}/${vm.name}`)
          : found.near.map((vm) => vm.name)
      return answerCard(deps.cards, {
        title: found.kind === 'several' ? `Which ${said}?` : `${said} can not be asked for`,
        tone: 'warning',
        paragraphs: found.kind === 'several' ? [] : [findingText({ kind: 'not covered', vmName: said })],
        buttons: near.map((name) => runAsTyped(name, `explain ${rest.replace(said, name)}`, turn.person)),
      })
    }
    const { vm } = found
    const rules = vm.jit.kind === 'configured' ? vm.jit.covers.flatMap((cover) => cover.rules) : []
    const ports = targetPorts(draft.ports ?? rules, (port) => rules.find((rule) => rule.number === port)?.protocol)
    const read = await sourceOf(deps, turn.person, draft.source)
    const analysis = await explainPolicy(deps, {
      requester: turn.person,
      targets: [{ vm, ports }],
      ...(draft.durationMs === undefined ? {} : { durationMs: draft.durationMs }),
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
      title: `${vm.name} · ${portsText(ports) || 'no port'}: ${allowed ? 'can be asked for' : 'can not be asked for'}`,
      tone: allowed ? 'good' : 'attention',
      paragraphs: [
        ...draft.problems,
        ...becauseTexts(analysis.requirement.approvals),
        ...(read.kind === 'problem' ? [read.text] : []),
        ...new Set(analysis.findings.map(findingText)),
      ],
      facts: facts(analysis),
      buttons: allowed ? [runAsTyped('Request it', `request ${rest}`, turn.person)] : [],
    })
  },
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
  const wanted = approvals.map(({ count, from, rule }) => `${count} from ${listText(from, 'or') || 'nobody'} (${rule})`)
  return `${listText(wanted, 'and')}; ${selfApproval ? 'your own counts' : 'not yourself'}`
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
