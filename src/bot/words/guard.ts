import type { Guards } from '../../app/read-guards.ts'
import type { VmNews } from '../../app/vm-news.ts'
import { jitGuard } from '../../domain/network/jit-guard.ts'
import type { NetworkRule } from '../../domain/network/network-rule.ts'
import { overlaps, showSource } from '../../domain/source.ts'
import { prefixesOf } from '../../domain/source-ranges.ts'
import type { Reader } from '../../words/reader.ts'
import { type Onlooker, rulesOf } from './vm.ts'

const mostLines = 6
const longestName = 80

/** The network's rules that decide on a machine's JIT ports, one a line: whose windows they are, and whether the deny rule is there. */
export function guardLines(guards: Guards, news: VmNews, reader: Onlooker): string[] {
  if (guards.kind === 'blind') return [`can not be read: ${guards.why}`]
  const { allows, denied, open, outranking } = jitGuard(guards.interfaces, rulesOf(news.vm))
  const lines = [
    ...allows.map((rule) => `allows ${lettingText(rule, reader)}: ${whoseText(rule, news, reader)}`),
    ...outranking.map((rule) => `allows ${lettingText(rule, reader)}: not Defender’s, and asked before its deny rule`),
  ]
  const more = lines.length - mostLines
  const shown = [...lines.slice(0, mostLines), ...(more > 0 ? [`and ${more} more`] : [])]
  return [
    ...shown,
    ...(denied.length > 0
      ? [`Defender’s deny rule is there for ${reader.words.describe.list(denied.map(String), 'and')}`]
      : []),
    ...(open.length > 0
      ? [`Defender’s deny rule is NOT there for ${reader.words.describe.list(open.map(String), 'and')}`]
      : []),
  ].slice(0, mostLines + 3)
}

function lettingText({ name, priority, group, sources, ports }: NetworkRule, reader: Reader): string {
  const from = sources.slice(0, 4).map(showSource).join(', ')
  const numbers = ports
    .slice(0, 4)
    .map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`))
    .join(', ')
  return `${from} on ${numbers} (${name.slice(0, longestName)}, priority ${priority} in ${group.split('/').at(-1)})`
}

/** A rule of Defender's has no name on it: it is told by its source and ports. */
function whoseText({ sources, ports }: NetworkRule, { windows }: VmNews, reader: Onlooker): string {
  const fitting = windows.filter(
    ({ request, ports: asked }) =>
      sources.some((source) => prefixesOf(request.source).some((prefix) => overlaps(source, prefix))) &&
      asked.some(({ number }) => ports.some(({ first, last }) => first <= number && number <= last)),
  )
  if (fitting.length === 0) return 'no window of this bot stands for it'
  const whose = fitting
    .slice(0, 3)
    .map(({ request }) => (reader.mayReadWhose(request) ? request.requester.name.slice(0, 60) : 'somebody'))
  return `the window of ${reader.words.describe.list([...new Set(whose)], 'and')}`
}
