import { findingText } from '../../domain/access-policy/finding-text.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { LedgerFact } from '../../domain/ledger-event.ts'
import { showSource } from '../../domain/source.ts'
import type { PortRule } from '../../domain/vm.ts'
import { noOne, type Reader } from '../../words/reader.ts'
import { skippedText } from './break-glass.ts'
import { approvalNote, asDelegate, names, portsText, sourceText } from './describe.ts'
import { openerText, policyDriftText, toldText, vmGoneText } from './policy-drift.ts'
import { rulesText } from './port-rules.ts'
import { proofText } from './proof.ts'
import { ruleDriftText } from './rule-drift.ts'

const vmName = (id: string) => id.split('/').at(-1) ?? id

/** One ledger entry in a sentence without its actor and time. */
export function factText(fact: LedgerFact, reader: Reader): string {
  switch (fact.type) {
    case 'request refused':
      return `Refused: ${fact.asked} – ${fact.findings.map((each) => findingText(each, reader)).join(' ')}`.slice(
        0,
        300,
      )
    case 'request submitted': {
      const targets = fact.targets
        .map((target) => `${target.vmName} ${portsText(target.ports, reader.words)}`)
        .join(', ')
      const starts = fact.startsAt === undefined ? '' : `, to start at ${new Date(fact.startsAt).toISOString()}`
      if (fact.extends?.movedFrom)
        return `Asked to move request ${fact.extends.request} from ${sourceText(fact.extends.movedFrom, reader.words)} to ${sourceText(fact.source, reader.words)}: ${targets}`
      if (fact.extends)
        return `Asked to extend request ${fact.extends.request} by ${formatDuration(fact.durationMs)}: ${targets} from ${sourceText(fact.source, reader.words)}${fact.reason ? `: ${fact.reason}` : ''}`
      return `Asked for ${targets} from ${sourceText(fact.source, reader.words)} for ${formatDuration(fact.durationMs)}${starts}${fact.reason ? `: ${fact.reason}` : ''}`
    }
    case 'request approved':
      return fact.unattended
        ? `Approved by the access policy (${fact.rules.join(', ')})`
        : `Approved by ${names(fact.approvers, reader.words)}${fact.durationMs === undefined ? '' : `, for ${formatDuration(fact.durationMs)}`}`
    case 'break-glass used':
      return `Broke glass, nobody was asked: ${skippedText(fact.skipped, reader)}. To be signed for by ${fact.reviewers.join(', ')}`.slice(
        0,
        300,
      )
    case 'break-glass reviewed':
      return `Signed for as ${fact.verdict}${fact.comment ? `: ${fact.comment}` : ''}`
    case 'request denied':
      return `Denied${asDelegate(fact.standsFor, reader.words)}: ${fact.reason}`
    case 'request cancelled':
      return 'Taken back'
    case 'request lapsed':
    case 'request failed':
    case 'request closed':
      return `${fact.type.replace('request ', '').replace(/^./, (c) => c.toUpperCase())}: ${fact.why}`
    case 'request retried':
      return 'Tried again'
    case 'approval given':
      return `Approval given for ${fact.groups.join(', ')}${asDelegate(fact.standsFor, reader.words)}${approvalNote(fact, reader.words)}`
    case 'delegation given':
      return `Has ${fact.to.name} stand in until ${new Date(fact.until).toISOString()}`
    case 'delegation stopped':
      return `${fact.to.name} stands in no longer`
    case 'reminder sent':
      return `The approvals channels were reminded (${fact.nth} of ${fact.of})`
    case 'request escalated':
      return `Escalated after ${formatDuration(fact.afterMs)}: ${fact.to.join(', ')} may approve too (${fact.rule})`
    case 'policy became stricter': {
      const demands = fact.approvals.map(({ rule, count, from }) => `${count} from ${from.join(' or ')} (${rule})`)
      return `The access policy became stricter: ${[...demands, ...fact.findings.map((each) => findingText(each, reader))].join(' ')}`.slice(
        0,
        300,
      )
    }
    case 'attempt refused':
      return `Refused to ${fact.attempted}: ${fact.why}`
    case 'opening called':
      return `Azure asked to open ${vmName(fact.vm)} port ${fact.ports.join(', ')} (attempt ${fact.attempt})${fact.carries ? `, keeping the windows of ${fact.carries.join(', ')}` : ''}`
    case 'opening accepted':
      return `Azure accepted for ${vmName(fact.vm)}${fact.correlationId ? ` (${fact.correlationId})` : ''}`
    case 'opening open':
      return `Seen open: ${vmName(fact.vm)} port ${fact.ports.join(', ')}${fact.found ? ' (found after a lost answer)' : ''}${fact.proof ? `; ${proofText(fact.proof, reader)}` : ''}`
    case 'opening not from':
      return fact.sources.length === 0
        ? `Seen open from every source: ${vmName(fact.vm)}`
        : `Not open from ${fact.sources.map(showSource).join(', ')}: ${vmName(fact.vm)}: ${fact.why}`
    case 'closing asked':
      return `Asked to close ${fact.vms.map(vmName).join(', ')} before the end`
    case 'closing delayed':
      return `${vmName(fact.vm)} is not shut at once: ${fact.why}`
    case 'drift rule':
      return `${ruleDriftText(fact.drift, reader)}${fact.drift.log && 'callers' in fact.drift.log ? ` Written by ${toldText(fact.drift.log, reader)}.` : ''}`
    case 'drift policy':
      return policyDriftText(fact.drift, reader).slice(0, 300)
    case 'drift vm gone':
      return vmGoneText(fact.gone, reader)
    case 'drift opened':
      return `Opened past the bot: ${vmName(fact.window.vm)} port ${fact.window.ports.join(', ')} by ${openerText(fact.window, reader)}${fact.window.forged ? `, with the mark of request ${fact.window.forged}` : ''}`
    case 'opening failed':
      return `Could not be opened: ${vmName(fact.vm)}: ${fact.why}`
    case 'opening closed':
      return `Seen shut: ${vmName(fact.vm)}: ${fact.why}${fact.keptBy ? `; a window of ${fact.keptBy.name} lets the same address in until ${new Date(fact.keptBy.until).toISOString()}` : ''}`
    case 'opening extended':
      return `Not shut: ${vmName(fact.vm)} goes on as request ${fact.by}`
    case 'address changed':
      return `Address changed from ${sourceText(fact.from, reader.words)} to ${sourceText(fact.to, reader.words)}: ${vmName(fact.vm)} goes on as request ${fact.by}, and the old one is to be shut`
    case 'opening still open':
      return `Not confirmed shut: ${vmName(fact.vm)}: ${fact.why}`
    case 'notice sent':
      return 'Notice before the end sent'
    case 'policy loaded':
      return 'Access policy loaded'
    case 'policy not loaded':
      return `Access policy does not load: ${fact.problems.join(' ')}`.slice(0, 300)
    case 'channel bound':
      return `Channel bound: ${fact.name}`
    case 'channel unbound':
      return `Channel unbound: ${fact.name}`
    case 'channel language chosen':
      return `Language of the channel: ${fact.language ?? 'as everywhere'}`
    case 'channel lost':
      return `Channel lost (${fact.names.join(', ')}): ${fact.why}`
    case 'channel back':
      return `Channel works again: ${fact.names.join(', ')}`
    case 'source confirmed':
      return `Address confirmed: ${sourceText(fact.source, reader.words)}${fact.seen === undefined ? '' : ` (seen at ${fact.seen})`}`
    case 'jit configuration asked':
      return `Confirmed new port rules: ${fact.targets.map(({ vm, before, after }) => changeText(vm, before, after, reader)).join('; ')}`.slice(
        0,
        300,
      )
    case 'jit configured':
      return `Port rules changed: ${changeText(fact.vm, fact.before, fact.after, reader)}${fact.found ? ' (found as confirmed)' : ''}`
    case 'jit configuration failed':
      return `Port rules not changed: ${fact.vms.map(vmName).join(', ')}: ${fact.why}`
    case 'ledger exported':
      return `Ledger downloaded as ${fact.format === 'jsonl' ? 'JSON Lines' : 'CSV'}: ${exportText(fact)}`
    case 'digest posted':
      return `Digest posted, head ${fact.head.slice(0, 12)}`
  }
}

function exportText({ from, to, of }: Extract<LedgerFact, { type: 'ledger exported' }>): string {
  const day = (at: number) => new Date(at).toISOString().slice(0, 16)
  const period = [from === undefined ? '' : `from ${day(from)}`, to === undefined ? '' : `to ${day(to)}`]
  return [...period.filter((part) => part !== ''), of === undefined ? 'everything' : `of ${of}`].join(' ')
}

function changeText(vm: string, before: readonly PortRule[], after: readonly PortRule[], reader: Reader): string {
  return `${vmName(vm)} from ${rulesText(before, reader)} to ${rulesText(after, reader)}`
}

/** The same in files, which are in English for whoever reads them, and alike whenever they are made. */
export function factInFiles(fact: LedgerFact): string {
  return factText(fact, noOne)
}
