import { parseDuration } from '../../domain/duration.ts'
import { parsePorts } from '../../domain/port-names.ts'
import type { TargetPort } from '../../domain/request.ts'
import type { Protocol } from '../../domain/vm.ts'
import type { Text } from '../../words/text.ts'
import { takeStart, trailingStart } from './parse-start.ts'
import { fillers, reasonWords } from './part-of-request.ts'
import { type Machines, readMachines, readPortsOfEach } from './read-machines.ts'
import { readSources } from './read-sources.ts'
import { Reader } from './reader.ts'

/** A port as typed; the protocol where it was typed too. */
export interface WantedPort {
  readonly number: number
  readonly protocol?: Protocol
}

/** What was understood of a request as typed. Absent parts were not given; `problems` are sentences about parts that cannot be read. */
export interface Draft {
  readonly vms: readonly string[]
  /** Ports of all machines that have none of their own. */
  readonly ports?: readonly WantedPort[]
  /** Machines of `vms` with ports of their own, perhaps several times. */
  readonly own?: readonly { readonly vm: string; readonly ports: readonly WantedPort[] }[]
  readonly durationMs?: number
  /** As typed: addresses, CIDRs, names of networks, `me`; commas between several. */
  readonly source?: string
  /** When it is to begin, as typed behind `at`: `22:00`, `tomorrow 06:00`. */
  readonly start?: string
  readonly reason: string
  readonly problems: readonly Text[]
}

/**
 * Reads `web01[,web02] rdp 1h [from <sources>] [reason…]` in nearly any order after the machines, each of which may have ports of its own:
 * `web01:rdp,web02:22,443` or `web01 rdp, web02 ssh`. `rest`: normalised text behind the command.
 */
export function parseRequest(rest: string, isNetwork: (word: string) => boolean = () => false): Draft {
  const reader = new Reader(rest)
  const machines = readMachines(reader)
  const problems: Text[] = []
  let further: Machines | undefined
  let ports: readonly WantedPort[] | undefined
  let durationMs: number | undefined
  let source: string | undefined
  let start: string | undefined
  while (!reader.done) {
    const word = reader.peek().toLowerCase()
    if (reasonWords.has(word)) {
      reader.take(1)
      break
    }
    if (word === 'from' && source === undefined) {
      reader.take(1)
      const read = reader.done ? { text: '' } : readSources(reader, isNetwork)
      source = read.text
      if (read.problem) problems.push(read.problem)
      if (source === '') problems.push(({ words }) => words.reading.request.fromMissing)
      continue
    }
    const begins = start === undefined ? takeStart(reader) : undefined
    if (begins !== undefined) {
      start = begins
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
    if (ports === undefined && further === undefined) {
      const shared = machines.vms.filter((vm) => !machines.own.some((each) => each.vm === vm))
      further = readPortsOfEach(reader, shared, durationMs === undefined)
      if (further !== undefined) continue
    }
    const wanted = ports === undefined && further === undefined ? readPorts(reader) : undefined
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
  const vms = [...new Set([...machines.vms, ...(further?.vms ?? [])])]
  const own = readOwn([...machines.own, ...(further?.own ?? [])], problems)
  if (ports && ports.length > 0 && own.length > 0 && vms.every((vm) => own.some((each) => each.vm === vm))) {
    const alone = ports.map(({ number }) => number).join(',')
    problems.push(({ words }) => words.reading.request.portsAlone(alone, vms[0] ?? ''))
  }
  return {
    vms,
    ...(own.length > 0 ? { own } : {}),
    ...(ports && ports.length > 0 ? { ports } : {}),
    ...(durationMs !== undefined && !Number.isNaN(durationMs) ? { durationMs } : {}),
    ...(from ? { source: from } : {}),
    ...(start === undefined ? {} : { start }),
    reason: unquote(reason),
    problems: start === undefined ? [...problems, ...trailingStart(reason)] : problems,
  }
}

function readOwn(said: Machines['own'], problems: Text[]): NonNullable<Draft['own']>[number][] {
  return said.flatMap(({ vm, text }) => {
    const read = parsePorts(text)
    if (!read.ok) problems.push((reader) => reader.words.reading.request.ofMachine(vm, read.text(reader)))
    return [{ vm, ports: read.ok ? read.ports : [] }]
  })
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
