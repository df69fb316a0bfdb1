import { formatDuration } from '../../domain/duration.ts'
import { grantedMs } from '../../domain/granted.ts'
import type { Audience } from '../../domain/posting.ts'
import type { Request } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { fullPortText, shortenedText, sourceText, totalText } from '../words/describe.ts'
import { waitingText } from '../words/state.ts'

/** What was asked for, label by label. */
export function requestFacts(
  request: Request,
  { audience }: { readonly audience: Audience },
  reader: Reader,
): { label: string; value: string }[] {
  const machines = request.targets.map(
    ({ vm, vmName, ports }) =>
      `${vmName} (${vm.split('/')[4]}): ${ports.map((each) => fullPortText(each, reader.words)).join(', ')}`,
  )
  return [
    ...(audience === 'approvers' ? [{ label: 'Requester', value: request.requester.name }] : []),
    { label: request.targets.length > 1 ? 'Machines' : 'Machine', value: machines.join('\n') },
    { label: 'From', value: fromText(request, reader) },
    ...timeFacts(request, reader),
    ...(request.reason === '' ? [] : [{ label: 'Reason', value: request.reason }]),
    { label: 'Asked', value: zonedTime(request.submittedAt, reader) },
    ...(request.state === 'pending' ? [{ label: 'Waits for', value: waitingText(request, reader) }] : []),
    { label: 'Rules', value: request.requirement.rules.join(', ') },
    { label: 'Request', value: request.id },
    ...(request.extends
      ? [{ label: request.extends.movedFrom ? 'Moves' : 'Extends', value: `request ${request.extends.request}` }]
      : []),
  ]
}

/** What was, and what is to be, where the requester's address changed. */
function fromText({ source, extends: extension }: Request, reader: Reader): string {
  const to = sourceText(source, reader.words)
  return extension?.movedFrom ? `${sourceText(extension.movedFrom, reader.words)} → ${to}` : to
}

/** For an extension what it adds, and what that comes to in all: the approver decides on both. */
function timeFacts(request: Request, reader: Reader) {
  const { extends: extension, startsAt } = request
  const durationMs = grantedMs(request)
  if (!extension) {
    const starts =
      startsAt === undefined ? [] : [{ label: 'Starts', value: `${zonedTime(startsAt, reader)}, not before` }]
    return [
      {
        label: 'For',
        value: `${formatDuration(durationMs)} from the moment it opens${shortenedText(request, reader.words)}`,
      },
      ...starts,
    ]
  }
  if (extension.movedFrom)
    return [{ label: 'Until', value: `${zonedTime(extension.until, reader)}, as before: no time is added` }]
  return [
    {
      label: 'More',
      value: `${formatDuration(durationMs)} after ${zonedTime(extension.until, reader)}${shortenedText(request, reader.words)}`,
    },
    { label: 'In all', value: totalText(extension, durationMs, reader) },
  ]
}
