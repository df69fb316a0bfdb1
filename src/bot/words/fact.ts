import { findingText } from '../../domain/access-policy/finding-text.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { LedgerFact } from '../../domain/ledger-event.ts'
import { noOne, type Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'
import { skippedText } from './break-glass.ts'
import { approvalNote, asDelegate, names, portsText, prefixText, sourceText } from './describe.ts'
import { changeText, openerText, policyDriftText, toldText, vmGoneText } from './policy-drift.ts'
import { proofText } from './proof.ts'
import { ruleDriftText } from './rule-drift.ts'

type Fact<Type extends LedgerFact['type']> = Extract<LedgerFact, { type: Type }>

const vmName = (id: string) => id.split('/').at(-1) ?? id
/** As files have it. */
const moment = (at: number) => new Date(at).toISOString()
/** What can be of any length is told so far. */
const short = (text: string) => text.slice(0, 300)

/** One ledger entry in a sentence without its actor and time. */
export function factText(fact: LedgerFact, reader: Reader): string {
  const { words } = reader
  const { facts: text } = words
  const findingsText = (findings: Fact<'request refused'>['findings']) =>
    findings.map((each) => findingText(each, reader))
  switch (fact.type) {
    case 'request refused':
      return short(text.refused(fact.asked, findingsText(fact.findings).join(' ')))
    case 'request submitted':
      return submittedText(fact, reader)
    case 'request approved':
      return fact.unattended
        ? text.approvedByPolicy(fact.rules.join(', '))
        : text.approved(
            names(fact.approvers, words),
            fact.durationMs === undefined ? undefined : formatDuration(fact.durationMs),
          )
    case 'break-glass used':
      return short(text.brokeGlass(skippedText(fact.skipped, reader), fact.reviewers.join(', ')))
    case 'break-glass reviewed':
      return text.signed[fact.verdict](fact.comment)
    case 'request denied':
      return text.denied(asDelegate(fact.standsFor, words), fact.reason)
    case 'request cancelled':
      return text.takenBack
    case 'request lapsed':
      return text.lapsed(fact.why)
    case 'request failed':
      return text.failed(fact.why)
    case 'request closed':
      return text.closed(fact.why)
    case 'request retried':
      return text.retried
    case 'approval given':
      return text.approvalGiven(fact.groups.join(', '), asDelegate(fact.standsFor, words), approvalNote(fact, words))
    case 'delegation given':
      return text.delegated(fact.to.name, moment(fact.until))
    case 'delegation stopped':
      return text.delegationStopped(fact.to.name)
    case 'reminder sent':
      return text.reminded(fact.nth, fact.of)
    case 'request escalated':
      return text.escalated(formatDuration(fact.afterMs), fact.to.join(', '), fact.rule)
    case 'policy became stricter': {
      const demands = fact.approvals.map(({ rule, count, from }) =>
        text.demand(count, words.describe.list(from, 'or'), rule),
      )
      return short(text.stricter([...demands, ...findingsText(fact.findings)].join(' ')))
    }
    case 'attempt refused':
      return text.attemptRefused(text.attempt(fact.attempted), text.refusal(fact.why))
    case 'opening called':
      return text.openingCalled(vmName(fact.vm), fact.ports.join(', '), fact.attempt, fact.carries?.join(', '))
    case 'opening accepted':
      return text.openingAccepted(vmName(fact.vm), fact.correlationId || undefined)
    case 'opening open': {
      const proof = fact.proof && proofText(fact.proof, reader)
      return text.seenOpen(vmName(fact.vm), fact.ports.join(', '), fact.found, proof)
    }
    case 'opening not from': {
      const sources = fact.sources.map((source) => prefixText(source, words))
      return sources.length === 0
        ? text.openFromAll(vmName(fact.vm))
        : text.notOpenFrom(sources.join(', '), vmName(fact.vm), fact.why)
    }
    case 'closing asked':
      return text.closingAsked(fact.vms.map(vmName).join(', '))
    case 'closing delayed':
      return text.closingDelayed(vmName(fact.vm), fact.why)
    case 'drift rule': {
      const { log } = fact.drift
      const drift = ruleDriftText(fact.drift, reader)
      return log && 'callers' in log ? text.writtenBy(drift, toldText(log, reader)) : drift
    }
    case 'drift policy':
      return short(policyDriftText(fact.drift, reader))
    case 'drift vm gone':
      return vmGoneText(fact.gone, reader)
    case 'drift opened': {
      const { vm, ports, forged } = fact.window
      return text.openedPast(vmName(vm), ports.join(', '), openerText(fact.window, reader), forged)
    }
    case 'opening failed':
      return text.notOpened(vmName(fact.vm), fact.why)
    case 'opening closed': {
      const shut = text.seenShut(vmName(fact.vm), fact.why)
      return fact.keptBy ? text.keptOpen(shut, tell(fact.keptBy.name, reader), moment(fact.keptBy.until)) : shut
    }
    case 'opening extended':
      return text.goesOn(vmName(fact.vm), fact.by)
    case 'address changed':
      return text.addressChanged(sourceText(fact.from, words), sourceText(fact.to, words), vmName(fact.vm), fact.by)
    case 'opening still open':
      return text.notConfirmedShut(vmName(fact.vm), fact.why)
    case 'notice sent':
      return text.noticeSent
    case 'policy loaded':
      return text.policyLoaded
    case 'policy not loaded':
      return short(text.policyNotLoaded(fact.problems.join(' ')))
    case 'channel bound':
      return text.channelBound(fact.name)
    case 'channel unbound':
      return text.channelUnbound(fact.name)
    case 'channel language chosen':
      return text.channelLanguage(fact.language)
    case 'channel lost':
      return text.channelLost(fact.names.join(', '), fact.why)
    case 'channel back':
      return text.channelBack(fact.names.join(', '))
    case 'source confirmed':
      return text.addressConfirmed(sourceText(fact.source, words), fact.seen)
    case 'jit configuration asked':
      return short(text.rulesConfirmed(fact.targets.map((each) => changeText(each, reader)).join('; ')))
    case 'jit configured':
      return text.rulesChanged(changeText(fact, reader), fact.found)
    case 'jit configuration failed':
      return text.rulesNotChanged(fact.vms.map(vmName).join(', '), fact.why)
    case 'ledger exported':
      return text.exported(fact.format === 'jsonl' ? 'JSON Lines' : 'CSV', exportText(fact, reader))
    case 'digest posted':
      return text.digestPosted(fact.head.slice(0, 12))
    default:
      return fact satisfies never
  }
}

function submittedText(fact: Fact<'request submitted'>, { words }: Reader): string {
  const { facts: text } = words
  const what = fact.targets.map(({ vmName: name, ports }) => `${name} ${portsText(ports, words)}`).join(', ')
  const [source, duration] = [sourceText(fact.source, words), formatDuration(fact.durationMs)]
  const { extends: extension, reason } = fact
  if (extension?.movedFrom)
    return text.askedToMove(extension.request, sourceText(extension.movedFrom, words), source, what)
  if (extension) return text.askedToExtend(extension.request, duration, what, source, reason)
  return text.askedFor(what, source, duration, fact.startsAt === undefined ? undefined : moment(fact.startsAt), reason)
}

function exportText({ from, to, of }: Fact<'ledger exported'>, { words }: Reader): string {
  const minute = (at: number | undefined) => (at === undefined ? undefined : moment(at).slice(0, 16))
  return words.facts.exportedOf(minute(from), minute(to), of)
}

/** The same in files, which are in English for whoever reads them, and alike whenever they are made. */
export function factInFiles(fact: LedgerFact): string {
  return factText(fact, noOne)
}
