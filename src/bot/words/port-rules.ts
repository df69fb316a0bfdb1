import { formatDuration } from '../../domain/duration.ts'
import type { PortRule } from '../../domain/vm.ts'
import type { Reader } from '../../words/reader.ts'
import { portText, prefixText } from './describe.ts'

/** `RDP 3389 (TCP) from any address, at most 3 h`. */
function ruleText({ number, protocol, sources, maxDurationMs }: PortRule, { words }: Reader): string {
  const from = words.describe.list(
    sources.map((source) => prefixText(source, words)),
    'or',
  )
  const over = protocol === '*' ? words.portRules.both : protocol
  return words.portRules.rule(portText({ number, protocol: '*' }, words), over, from, formatDuration(maxDurationMs))
}

/** Port rules in a line, `no just-in-time access` where there are none. */
export function rulesText(rules: readonly PortRule[], reader: Reader): string {
  return rules.map((each) => ruleText(each, reader)).join('; ') || reader.words.portRules.none
}
