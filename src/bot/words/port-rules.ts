import { formatDuration } from '../../domain/duration.ts'
import { showSource } from '../../domain/source.ts'
import type { PortRule } from '../../domain/vm.ts'
import type { Reader } from '../../words/reader.ts'
import { portText } from './describe.ts'

/** `RDP 3389 (TCP) from any address, at most 3 h`. */
function ruleText({ number, protocol, sources, maxDurationMs }: PortRule, reader: Reader): string {
  const from = reader.words.describe.list(
    sources.map((source) => showSource(source)),
    'or',
  )
  const over = protocol === '*' ? 'TCP and UDP' : protocol
  const name = portText({ number, protocol: '*' }, reader.words)
  return `${name} (${over}) from ${from}, at most ${formatDuration(maxDurationMs)}`
}

/** Port rules in a line, `no just-in-time access` where there are none. */
export function rulesText(rules: readonly PortRule[], reader: Reader): string {
  return rules.length === 0 ? 'no just-in-time access' : rules.map((each) => ruleText(each, reader)).join('; ')
}
