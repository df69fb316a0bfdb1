import type { VmNews } from '../../app/vm-news.ts'
import { tell } from '../../words/text.ts'
import { type Onlooker, portsAndMaxima, rulesOf, useText, windowLines } from '../words/vm.ts'
import type { Row } from './list.ts'

const longestLine = 700

/** One machine of a list: its ports, its use and what is open on it, or why there is nothing. */
export function rowOf(news: VmNews, reader: Onlooker): Row {
  const { vm } = news
  const { row: text } = reader.words.vmCard
  const windows = windowLines(news, reader)
  const system = vm.os === 'unknown' ? [] : [vm.os]
  const told =
    vm.jit.kind === 'configured'
      ? [portsAndMaxima(rulesOf(vm), reader), useText(news, reader), ...windows]
      : [vm.jit.kind === 'unsupported' ? tell(vm.jit.why, reader) : text.noPolicy, ...windows]
  return {
    name: `${vm.name} (${vm.resourceGroup})`,
    state: stateOf(news, windows.length, reader),
    color: windows.length > 0 ? 'good' : 'default',
    line: shortened([...system, ...told].join(' · ')),
  }
}

/** What fits fifteen times on a card. */
function shortened(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line
}

/** In a word; of what cannot be known nothing is said: no window of ours is not the same as shut. */
function stateOf({ vm, windows }: VmNews, lines: number, { words }: Onlooker): string {
  const { kinds, row: text } = words.vmCard
  if (lines === 0) return vm.jit.kind === 'configured' ? text.noWindow : kinds[vm.jit.kind]
  if (windows.length === 0 || windows.some(({ opening }) => opening.state === 'open')) return text.open
  return windows.every(({ opening }) => opening.state === 'closing') ? text.closing : text.opening
}
