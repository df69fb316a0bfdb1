import type { Text } from '../../words/text.ts'
import { formatDuration, parseDuration } from '../duration.ts'
import { parsePorts } from '../port-names.ts'
import { parseAllowedSource, showSource } from '../source.ts'
import type { PortRule, Protocol } from '../vm.ts'

/** A port rule in the words of whoever typed it or filled in the form. */
export interface TypedRule {
  readonly port: string
  readonly protocol: string
  readonly sources: string
  readonly maximum: string
}

/** The names of networks that the access policy knows, with their ranges. */
export type Networks = Readonly<Record<string, readonly string[]>>

/** So many rules a form shows and a change may give to a VM. */
export const mostRules = 10
const mostSources = 20

/** Port rules out of words. Either all can be read and `problems` is empty, or each thing that is wrong has its sentence. Rows without a port are left out. */
export function readRules(
  rows: readonly TypedRule[],
  networks: Networks = {},
): { readonly rules: readonly PortRule[]; readonly problems: readonly Text[] } {
  const problems: Text[] = []
  const rules = rows
    .filter(({ port }) => port.trim() !== '')
    .flatMap((row) => {
      const read = readRule(row, networks)
      if ('problem' in read) problems.push(read.problem)
      return 'problem' in read ? [] : [read.rule]
    })
  return { rules, problems: [...problems, ...problemsOf(rules)] }
}

/** What is wrong with rules that can each be read. */
export function problemsOf(rules: readonly PortRule[]): Text[] {
  const numbers = rules.map(({ number }) => number)
  const twice = [...new Set(numbers.filter((number, i) => numbers.indexOf(number) !== i))]
  return [
    ...twice.map(
      (port): Text =>
        ({ words }) =>
          words.reading.rules.twice(port),
    ),
    ...(rules.length > mostRules
      ? [(({ words }) => words.reading.rules.tooMany(rules.length, mostRules)) satisfies Text]
      : []),
  ]
}

/** The rule in words that `readRules` reads as the same rule. */
export function typedRule({ number, protocol, sources, maxDurationMs }: PortRule): TypedRule {
  return {
    port: String(number),
    protocol,
    sources: sources.map((source) => (source === '*' ? '*' : showSource(source))).join(', '),
    maximum: formatDuration(maxDurationMs),
  }
}

type ReadRule = { readonly rule: PortRule } | { readonly problem: Text }

function readRule({ port, protocol, sources, maximum }: TypedRule, networks: Networks): ReadRule {
  const number = readPort(port)
  if (typeof number === 'function') return { problem: number }
  const problem = (text: Text) => ({
    problem: ((reader) => reader.words.reading.rules.ofPort(number, text(reader))) satisfies Text,
  })
  const read = readProtocol(protocol)
  if (!read) return problem(({ words }) => words.reading.rules.noProtocol(protocol.slice(0, 20)))
  const allowed = readSources(sources, networks)
  if (typeof allowed === 'function') return problem(allowed)
  const longest = parseDuration(maximum)
  if (!longest.ok) return problem(longest.text)
  return { rule: { number, protocol: read, sources: allowed, maxDurationMs: longest.ms } }
}

function readPort(text: string): number | Text {
  if (/^\s*\d{1,5}\s*$/.test(text) && Number(text) <= 65_535) return Number(text)
  const named = parsePorts(text)
  if (!named.ok) return named.text
  const [first, ...others] = named.ports
  if (first && others.length === 0) return first.number
  return ({ words }) => words.reading.rules.severalPorts(text.slice(0, 40), named.ports.length)
}

function readProtocol(text: string): Protocol | undefined {
  const protocol = text.trim().toUpperCase()
  if (protocol === 'TCP' || protocol === 'UDP') return protocol
  return ['*', 'ANY', 'ALL', 'BOTH', ''].includes(protocol) ? '*' : undefined
}

/** IPv4 addresses, CIDRs, names of networks, or `*` alone; a sentence if they cannot be read. */
export function readSources(text: string, networks: Networks): readonly string[] | Text {
  const said = text.split(/[\s,;]+/).filter((word) => word !== '')
  if (said.length === 0) return ({ words }) => words.reading.rules.noSources
  const found = new Set<string>()
  for (const word of said) {
    const name = Object.keys(networks).find((candidate) => candidate.toLowerCase() === word.toLowerCase())
    for (const source of name === undefined ? [word] : (networks[name] ?? [])) {
      const read = parseAllowedSource(source)
      if (!read.ok) return read.text
      found.add(read.prefix)
    }
    if (found.size > mostSources) return ({ words }) => words.reading.rules.tooManySources(mostSources)
  }
  if (found.has('*') && found.size > 1) return ({ words }) => words.reading.rules.allAndMore
  return [...found]
}
