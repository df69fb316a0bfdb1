import type { Guards } from '../../app/read-guards.ts'
import type { VmNews } from '../../app/vm-news.ts'
import { jitGuard } from '../../domain/network/jit-guard.ts'
import type { NetworkRule } from '../../domain/network/network-rule.ts'
import { overlaps } from '../../domain/source.ts'
import { prefixesOf } from '../../domain/source-ranges.ts'
import type { Reader } from '../../words/reader.ts'
import { prefixText } from './describe.ts'
import { type Onlooker, rulesOf } from './vm.ts'

const mostLines = 6
const longestName = 80

/** The network's rules that decide on a machine's JIT ports, one a line: whose windows they are, and whether the deny rule is there. */
export function guardLines(guards: Guards, news: VmNews, reader: Onlooker): string[] {
  const { networkRules: text, describe } = reader.words
  if (guards.kind === 'blind') return [text.unread(guards.why(reader))]
  const { allows, denied, open, outranking } = jitGuard(guards.interfaces, rulesOf(news.vm))
  const lines = [
    ...allows.map((rule) => text.allows(lettingText(rule, reader), whoseText(rule, news, reader))),
    ...outranking.map((rule) => text.allowsFirst(lettingText(rule, reader))),
  ]
  const more = lines.length - mostLines
  const shown = [...lines.slice(0, mostLines), ...(more > 0 ? [text.andMore(more)] : [])]
  return [
    ...shown,
    ...(denied.length > 0 ? [text.denied(describe.list(denied.map(String), 'and'))] : []),
    ...(open.length > 0 ? [text.notDenied(describe.list(open.map(String), 'and'))] : []),
  ].slice(0, mostLines + 3)
}

function lettingText({ name, priority, group, sources, ports }: NetworkRule, { words }: Reader): string {
  const from = sources
    .slice(0, 4)
    .map((source) => prefixText(source, words))
    .join(', ')
  const numbers = ports
    .slice(0, 4)
    .map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`))
    .join(', ')
  return words.networkRules.letting(
    from,
    numbers,
    name.slice(0, longestName),
    priority,
    group.split('/').at(-1) ?? group,
  )
}

/** A rule of Defender's has no name on it: it is told by its source and ports. */
function whoseText({ sources, ports }: NetworkRule, { windows }: VmNews, reader: Onlooker): string {
  const fitting = windows.filter(
    ({ request, ports: asked }) =>
      sources.some((source) => prefixesOf(request.source).some((prefix) => overlaps(source, prefix))) &&
      asked.some(({ number }) => ports.some(({ first, last }) => first <= number && number <= last)),
  )
  const { networkRules: text, describe } = reader.words
  if (fitting.length === 0) return text.nobodys
  const whose = fitting
    .slice(0, 3)
    .map(({ request }) => (reader.mayReadWhose(request) ? request.requester.name.slice(0, 60) : text.somebody))
  return text.windowOf(describe.list([...new Set(whose)], 'and'))
}
