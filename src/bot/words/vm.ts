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
  const shown = rules
    .slice(0, mostRules)
    .map((rule) => `${portText(rule, reader.words)} up to ${formatDuration(rule.maxDurationMs)}`)
  const more = rules.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}` || 'no port'
}

/** One line for each window that stands: `RDP 3389 open until 15:04 (Europe/Paris) from 203.0.113.7 by Emma Lindqvist`. */
export function windowLines({ windows, use }: VmNews, reader: Onlooker): string[] {
  const shown = windows.slice(0, mostWindows).map((window) => windowText(window, reader))
  const more = windows.length - shown.length
  const elsewhere = use?.elsewhereUntil
  return [
    ...shown,
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(elsewhere !== undefined && elsewhere > reader.now
      ? [`open until ${zonedTime(elsewhere, reader)}, and not through this bot`]
      : []),
  ]
}

function windowText({ request, ports, opening }: StandingWindow, reader: Onlooker): string {
  const whose = reader.mayReadWhose(request)
    ? `from ${sourceText(request.source, reader.words)} by ${request.requester.name.slice(0, 60)}`
    : 'by somebody'
  const shown = portsText(ports.slice(0, mostRules), reader.words)
  switch (opening.state) {
    case 'open':
      return `${shown} open until ${zonedTime(opening.endsAt ?? 0, reader)} ${whose}`
    case 'closing':
      return `${shown}: window over, checking that it is shut ${whose}`
    default:
      return `${shown} opening ${whose}`
  }
}

/** `2 approved requests in 7 days, last access 14:04 (Europe/Paris) by Emma Lindqvist`. */
export function useText(news: VmNews, reader: Onlooker): string {
  const { use } = news
  if (!use) return 'nobody asked for it in the last 30 days'
  const count = use.lastAt > reader.now - weekMs ? use.count : 0
  const requests = `${count} approved ${count === 1 ? 'request' : 'requests'} in 7 days`
  return `${requests}, last access ${zonedTime(use.lastAt, reader)} by ${lastUser(news, reader)}`
}

function lastUser({ use, lastRequest, windows }: VmNews, reader: Onlooker): string {
  if (use?.by?.kind === 'person') return use.by.name
  if (!lastRequest) return 'an application'
  // Whose a standing window is, not everybody may read; the past is as open as in Azure's portal.
  const stands = windows.some(({ request }) => request.id === lastRequest.id)
  return stands && !reader.mayReadWhose(lastRequest) ? 'somebody' : lastRequest.requester.name.slice(0, 60)
}
