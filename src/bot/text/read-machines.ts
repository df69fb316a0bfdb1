import { parsePorts } from '../../domain/port-names.ts'
import { partOfRequest } from './part-of-request.ts'
import type { Reader } from './reader.ts'
import { type Token, tokensOf } from './tokens.ts'

/** Machines that share what follows, and those that have ports of their own, in the order in which they were named. */
export interface Machines {
  readonly vms: readonly string[]
  readonly own: readonly { readonly vm: string; readonly text: string }[]
}

/** Further than this nobody lists machines and ports; what follows is a reason. Words. */
const longestList = 120

/** `web01, web02`, `web01:rdp, web02:22,443`, `web01: rdp`, `web01 and web02`: the first words. A word that reads as a port, a time or `from` is no VM. */
export function readMachines(reader: Reader): Machines {
  if (['on', 'to', 'for', 'vm'].includes(reader.peek().toLowerCase())) reader.take(1)
  const first = reader.peek()
  const none = { vms: [], own: [] }
  if (first === '' || first.toLowerCase() === 'from' || parsePorts(first).ok || /^-?\d/.test(first)) return none
  const tokens = tokensOf(reader, longestList)
  const read = namesAt(tokens, 0)
  if (!read) return none
  reader.take(tokens[read.next - 1]?.words ?? 0)
  return read
}

/**
 * `rdp, web02 ssh`, `rdp and web02 ssh`: the ports of machines named before, then further machines each with theirs. Undefined, and
 * nothing is taken, where it is not just that. `joined` false: neither `and` nor a semicolon leads on to a machine.
 */
export function readPortsOfEach(reader: Reader, first: readonly string[], joined: boolean): Machines | undefined {
  if (first.length === 0) return undefined
  const tokens = tokensOf(reader, longestList, joined ? /[,;]/ : /,/)
  const own: { vm: string; text: string }[] = []
  let names = first
  let at = 0
  let groups = 0
  for (; ; groups++) {
    const ports = portsAt(tokens, at)
    // All of a group may have had ports of their own, behind a colon.
    if (!ports && (names.length > 0 || groups === 0)) return undefined
    if (ports) own.push(...names.map((vm) => ({ vm, text: ports.text })))
    at = ports?.next ?? at
    const leadsOn = tokens[at - 1]?.list || (joined && isAnd(tokens[at]))
    if (!leadsOn) break
    const from = tokens[at - 1]?.list ? at : at + 1
    const further = isName(tokens[from]?.text ?? '') ? namesAt(tokens, from) : undefined
    if (!further) return undefined
    own.push(...further.own)
    names = further.vms.filter((vm) => !further.own.some((each) => each.vm === vm))
    at = further.next
  }
  if (groups === 0) return undefined
  reader.take(tokens[at - 1]?.words ?? 0)
  return { vms: own.map(({ vm }) => vm), own }
}

function namesAt(tokens: readonly Token[], start: number): (Machines & { readonly next: number }) | undefined {
  const vms: string[] = []
  const own: { vm: string; text: string }[] = []
  let at = start
  for (;;) {
    const token = tokens[at]
    if (!token) break
    at++
    const colon = token.text.lastIndexOf(':')
    if (colon <= 0) vms.push(unquote(token.text))
    else {
      const vm = unquote(token.text.slice(0, colon))
      const said = [token.text.slice(colon + 1)]
      while (tokens[at] && (said.at(-1) === '' || (tokens[at - 1]?.list && isPorts(tokens[at]))))
        said.push(tokens[at++]?.text ?? '')
      vms.push(vm)
      own.push({ vm, text: said.filter((text) => text !== '').join(',') })
    }
    if (tokens[at - 1]?.list) continue
    if (!isAnd(tokens[at]) || !tokens[at + 1] || !isName(tokens[at + 1]?.text ?? '')) break
    at++
  }
  const named = [...new Set(vms)].filter((vm) => vm !== '')
  return at === start || named.length === 0 ? undefined : { vms: named, own, next: at }
}

function portsAt(
  tokens: readonly Token[],
  start: number,
): { readonly text: string; readonly next: number } | undefined {
  let at = start
  while (isPorts(tokens[at]) && (at === start || tokens[at - 1]?.list)) at++
  const text = tokens.slice(start, at).map((token) => token.text)
  return at === start ? undefined : { text: text.join(','), next: at }
}

function isPorts(token: Token | undefined): boolean {
  return token !== undefined && parsePorts(token.text).ok
}

function isAnd(token: Token | undefined): boolean {
  return token?.text.toLowerCase() === 'and'
}

function isName(text: string): boolean {
  return text !== '' && !/^-?\d/.test(text) && !parsePorts(text).ok && !partOfRequest(text)
}

function unquote(text: string): string {
  return text
    .trim()
    .replace(/^(["'`*_])(.*)\1$/, '$2')
    .trim()
}
