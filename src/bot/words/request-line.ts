import type { Ask, Requirement } from '../../domain/access-policy/analysis.ts'
import type { AccessPolicy } from '../../domain/access-policy/policy.ts'
import type { Remedy } from '../../domain/access-policy/remedy.ts'
import { formatDuration } from '../../domain/duration.ts'
import { showSource } from '../../domain/source.ts'
import { prefixesOf } from '../../domain/source-ranges.ts'
import type { Vm } from '../../domain/vm.ts'
import type { Reader } from '../../words/reader.ts'

interface Wording {
  /** How a machine is named so that no other is meant. */
  readonly nameOf: (vm: Vm) => string
  readonly networks: AccessPolicy['networks']
  /** What was given, unless it was refused. */
  readonly reason: string
}

/** What to type to ask for it, behind `/jit `, with `<…>` where only the person knows. */
export function requestLine(
  { ask, within }: Extract<Remedy, { kind: 'ask differently' }>,
  requirement: Requirement,
  { nameOf, networks, reason }: Wording,
  reader: Reader,
): string {
  const { blank } = reader.words.explanation
  const source = within ? `from <${blank.address(within.network)}>` : fromPart(ask, networks)
  const parts = [
    'request',
    machinesPart(ask, nameOf),
    durationPart(ask),
    source,
    reasonPart(requirement, reason, blank.reason),
  ]
  return parts.filter((word) => word !== '').join(' ')
}

/** `web01,web02 22,443`, or `web01:22,web02:3389` where the ports are not the same. */
function machinesPart({ targets }: Ask, nameOf: (vm: Vm) => string): string {
  const named = targets.map(({ vm, ports }) => ({
    name: nameOf(vm),
    ports: ports.map(({ number }) => number).join(','),
  }))
  const ports = [...new Set(named.map((each) => each.ports))]
  if (ports.length === 1) return `${named.map(({ name }) => name).join(',')} ${ports[0]}`.trim()
  return named.map((each) => (each.ports === '' ? each.name : `${each.name}:${each.ports}`)).join(',')
}

function durationPart({ durationMs }: Ask): string {
  return durationMs === undefined ? '' : formatDuration(durationMs).replaceAll(' ', '').replace('min', 'm')
}

/** A network's name stands for all of its ranges, so that it is written only where all are meant. */
function fromPart({ source }: Ask, networks: AccessPolicy['networks']): string {
  if (!source) return ''
  const wanted = prefixesOf(source)
  const whole = Object.entries(networks).filter(
    ([, prefixes]) => prefixes.length > 0 && prefixes.every((prefix) => wanted.includes(prefix)),
  )
  const rest = wanted.filter((prefix) => !whole.some(([, prefixes]) => prefixes.includes(prefix)))
  return `from ${[...whole.map(([name]) => name), ...rest.map(showSource)].join(',')}`
}

function reasonPart({ reason: demands }: Requirement, given: string, blank: string): string {
  if (given !== '') return given
  const demand = demands.find(({ optional }) => !optional)
  return demand ? `<${demand.hint ?? blank}>` : ''
}
