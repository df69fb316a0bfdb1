import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { formatDuration, shortestMs } from '../duration.ts'
import { showSource } from '../source.ts'
import type { Bound, Finding } from './analysis.ts'
import { notCovered } from './not-covered.ts'

/** One finding in words for the person who asked: what is wrong, what is allowed, what to do next. Plain text, to be escaped where shown. */
export function findingText(finding: Finding, reader: Reader): string {
  switch (finding.kind) {
    case 'not covered':
      return notCoveredText(finding, reader)
    case 'denied':
      return `The rule "${finding.rule}" refuses this: ${sentence(finding.text)}`
    case 'not a requester':
      return `The rule "${finding.rule}" applies and does not let you ask: ask somebody it lets ask, or have your group added to it.`
    case 'too long':
      return `${formatDuration(finding.askedMs)} is too long: ${setBy(finding.max, reader)} allows at most ${formatDuration(finding.max.value)}; ask for that or less.`
    case 'too long in all':
      return tooLongInAll(finding, reader)
    case 'beyond one call':
      return finding.leftMs < shortestMs
        ? `Defender's JIT policy does not let it stand any longer yet: what one call opens is bounded, so extend nearer to the end.`
        : `${formatDuration(finding.askedMs)} more is too long: Defender's JIT policy lets it be extended by at most ${formatDuration(Math.floor(finding.leftMs / 60_000) * 60_000)} now; ask for that, or extend nearer to the end.`
    case 'too short':
      return `${Number.isFinite(finding.askedMs) ? formatDuration(finding.askedMs) : 'That'} is too short: ask for ${formatDuration(finding.minMs)} or more.`
    case 'source not allowed':
      return `${showSource(finding.source)} is not among the sources that ${named(finding.rule, finding.vmName, reader)} allows (${list(finding.allowed, (text) => showIfPrefix(text))}): connect from one of them and ask again.`
    case 'source too wide':
      return `${showSource(finding.source)} is too wide: ${named(finding.rule, undefined, reader)} allows ${widest(finding.narrowest, reader)}; name a smaller source.`
    case 'port not in JIT policy':
      return finding.allowed.length === 0
        ? `Port ${finding.port} of ${finding.vmName} cannot be opened, as no JIT policy has this VM: ask an admin to configure it for just-in-time access.`
        : `Port ${finding.port} of ${finding.vmName} is not in its JIT policy, which has ${list(finding.allowed)}: ask for one of these.`
    case 'reason missing':
      return `The rule "${finding.rule}" requires a reason: ${hintOr(finding.hint, 'say in a few words why you need this')}`
    case 'reason does not match':
      return `The reason is not as the rule "${finding.rule}" requires: ${hintOr(finding.hint, 'ask an admin what it has to quote')}`
    case 'reason too long':
      return `The reason has ${finding.length} characters: at most ${finding.max} are allowed, so shorten it.`
    case 'nobody can approve':
      return finding.from.length === 0
        ? `Nobody can approve this: the rule "${finding.rule}" names no group of approvers; ask an admin to change it.`
        : `Nobody can approve this: the rule "${finding.rule}" requires ${approvals(finding.count)} from ${list(finding.from)}, and without you there are not enough people there; ask an admin to add approvers.`
    case 'outside hours':
      return `The rule "${finding.rule}" lets people in from ${finding.hours} alone: ${finding.next === undefined ? 'ask an admin' : `ask again from ${zonedTime(finding.next, { ...reader, zone: finding.zone, now: finding.at })}`}.`
    case 'too many open':
      return `The rule "${finding.rule}" lets you have ${machines(finding.max)} at once, and you have ${finding.open === 0 ? 'none' : finding.open} open or asked for${finding.asked > 1 ? ` and ask for ${finding.asked} more` : ''}: ${finding.open === 0 ? 'ask for fewer' : 'close or cancel one, see /jit status'}.`
    case 'unattended used up':
      return `The rule "${finding.rule}" lets you in without an approval ${finding.max === 1 ? 'once' : `${finding.max} times`} a day, which is used up, and names nobody who could be asked instead: try again tomorrow, or ask an admin.`
    case 'not for break-glass':
      return 'Break-glass is for the people that the access policy lists for it, and you are not among them: ask with /jit request instead.'
    case 'cooling down':
      return `You have broken the glass not long ago: ${finding.until === undefined ? 'it is possible again when that window is closed' : `it is possible again from ${zonedTime(finding.until, { ...reader, zone: finding.zone, now: finding.at })}`}. Until then ask with /jit request, or have somebody else who may break it.`
    case 'rule broke':
      return `This is our fault and not yours: the rule "${finding.rule}" could not be evaluated (${finding.why}), and so nothing is allowed by it; try again later, or tell an admin.`
    case 'no policy':
      return `This is our fault and not yours: no access policy is in force, so that every request is refused (${finding.why.replace(/\.$/, '')}); tell an admin.`
    default:
      return finding satisfies never
  }
}

function notCoveredText({ vmName, port }: Extract<Finding, { kind: 'not covered' }>, reader: Reader): string {
  if (port !== undefined)
    return `Port ${port} of ${vmName} is not covered by any rule that lets you ask: ask for another port, or ask an admin for a rule.`
  // Made alike whoever made the finding: nobody can read out of it whether the VM exists.
  const name = notCovered(vmName).vmName
  return `${name} is not covered by any rule that lets you ask: check the name, or ask an admin for a rule.`
}

function tooLongInAll(
  { askedMs, standingMs, max }: Extract<Finding, { kind: 'too long in all' }>,
  reader: Reader,
): string {
  const total = formatDuration(standingMs + askedMs)
  const left = Math.floor((max.value - standingMs) / 60_000) * 60_000
  const next =
    left >= shortestMs ? `extend by ${formatDuration(left)} or less` : 'let it end, and ask anew if you still need it'
  return `With ${formatDuration(askedMs)} more it would stand for ${total} in all: ${setBy(max, reader)} allows at most ${formatDuration(max.value)} from the first opening; ${next}.`
}

function setBy(bound: Bound<number>, reader: Reader): string {
  return bound.rule === 'default'
    ? 'the access policy (which names no other maximum)'
    : named(bound.rule, bound.vmName, reader)
}

function named(rule: string, vmName: string | undefined, reader: Reader): string {
  if (rule === 'Defender') return vmName === undefined ? "Defender's JIT policy" : `Defender's JIT policy for ${vmName}`
  return `the rule "${rule}"`
}

function widest(narrowest: number, reader: Reader): string {
  return narrowest >= 32 ? 'single addresses only' : `nothing wider than a /${narrowest}`
}

function machines(count: number): string {
  return count === 1 ? 'one machine' : `${count} machines`
}

function approvals(count: number): string {
  return count === 1 ? 'an approval' : `${count} approvals`
}

function hintOr(hint: string | undefined, otherwise: string): string {
  return sentence(hint ?? otherwise)
}

function sentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`
}

function list(items: readonly (string | number)[], show: (text: string) => string = (text) => text): string {
  return items.length === 0 ? 'none' : items.map((item) => show(String(item))).join(', ')
}

function showIfPrefix(text: string): string {
  return /^[\d.]+(\/\d+)?$/.test(text) ? showSource(text) : text
}
