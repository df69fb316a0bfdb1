import type { StandingWindow, VmNews } from '../../app/vm-news.ts'
import { formatDuration } from '../../domain/duration.ts'
import { weekMs } from '../../domain/jit-use.ts'
import type { Request } from '../../domain/request.ts'
import type { PortRule, Vm } from '../../domain/vm.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { portsText, portText, sourceText } from './describe.ts'

/** Who reads, and what of other people's windows they may. */
export interface Onlooker extends Reader {
  readonly mayReadWhose: (request: Request) => boolean
}

const mostRules = 8
const mostWindows = 3

/** The port rules of all JIT policies of a VM. */
export function rulesOf(vm: Vm): readonly PortRule[] {
  return vm.jit.kind === 'configured' ? vm.jit.covers.flatMap((cover) => cover.rules) : []
}

/** `RDP 3389 up to 3 h, WINRM 5986 up to 1 h and 4 more`. */
export function portsAndMaxima(rules: readonly PortRule[], reader: Reader): string {
  const { windows: text } = reader.words
  const shown = rules
    .slice(0, mostRules)
    .map((rule) => text.upTo(portText(rule, reader.words), formatDuration(rule.maxDurationMs)))
    .join(', ')
  const more = rules.length - mostRules
  return more > 0 ? text.listMore(shown, more) : shown || text.noPort
}

/** One line for each window that stands: `RDP 3389 open until 15:04 (Europe/Paris) from 203.0.113.7 by Emma Lindqvist`. */
export function windowLines({ windows, use }: VmNews, reader: Onlooker): string[] {
  const { windows: text } = reader.words
  const shown = windows.slice(0, mostWindows).map((window) => windowText(window, reader))
  const more = windows.length - shown.length
  const elsewhere = use?.elsewhereUntil
  return [
    ...shown,
    ...(more > 0 ? [text.andMore(more)] : []),
    ...(elsewhere !== undefined && elsewhere > reader.now ? [text.elsewhere(zonedTime(elsewhere, reader))] : []),
  ]
}

function windowText({ request, ports, opening }: StandingWindow, reader: Onlooker): string {
  const { windows: text } = reader.words
  const whose = reader.mayReadWhose(request)
    ? text.by(sourceText(request.source, reader.words), request.requester.name.slice(0, 60))
    : text.bySomebody
  const shown = portsText(ports.slice(0, mostRules), reader.words)
  switch (opening.state) {
    case 'open':
      return text.open(shown, zonedTime(opening.endsAt ?? 0, reader), whose)
    case 'closing':
      return text.over(shown, whose)
    default:
      return text.opening(shown, whose)
  }
}

/** `2 approved requests in 7 days, last access 14:04 (Europe/Paris) by Emma Lindqvist`. */
export function useText(news: VmNews, reader: Onlooker): string {
  const { use } = news
  const { windows: text } = reader.words
  if (!use) return text.neverUsed
  const count = use.lastAt > reader.now - weekMs ? use.count : 0
  return text.used(count, zonedTime(use.lastAt, reader), lastUser(news, reader))
}

function lastUser({ use, lastRequest, windows }: VmNews, reader: Onlooker): string {
  if (use?.by?.kind === 'person') return use.by.name
  if (!lastRequest) return reader.words.windows.application
  // Whose a standing window is, not everybody may read; the past is as open as in Azure's portal.
  const stands = windows.some(({ request }) => request.id === lastRequest.id)
  return stands && !reader.mayReadWhose(lastRequest)
    ? reader.words.windows.somebody
    : lastRequest.requester.name.slice(0, 60)
}
