import { parseDuration } from '../../domain/duration.ts'
import { parsePorts } from '../../domain/port-names.ts'
import type { TargetPort } from '../../domain/request.ts'
import type { Protocol } from '../../domain/vm.ts'
import { unmarked } from './normalise.ts'

/** A port as typed; the protocol where it was typed too. */
export interface WantedPort {
  readonly number: number
  readonly protocol?: Protocol
}

/** What was understood of a request as typed. Absent parts were not given; `problems` are sentences about parts that cannot be read. */
export interface Draft {
  readonly vms: readonly string[]
  readonly ports?: readonly WantedPort[]
  readonly durationMs?: number
  /** As typed: an address, a CIDR, a network's name, `me`. */
  readonly source?: string
  readonly reason: string
  readonly problems: readonly string[]
}

const fillers = new Set(['for', 'on', 'port', 'ports', 'to', 'access', 'please', 'via', 'and'])
const reasonWords = new Set(['because', 'reason', 'reason:'])

/** Reads `web01[,web02] rdp 1h [from <address>] [reason…]` in nearly any order after the VM. `rest`: normalised text behind the command. */
export function parseRequest(rest: string): Draft {
  const reader = new Reader(rest)
  const vms = readVms(reader)
  const problems: string[] = []
  let ports: readonly WantedPort[] | undefined
  let durationMs: number | undefined
  let source: string | undefined
  while (!reader.done) {
    const word = reader.peek().toLowerCase()
    if (reasonWords.has(word)) {
      reader.take(1)
      break
    }
    if (word === 'from' && source === undefined) {
      reader.take(1)
      source = reader.done ? '' : reader.take(1)
      if (source === '')
        problems.push(
          'After “from” an address is missing: write `from 203.0.113.7`, a network such as `from vpn`, or `from me`.',
        )
      continue
    }
    const duration = durationMs === undefined ? readDuration(reader, word === 'for') : undefined
    if (duration !== undefined) {
      if (duration.ok) durationMs = duration.ms
      else {
        problems.push(duration.text)
        durationMs = Number.NaN
      }
      continue
    }
    const wanted = ports === undefined ? readPorts(reader) : undefined
    if (wanted !== undefined) {
      if (wanted.ok) ports = wanted.ports
      else {
        problems.push(wanted.text)
        ports = []
      }
      continue
    }
    if (!fillers.has(word)) break
    reader.take(1)
  }
  const { reason, trailingSource } =
    source === undefined
      ? splitTrailingSource(reader.remainder())
      : { reason: reader.remainder(), trailingSource: undefined }
  const from = source || trailingSource
  return {
    vms,
    ...(ports && ports.length > 0 ? { ports } : {}),
    ...(durationMs !== undefined && !Number.isNaN(durationMs) ? { durationMs } : {}),
    ...(from ? { source: from } : {}),
    reason: unquote(reason),
    problems,
  }
}

/** The first word, and all that follow a comma: `web01, web02`. A word that reads as a port, a time or `from` is no VM. */
function readVms(reader: Reader): string[] {
  const vms: string[] = []
  if (['on', 'to', 'for', 'vm'].includes(reader.peek().toLowerCase())) reader.take(1)
  const first = reader.peek()
  if (first === '' || first.toLowerCase() === 'from' || parsePorts(first).ok || /^-?\d/.test(first)) return vms
  for (let more = true; more && !reader.done; ) {
    const word = reader.take(1)
    vms.push(...word.split(',').filter((name) => name !== ''))
    more = word.endsWith(',') || reader.peek().startsWith(',')
  }
  return [...new Set(vms.map((name) => unquote(name)))].filter((name) => name !== '')
}

/** The longest run of up to four words that is a duration. A word that starts like one but is none is a problem, not a reason. */
function readDuration(reader: Reader, announced: boolean): ReturnType<typeof parseDuration> | undefined {
  const skip = announced ? 1 : 0
  if (announced && reader.left === 1) {
    reader.take(1)
    return parseDuration('')
  }
  for (let length = Math.min(4, reader.left - skip); length >= 1; length--) {
    const read = parseDuration(reader.look(skip, length))
    if (read.ok) {
      reader.take(skip + length)
      return read
    }
  }
  const word = reader.look(skip, 1)
  const looksLikeTime =
    /^-?\d+([.,]\d+)?[a-z]+$/i.test(word) ||
    /^-\d/.test(word) ||
    (/^p(t|\d)/i.test(word) && /\d/.test(word)) ||
    word === '0'
  if (!looksLikeTime && !(announced && /^\d/.test(word))) return undefined
  const unit = /^\d+$/.test(word) && /^(h|m|d|s|min|hour|day)/i.test(reader.look(skip + 1, 1)) ? 2 : 1
  const read = parseDuration(reader.look(skip, unit))
  reader.take(skip + unit)
  return read
}

/** One word of ports (`ssh,443`), or a number that no port has. */
function readPorts(reader: Reader): ReturnType<typeof parsePorts> | undefined {
  let words = 1
  while (reader.look(0, words).endsWith(',') && words < reader.left) words++
  const text = reader.look(0, words).replaceAll(' ', '')
  const read = parsePorts(text)
  if (!read.ok && !/^[\d,/-]+$/.test(text) && !/^(tcp|udp)\//i.test(text)) return undefined
  reader.take(words)
  return read
}

/** `… from 203.0.113.7` at the very end of a reason still names the source. */
function splitTrailingSource(text: string): { reason: string; trailingSource?: string } {
  const match = /^(.*?)\s*\bfrom (\S+)$/i.exec(text)
  const said = match?.[2]
  if (said === undefined || !(/^\d+\.\d+\.\d+\.\d+(\/\d+)?$/.test(said) || /^me$/i.test(said))) return { reason: text }
  return { reason: match?.[1] ?? '', trailingSource: said }
}

function unquote(text: string): string {
  return text
    .trim()
    .replace(/^(["'`*_])(.*)\1$/, '$2')
    .trim()
}

/** The ports of a draft as a target has them: the JIT rule's protocol unless one was typed. */
export function targetPorts(
  wanted: readonly WantedPort[],
  protocolOf: (port: number) => Protocol | undefined,
): TargetPort[] {
  return wanted.map(({ number, protocol }) => ({ number, protocol: protocol ?? protocolOf(number) ?? 'TCP' }))
}

/** Words one after the other. */
class Reader {
  readonly #words: readonly string[]
  #at = 0

  constructor(text: string) {
    this.#words = text.split(' ').filter((word) => word !== '')
  }

  get done(): boolean {
    return this.#at >= this.#words.length
  }

  get left(): number {
    return this.#words.length - this.#at
  }

  peek(): string {
    return unmarked(this.#words[this.#at] ?? '')
  }

  /** Without markup, for comparing. */
  look(skip: number, length: number): string {
    return this.#words
      .slice(this.#at + skip, this.#at + skip + length)
      .map(unmarked)
      .join(' ')
  }

  take(count: number): string {
    const taken = this.look(0, count)
    this.#at += count
    return taken
  }

  /** All that is left, just as typed. */
  remainder(): string {
    const rest = this.#words.slice(this.#at).join(' ')
    this.#at = this.#words.length
    return rest
  }
}
