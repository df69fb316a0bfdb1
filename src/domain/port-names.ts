import type { Text } from '../words/text.ts'
import type { Protocol } from './vm.ts'

/** Ports to open, each number once; the protocol only where one was typed. Or a sentence that says what is wrong and what is allowed. */
export type ParsedPorts =
  | { readonly ok: true; readonly ports: readonly { readonly number: number; readonly protocol?: Protocol }[] }
  | { readonly ok: false; readonly text: Text }

/** What people call ports. The first name of a number is the one that it is shown by. */
const named: Readonly<Record<string, readonly number[]>> = {
  rdp: [3389],
  ssh: [22],
  winrm: [5985, 5986],
  https: [443],
  http: [80],
}

const names: ReadonlyMap<number, string> = new Map(
  Object.entries(named).flatMap(([name, numbers]) => numbers.map((number) => [number, name] as const)),
)

/** So many ports one request may name: Defender's own rules seldom have more than five. */
const mostPorts = 20

/** Reads `rdp`, `3389`, `tcp/22`, `22/tcp`, `ssh,443`, `22-25`; at most 20 ports. */
export function parsePorts(text: string): ParsedPorts {
  const parts = text
    .trim()
    .toLowerCase()
    .replace(/\s*([/–-])\s*/g, '$1')
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
  if (parts.length === 0) return { ok: false, text: ({ words }) => words.reading.ports.missing }
  const ports = new Map<number, Protocol | undefined>()
  for (const word of parts) {
    const read = readWord(word)
    if (typeof read === 'function') return { ok: false, text: read }
    for (const number of read.numbers) ports.set(number, both(ports.get(number), read.protocol))
    if (ports.size > mostPorts) return { ok: false, text: ({ words }) => words.reading.ports.tooMany(mostPorts) }
  }
  const parsed = [...ports].map(([number, protocol]) => (protocol === undefined ? { number } : { number, protocol }))
  return { ok: true, ports: parsed }
}

/** `ssh` for 22; undefined for a port without a name. */
export function portName(number: number): string | undefined {
  return names.get(number)
}

/** The numbers behind one word, or what is wrong with it. */
function readWord(
  word: string,
): { readonly numbers: readonly number[]; readonly protocol: Protocol | undefined } | Text {
  const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word
  const notOne: Text = ({ words }) => words.reading.ports.notOne(shown)
  const [, before, what = '', after] = /^(?:(tcp|udp)\/)?([^/]+)(?:\/(tcp|udp))?$/.exec(word) ?? []
  if (what === '' || (before !== undefined && after !== undefined)) return notOne
  const protocol = toProtocol(before ?? after)
  const known = Object.hasOwn(named, what) ? named[what] : undefined
  if (known) return { numbers: known, protocol }

  const [, from, to] = /^(\d{1,9})(?:[–-](\d{1,9}))?$/.exec(what) ?? []
  if (from === undefined) return notOne
  const first = Number(from)
  const last = Number(to ?? from)
  if (first < 1 || last < 1 || first > 65_535 || last > 65_535)
    return ({ words }) => words.reading.ports.outOfRange(shown)
  if (last < first) return ({ words }) => words.reading.ports.backwards(shown, `${last}-${first}`)
  const count = last - first + 1
  if (count > mostPorts) return ({ words }) => words.reading.ports.tooManyIn(shown, count, mostPorts)
  return { numbers: Array.from({ length: count }, (_, i) => first + i), protocol }
}

function toProtocol(text: string | undefined): Protocol | undefined {
  return text === undefined ? undefined : text === 'tcp' ? 'TCP' : 'UDP'
}

/** The same port named twice: with different protocols it is both. */
function both(one: Protocol | undefined, other: Protocol | undefined): Protocol | undefined {
  return one === undefined || other === undefined || one === other ? (one ?? other) : '*'
}
