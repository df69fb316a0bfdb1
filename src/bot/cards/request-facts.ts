import { zonedTime } from '../../domain/clock-time.ts'
import { formatDuration } from '../../domain/duration.ts'
import { grantedMs } from '../../domain/granted.ts'
import type { Audience } from '../../domain/posting.ts'
import type { Request } from '../../domain/request.ts'
import { fullPortText, shortenedText, sourceText, totalText } from '../words/describe.ts'
import { waitingText } from '../words/state.ts'

/** What was asked for, label by label. */
export function requestFacts(
  request: Request,
  { audience, zone, now }: { readonly audience: Audience; readonly zone: string; readonly now: number },
): { label: string; value: string }[] {
  const machines = request.targets.map(
    ({ vm, vmName, ports }) => `${vmName} (${vm.split('/')[4]}): ${ports.map(fullPortText).join(', ')}`,
  )
  return [
    ...(audience === 'approvers' ? [{ label: 'Requester', value: request.requester.name }] : []),
    { label: request.targets.length > 1 ? 'Machines' : 'Machine', value: machines.join('\n') },
    { label: 'From', value: fromText(request) },
    ...timeFacts(request, zone, now),
    ...(request.reason === '' ? [] : [{ label: 'Reason', value: request.reason }]),
    { label: 'Asked', value: zonedTime(request.submittedAt, zone, now) },
    ...(request.state === 'pending' ? [{ label: 'Waits for', value: waitingText(request, zone, now) }] : []),
    { label: 'Rules', value: request.requirement.rules.join(', ') },
    { label: 'Request', value: request.id },
    ...(request.extends
      ? [{ label: request.extends.movedFrom ? 'Moves' : 'Extends', value: `request ${request.extends.request}` }]
      : []),
  ]
}

/** What was, and what is to be, where the requester's address changed. */
function fromText({ source, extends: extension }: Request): string {
  const to = sourceText(source)
  return extension?.movedFrom ? `${sourceText(extension.movedFrom)} → ${to}` : to
}

/** For an extension what it adds, and what that comes to in all: the approver decides on both. */
function timeFacts(request: Request, zone: string, now: number) {
  const { extends: extension, startsAt } = request
  const durationMs = grantedMs(request)
  if (!extension) {
    const starts =
      startsAt === undefined ? [] : [{ label: 'Starts', value: `${zonedTime(startsAt, zone, now)}, not before` }]
    return [
      { label: 'For', value: `${formatDuration(durationMs)} from the moment it opens${shortenedText(request)}` },
      ...starts,
    ]
  }
  if (extension.movedFrom)
    return [{ label: 'Until', value: `${zonedTime(extension.until, zone, now)}, as before: no time is added` }]
  return [
    {
      label: 'More',
      value: `${formatDuration(durationMs)} after ${zonedTime(extension.until, zone, now)}${shortenedText(request)}`,
    },
    { label: 'In all', value: totalText(extension, durationMs, zone, now) },
  ]
}
