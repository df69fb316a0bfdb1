import type { RuleDrift } from '../../domain/rule-drift.ts'
import type { Reader } from '../../words/reader.ts'
import { prefixText } from './describe.ts'

/** One sentence on what is wrong with the network's rules. */
export function ruleDriftText({ kind, vm, ports, rule }: RuleDrift, { words }: Reader): string {
  const name = vm.split('/').at(-1) ?? vm
  const from = (rule?.sources ?? []).map((source) => prefixText(source, words)).join(', ')
  switch (kind) {
    case 'outlives':
      return words.drift.outlives(rule?.name ?? '', from, ports.join(', '), name)
    case 'outranks':
      return words.drift.outranks(rule?.name ?? '', from, ports.join(', '), name)
    case 'no deny':
      return words.drift.noDeny(ports.join(', '), name)
    default:
      return kind satisfies never
  }
}

/** What to do about it. */
export function ruleDriftRemedy({ kind, vm, rule }: RuleDrift, { words: { drift: text } }: Reader): string {
  const group = rule?.group.split('/').at(-1) ?? ''
  switch (kind) {
    case 'outlives':
      return text.deleteRule(group)
    case 'outranks':
      return text.deleteOrLower(group)
    case 'no deny':
      return text.writeAnew(vm.split('/').at(-1) ?? vm)
    default:
      return kind satisfies never
  }
}
