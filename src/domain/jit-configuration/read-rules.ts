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
): { readonly rules: readonly PortRule[]; readonly problems: readonly string[] } {
  const problems: string[] = []
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
export function problemsOf(rules: readonly PortRule[]): string[] {
  const numbers = rules.map(({ number }) => number)
  const twice = [...new Set(numbers.filter((number, i) => numbers.indexOf(number) !== i))]
  return [
    ...twice.map((port) => `Port ${port} is there twice: a port has one rule, with all its sources in it.`),
    ...(rules.length > mostRules
      ? [`That is ${rules.length} port rules; one VM may have at most ${mostRules} here.`]
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

type ReadRule = { readonly rule: PortRule } | { readonly problem: string }

function readRule({ port, protocol, sources, maximum }: TypedRule, networks: Networks): ReadRule {
  const number = readPort(port)
  if (typeof number === 'string') return { problem: number }
  const about = `Port ${number}: `
  const read = readProtocol(protocol)
  if (!read) return { problem: `${about}“${protocol.slice(0, 20)}” is no protocol. Choose TCP, UDP or * for both.` }
  const allowed = readSources(sources, networks)
  if (typeof allowed === 'string') return { problem: `${about}${allowed}` }
  const longest = parseDuration(maximum)
  if (!longest.ok) return { problem: `${about}${longest.text}` }
  return { rule: { number, protocol: read, sources: allowed, maxDurationMs: longest.ms } }
}

function readPort(text: string): number | string {
  if (/^\s*\d{1,5}\s*$/.test(text) && Number(text) <= 65_535) return Number(text)
  const named = parsePorts(text)
  if (!named.ok) return named.text
  const [first, ...others] = named.ports
  if (first && others.length === 0) return first.number
  return `“${text.slice(0, 40)}” is ${named.ports.length} ports: give each port a row of its own.`
}

function readProtocol(text: string): Protocol | undefined {
  const protocol = text.trim().toUpperCase()
  if (protocol === 'TCP' || protocol === 'UDP') return protocol
  return ['*', 'ANY', 'ALL', 'BOTH', ''].includes(protocol) ? '*' : undefined
}

/** IPv4 addresses, CIDRs, names of networks, or `*` alone; a sentence if they cannot be read. */
export function readSources(text: string, networks: Networks): readonly string[] | string {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '')
  if (words.length === 0) return 'the allowed sources are missing. Give addresses or ranges with commas, or * for all.'
  const found = new Set<string>()
  for (const word of words) {
    const name = Object.keys(networks).find((candidate) => candidate.toLowerCase() === word.toLowerCase())
    for (const source of name === undefined ? [word] : (networks[name] ?? [])) {
      const read = parseAllowedSource(source)
      if (!read.ok) return read.text
      found.add(read.prefix)
    }
    if (found.size > mostSources) return `that is more than ${mostSources} allowed sources. Give ranges instead.`
  }
  if (found.has('*') && found.size > 1) return '* is every address already. Give either * or a list of addresses.'
  return [...found]
}
