import { zonedTime } from '../../words/clock-time.ts'
import type { Words } from '../../words/en.ts'
import type { Reader } from '../../words/reader.ts'
import { formatDuration, shortestMs } from '../duration.ts'
import { showSource } from '../source.ts'
import type { Bound, Finding } from './analysis.ts'
import { brokeText } from './broke-text.ts'
import { hoursText } from './hours.ts'
import { notCovered } from './not-covered.ts'

/** One finding in words for the person who asked: what is wrong, what is allowed, what to do next. Plain text, to be escaped where shown. */
export function findingText(finding: Finding, reader: Reader): string {
  const { findings: text } = reader.words
  switch (finding.kind) {
    case 'not covered':
      return notCoveredText(finding, reader)
    case 'denied':
      return text.denied(finding.rule, sentence(finding.text))
    case 'not a requester':
      return text.notRequester(finding.rule)
    case 'too long':
      return text.tooLong(
        formatDuration(finding.askedMs),
        setBy(finding.max, reader.words),
        formatDuration(finding.max.value),
      )
    case 'too long in all':
      return tooLongInAll(finding, reader)
    case 'beyond one call':
      return text.beyondCall(formatDuration(finding.askedMs), whatIsLeft(finding.leftMs))
    case 'too short':
      return text.tooShort(
        Number.isFinite(finding.askedMs) ? formatDuration(finding.askedMs) : undefined,
        formatDuration(finding.minMs),
      )
    case 'source not allowed': {
      const by = named(finding.rule, finding.vmName, reader.words)
      return text.sourceNotAllowed(showSource(finding.source), by, finding.allowed.map(showIfPrefix).join(', '))
    }
    case 'source too wide': {
      const by = named(finding.rule, undefined, reader.words)
      return text.sourceTooWide(showSource(finding.source), by, text.width(finding.narrowest))
    }
    case 'port not in JIT policy':
      return finding.allowed.length === 0
        ? text.noJitPolicy(finding.port, finding.vmName)
        : text.portNotInPolicy(finding.port, finding.vmName, finding.allowed.join(', '))
    case 'reason missing':
      return text.reasonMissing(finding.rule, hintText(finding))
    case 'reason does not match':
      return text.reasonDoesNotMatch(finding.rule, hintText(finding))
    case 'reason too long':
      return text.reasonTooLong(finding.length, finding.max)
    case 'nobody can approve':
      return finding.from.length === 0
        ? text.noApprovers(finding.rule)
        : text.tooFewApprovers(finding.rule, finding.count, finding.from.join(', '))
    case 'outside hours': {
      const hours = typeof finding.hours === 'string' ? finding.hours : hoursText(finding.hours, reader)
      return text.outsideHours(finding.rule, hours, timeText(finding.next, finding, reader))
    }
    case 'too many open':
      return text.tooManyOpen(finding.rule, finding.max, finding.open, finding.asked)
    case 'unattended used up':
      return text.unattendedUsedUp(finding.rule, finding.max)
    case 'not for break-glass':
      return text.notForBreakGlass
    case 'cooling down':
      return text.coolingDown(timeText(finding.until, finding, reader))
    case 'rule broke':
      return text.ruleBroke(finding.rule, brokeText(finding.why, reader))
    case 'no policy':
      return text.noPolicy(finding.why.replace(/\.$/, ''))
    default:
      return finding satisfies never
  }
}

function notCoveredText({ vmName, port }: Extract<Finding, { kind: 'not covered' }>, { words }: Reader): string {
  if (port !== undefined) return words.findings.portNotCovered(port, vmName)
  // Made alike whoever made the finding: nobody can read out of it whether the VM exists.
  return words.findings.notCovered(notCovered(vmName).vmName)
}

function tooLongInAll(
  { askedMs, standingMs, max }: Extract<Finding, { kind: 'too long in all' }>,
  { words }: Reader,
): string {
  return words.findings.tooLongInAll(
    formatDuration(askedMs),
    formatDuration(standingMs + askedMs),
    setBy(max, words),
    formatDuration(max.value),
    whatIsLeft(max.value - standingMs),
  )
}

/** In whole minutes; undefined where it is too little to ask for. */
function whatIsLeft(leftMs: number): string | undefined {
  const left = Math.floor(leftMs / 60_000) * 60_000
  return left < shortestMs ? undefined : formatDuration(left)
}

function setBy(bound: Bound<number>, words: Words): string {
  return bound.rule === 'default' ? words.findings.setBy.policy : named(bound.rule, bound.vmName, words)
}

function named(rule: string, vmName: string | undefined, { findings: { setBy: text } }: Words): string {
  if (rule !== 'Defender') return text.rule(rule)
  return vmName === undefined ? text.defender : text.defenderFor(vmName)
}

/** In the zone of what was judged, and with the day unless it is that of then. */
function timeText(
  at: number | undefined,
  { zone, at: now }: { readonly zone: string; readonly at: number },
  reader: Reader,
): string | undefined {
  return at === undefined ? undefined : zonedTime(at, { ...reader, zone, now })
}

function hintText({ hint }: { readonly hint?: string }): string | undefined {
  return hint === undefined ? undefined : sentence(hint)
}

function sentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`
}

function showIfPrefix(text: string): string {
  return /^[\d.]+(\/\d+)?$/.test(text) ? showSource(text) : text
}
