import { formatDuration } from '../../domain/duration.ts'
import { grantedMs } from '../../domain/granted.ts'
import type { Person } from '../../domain/person.ts'
import { portName } from '../../domain/port-names.ts'
import type { Extension, Request, Source, TargetPort } from '../../domain/request.ts'
import { showSource } from '../../domain/source.ts'
import { rangesOf } from '../../domain/source-ranges.ts'
import { clockTime, zonedTime } from '../../words/clock-time.ts'
import type { Words } from '../../words/en.ts'
import type { Reader } from '../../words/reader.ts'

/** `RDP 3389`, `TCP 8443`, `UDP 53`. */
export function portText({ number, protocol }: TargetPort, { describe }: Words): string {
  const name = portName(number)
  if (name) return `${name.toUpperCase()} ${number}`
  return protocol === '*' ? describe.port(number) : `${protocol} ${number}`
}

export function portsText(ports: readonly TargetPort[], words: Words): string {
  return ports.map((port) => portText(port, words)).join(', ')
}

/** `RDP 3389/TCP`, `8443/UDP`, `SSH 22/any`: with what the JIT rule says of the protocol. */
export function fullPortText({ number, protocol }: TargetPort, { describe }: Words): string {
  const name = portName(number)
  return `${name ? `${name.toUpperCase()} ` : ''}${number}/${protocol === '*' ? describe.anyProtocol : protocol}`
}

/** Where a rule lets in from: `203.0.113.7`, `any address`. */
export function prefixText(prefix: string, { describe }: Words): string {
  return prefix === '*' ? describe.anyAddress : showSource(prefix)
}

/** `203.0.113.7`, `203.0.113.0/24 (office)`, `203.0.113.7 and 198.51.100.0/24 (vpn)`. */
export function sourceText(source: Source, { describe }: Words): string {
  const texts = rangesOf(source).map(({ prefix, network }) =>
    network === undefined ? showSource(prefix) : `${showSource(prefix)} (${network})`,
  )
  return describe.list(texts, 'and')
}

/** `web01 · RDP 3389`. */
function whatText({ targets }: Request, words: Words): string {
  const machines = targets.map(({ vmName }) => vmName).join(', ')
  return `${machines} · ${[...new Set(targets.map(({ ports }) => portsText(ports, words)))].join(' / ')}`
}

/** `web01 · RDP 3389 · 1 h`: one request in a line. */
export function requestTitle(request: Request, words: Words): string {
  const { describe } = words
  const what = whatText(request, words)
  if (request.extends?.movedFrom) return `${what} · ${describe.movedTo(sourceText(request.source, words))}`
  const duration = formatDuration(grantedMs(request))
  return `${what} · ${request.extends ? describe.more(duration) : duration}`
}

/** `asks for web01 · RDP 3389 · 1 h`, or for an extension what it comes to in all. */
export function askText(request: Request, reader: Reader): string {
  const { words } = reader
  const { describe } = words
  const { extends: extension } = request
  if (!extension) return describe.asksFor(requestTitle(request, words))
  const what = whatText(request, words)
  if (extension.movedFrom)
    return describe.asksToMove(what, sourceText(request.source, words), zonedTime(extension.until, reader))
  const durationMs = grantedMs(request)
  return describe.asksToExtend(what, formatDuration(durationMs), totalText(extension, durationMs, reader))
}

/** `open since 14:04, until 17:04 (Europe/Paris): 3 h in all`. */
export function totalText({ since, until }: Extension, durationMs: number, reader: Reader): string {
  const endsAt = until + durationMs
  const { total } = reader.words.describe
  return total(clockTime(since, reader), zonedTime(endsAt, reader), formatDuration(endsAt - since))
}

/** ` for 30 min only: “looks right”`: what was said with an approval, or nothing. */
export function approvalNote(
  { forMs, comment }: { readonly forMs?: number; readonly comment?: string },
  { describe }: Words,
): string {
  return `${forMs === undefined ? '' : describe.onlyFor(formatDuration(forMs))}${comment ? describe.comment(comment) : ''}`
}

export function names(people: readonly Person[], { describe }: Words): string {
  return describe.list(
    people.map((person) => person.name),
    'and',
  )
}

/** ` as delegate of Adam Novak`, or nothing. */
export function asDelegate(standsFor: readonly Person[] | undefined, words: Words): string {
  return !standsFor?.length ? '' : words.describe.asDelegateOf(names(standsFor, words))
}

/** ` (2 h were asked for)` where an approver gave less, or nothing. */
export function shortenedText(request: Request, { describe }: Words): string {
  return grantedMs(request) < request.durationMs ? describe.askedWas(formatDuration(request.durationMs)) : ''
}
