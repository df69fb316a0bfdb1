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
  const { labels, theRequest } = reader.words.requestCard
  const machines = request.targets.map(
    ({ vm, vmName, ports }) =>
      `${vmName} (${vm.split('/')[4]}): ${ports.map((each) => fullPortText(each, reader.words)).join(', ')}`,
  )
  return [
    ...(audience === 'approvers' ? [{ label: labels.requester, value: request.requester.name }] : []),
    { label: request.targets.length > 1 ? labels.machines : labels.machine, value: machines.join('\n') },
    { label: labels.from, value: fromText(request, reader) },
    ...timeFacts(request, reader),
    ...(request.reason === '' ? [] : [{ label: labels.reason, value: request.reason }]),
    { label: labels.asked, value: zonedTime(request.submittedAt, reader) },
    ...(request.state === 'pending' ? [{ label: labels.waitsFor, value: waitingText(request, reader) }] : []),
    { label: labels.rules, value: request.requirement.rules.join(', ') },
    { label: labels.request, value: request.id },
    ...(request.extends
      ? [
          {
            label: request.extends.movedFrom ? labels.moves : labels.extends,
            value: theRequest(request.extends.request),
          },
        ]
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
  const { requestCard: text } = reader.words
  const { labels } = text
  const { extends: extension, startsAt } = request
  const durationMs = grantedMs(request)
  if (!extension) {
    const starts =
      startsAt === undefined ? [] : [{ label: labels.starts, value: text.notBefore(zonedTime(startsAt, reader)) }]
    return [
      {
        label: labels.for,
        value: text.fromOpening(formatDuration(durationMs), shortenedText(request, reader.words)),
      },
      ...starts,
    ]
  }
  if (extension.movedFrom) return [{ label: labels.until, value: text.asBefore(zonedTime(extension.until, reader)) }]
  return [
    {
      label: labels.more,
      value: text.moreAfter(
        formatDuration(durationMs),
        zonedTime(extension.until, reader),
        shortenedText(request, reader.words),
      ),
    },
    { label: labels.inAll, value: totalText(extension, durationMs, reader) },
  ]
}
