import { type Networks, readSources } from '../../domain/jit-configuration/read-rules.ts'
import type { WantedRules } from '../../domain/jit-configuration/wanted-rules.ts'
import { unmarked } from './normalise.ts'
import { parseRequest } from './parse-request.ts'

/** What was understood of port rules as typed. `problems` are sentences about parts that cannot be read. */
export interface ConfigurationDraft {
  readonly vms: readonly string[]
  readonly wanted: WantedRules
  readonly problems: readonly string[]
}

const modes: ReadonlyMap<string, WantedRules['mode']> = new Map([
  ['set', 'set'],
  ['add', 'add'],
  ['with', 'add'],
  ['remove', 'remove'],
  ['drop', 'remove'],
  ['without', 'remove'],
])

const allowed = 'Say for example: 22,3389 max 3h from 203.0.113.0/24, or add 8443, or remove 22.'

/** Reads `app03[,app04] [add|remove] [22,tcp/3389] [recommended] [max 3h] [from <ranges>]`. `rest`: normalised text behind the command. */
export function parseConfiguration(rest: string, networks: Networks): ConfigurationDraft {
  const words = rest
    .replace(/\s*,\s*/g, ',')
    .split(' ')
    .filter((word) => word !== '')
  const plain = (word: string | undefined) => unmarked(word ?? '').toLowerCase()
  const [machines = '', ...others] = plain(words[0]) === 'on' ? words.slice(1) : words
  const mode = modes.get(plain(others[0]))
  if (mode !== undefined) others.shift()
  const recommended = others.some((word) => plain(word) === 'recommended')
  const said = others
    .filter((word) => plain(word) !== 'recommended')
    .join(' ')
    .replace(/(^| )(?:max(?:imum)?|at most|up to)(?= |$)/gi, '$1for')
  const { vms, ports, own = [], durationMs, source, start, reason, problems } = parseRequest(`${machines} ${said}`)
  const sources = source === undefined ? undefined : readSources(source, networks)
  // Rules have no start: a time is a word too many here.
  const left = start === undefined ? reason : said.slice(said.toLowerCase().indexOf(start.split(' ')[0] ?? '')).trim()
  return {
    vms,
    wanted: {
      mode: mode ?? 'set',
      recommended,
      ...(ports ? { ports } : {}),
      ...(durationMs === undefined ? {} : { maxDurationMs: durationMs }),
      ...(typeof sources === 'object' ? { sources } : {}),
    },
    problems: [
      ...problems,
      ...(own.length === 0
        ? []
        : ['One change gives the same rules to all machines that it names: put the ports behind them.']),
      ...(typeof sources === 'string' ? [`Behind “from”: ${sources}`] : []),
      ...(left === '' ? [] : [`“${left.slice(0, 60)}” was not understood. ${allowed}`]),
      ...(mode === 'remove' && (durationMs !== undefined || source !== undefined || recommended)
        ? ['Remove takes ports alone, such as remove 22,443.']
        : []),
      ...(mode !== undefined && !ports && !recommended
        ? [`Behind “${plain(words[1])}” the ports are missing. ${allowed}`]
        : []),
    ],
  }
}
