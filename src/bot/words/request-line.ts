import type { Ask, Requirement } from '../../domain/access-policy/analysis.ts'
import type { Remedy } from '../../domain/access-policy/remedy.ts'
import { formatDuration } from '../../domain/duration.ts'
import { showSource } from '../../domain/source.ts'

/** What to type to ask for it, behind `/jit `, with `<…>` where only the person knows. `machine`: how the machine is named. */
export function requestLine(
  remedy: Extract<Remedy, { kind: 'ask differently' }>,
  requirement: Requirement,
  machine: string,
  reason = '',
): { readonly text: string; readonly complete: boolean } {
  const { ask, within } = remedy
  const source = within ? `from <address${within.network === undefined ? '' : ` in ${within.network}`}>` : fromText(ask)
  const why = reasonPart(requirement, reason)
  const words = ['request', machine, portsPart(ask), durationPart(ask), source, why].filter((word) => word !== '')
  return { text: words.join(' '), complete: !within && !why.startsWith('<') && ask.durationMs !== undefined }
}

function portsPart({ targets }: Ask): string {
  return [...new Set(targets.flatMap(({ ports }) => ports.map(({ number }) => number)))].join(',')
}

function durationPart({ durationMs }: Ask): string {
  return durationMs === undefined ? '' : formatDuration(durationMs).replaceAll(' ', '').replace('min', 'm')
}

function fromText({ source }: Ask): string {
  return source === undefined ? '' : `from ${source.network ?? showSource(source.prefix)}`
}

/** The reason that was given, if it was not refused; else what has to be written in its place. */
function reasonPart({ reason: demands }: Requirement, given: string): string {
  if (given !== '') return given
  const demand = demands.find(({ optional }) => !optional)
  return demand ? `<${demand.hint ?? 'reason'}>` : ''
}
