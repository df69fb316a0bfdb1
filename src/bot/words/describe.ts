import { clockTime, zonedTime } from '../../domain/clock-time.ts'
import { formatDuration } from '../../domain/duration.ts'
import { grantedMs } from '../../domain/granted.ts'
import type { Person } from '../../domain/person.ts'
import { portName } from '../../domain/port-names.ts'
import type { Extension, Request, Source, TargetPort } from '../../domain/request.ts'
import { showSource } from '../../domain/source.ts'
import { rangesOf } from '../../domain/source-ranges.ts'

/** `RDP 3389`, `TCP 8443`, `UDP 53`. */
export function portText({ number, protocol }: TargetPort): string {
  const name = portName(number)
  if (name) return `${name.toUpperCase()} ${number}`
  return `${protocol === '*' ? 'port' : protocol} ${number}`
}

export function portsText(ports: readonly TargetPort[]): string {
  return ports.map(portText).join(', ')
}

/** `RDP 3389/TCP`, `8443/UDP`, `SSH 22/any`: with what the JIT rule says of the protocol. */
export function fullPortText({ number, protocol }: TargetPort): string {
  const name = portName(number)
  return `${name ? `${name.toUpperCase()} ` : ''}${number}/${protocol === '*' ? 'any' : protocol}`
}

/** `203.0.113.7`, `203.0.113.0/24 (office)`, `203.0.113.7 and 198.51.100.0/24 (vpn)`. */
export function sourceText(source: Source): string {
  const texts = rangesOf(source).map(({ prefix, network }) =>
    network === undefined ? showSource(prefix) : `${showSource(prefix)} (${network})`,
  )
  return listText(texts, 'and')
}

/** `web01 · RDP 3389 · 1 hour`: one request in a line. */
export function requestTitle(request: Request): string {
  const machines = request.targets.map(({ vmName }) => vmName).join(', ')
  const ports = [...new Set(request.targets.map((target) => portsText(target.ports)))].join(' / ')
  if (request.extends?.movedFrom) return `${machines} · ${ports} · moved to ${sourceText(request.source)}`
  return `${machines} · ${ports} · ${formatDuration(grantedMs(request))}${request.extends ? ' more' : ''}`
}

/** `asks for web01 · RDP 3389 · 1 hour`, or for an extension what it comes to in all. */
export function askText(request: Request, zone: string, now: number): string {
  const { extends: extension } = request
  const durationMs = grantedMs(request)
  if (!extension) return `asks for ${requestTitle(request)}`
  const machines = request.targets.map(({ vmName }) => vmName).join(', ')
  const ports = [...new Set(request.targets.map((target) => portsText(target.ports)))].join(' / ')
  if (extension.movedFrom)
    return `asks to move ${machines} · ${ports} to ${sourceText(request.source)}, until ${zonedTime(extension.until, zone, now)}`
  return `asks to extend ${machines} · ${ports} by ${formatDuration(durationMs)}: ${totalText(extension, durationMs, zone, now)}`
}

/** `open since 14:04, until 17:04 (Europe/Paris): 3 h in all`. */
export function totalText({ since, until }: Extension, durationMs: number, zone: string, now: number): string {
  const endsAt = until + durationMs
  return `open since ${clockTime(since, zone, now)}, until ${zonedTime(endsAt, zone, now)}: ${formatDuration(endsAt - since)} in all`
}

/** ` for 30 min only: “looks right”`: what was said with an approval, or nothing. */
export function approvalNote({ forMs, comment }: { readonly forMs?: number; readonly comment?: string }): string {
  return `${forMs === undefined ? '' : ` for ${formatDuration(forMs)} only`}${comment ? `: “${comment}”` : ''}`
}

export function names(people: readonly Person[]): string {
  return listText(
    people.map((person) => person.name),
    'and',
  )
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[], joint: 'and' | 'or'): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`
}

/** ` as delegate of Adam Novak`, or nothing. */
export function asDelegate(standsFor: readonly Person[] = []): string {
  return standsFor.length === 0 ? '' : ` as delegate of ${names(standsFor)}`
}

/** ` (2 h were asked for)` where an approver gave less, or nothing. */
export function shortenedText(request: Request): string {
  return grantedMs(request) < request.durationMs ? ` (${formatDuration(request.durationMs)} were asked for)` : ''
}
