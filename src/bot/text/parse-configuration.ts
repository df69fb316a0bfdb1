import { type Networks, readSources } from '../../domain/jit-configuration/read-rules.ts'
import type { WantedRules } from '../../domain/jit-configuration/wanted-rules.ts'
import type { Text } from '../../words/text.ts'
import { unmarked } from './normalise.ts'
import { parseRequest } from './parse-request.ts'

/** What was understood of port rules as typed. `problems` are sentences about parts that cannot be read. */
export interface ConfigurationDraft {
  readonly vms: readonly string[]
  readonly wanted: WantedRules
  readonly problems: readonly Text[]
}

const modes: ReadonlyMap<string, WantedRules['mode']> = new Map([
  ['set', 'set'],
  ['add', 'add'],
  ['with', 'add'],
  ['remove', 'remove'],
  ['drop', 'remove'],
  ['without', 'remove'],
])

/** Reads `app03[,app04] [add|remove] [22,tcp/3389] [recommended] [max 3h] [from <ranges>]`. `rest`: normalised text behind the command. */
export function parseConfiguration(rest: string, networks: Networks): ConfigurationDraft {
  const said = rest
    .replace(/\s*,\s*/g, ',')
    .split(' ')
    .filter((word) => word !== '')
  const plain = (word: string | undefined) => unmarked(word ?? '').toLowerCase()
  const [machines = '', ...others] = plain(said[0]) === 'on' ? said.slice(1) : said
  const mode = modes.get(plain(others[0]))
  if (mode !== undefined) others.shift()
  const recommended = others.some((word) => plain(word) === 'recommended')
  const wish = others
    .filter((word) => plain(word) !== 'recommended')
    .join(' ')
    .replace(/(^| )(?:max(?:imum)?|at most|up to)(?= |$)/gi, '$1for')
  const { vms, ports, own = [], durationMs, source, start, reason, problems } = parseRequest(`${machines} ${wish}`)
  const sources = source === undefined ? undefined : readSources(source, networks)
  // Rules have no start: a time is a word too many here.
  const left = start === undefined ? reason : wish.slice(wish.toLowerCase().indexOf(start.split(' ')[0] ?? '')).trim()
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
      ...when(own.length > 0, ({ words }) => words.reading.ruleWish.ownPorts),
      ...(typeof sources === 'function' ? [behindFrom(sources)] : []),
      ...when(left !== '', ({ words }) => words.reading.ruleWish.notUnderstood(left.slice(0, 60))),
      ...when(
        mode === 'remove' && (durationMs !== undefined || source !== undefined || recommended),
        ({ words }) => words.reading.ruleWish.removeAlone,
      ),
      ...when(mode !== undefined && !ports && !recommended, ({ words }) =>
        words.reading.ruleWish.portsMissing(plain(said[1])),
      ),
    ],
  }
}

function when(wrong: boolean, text: Text): Text[] {
  return wrong ? [text] : []
}

function behindFrom(problem: Text): Text {
  return (reader) => reader.words.reading.ruleWish.behindFrom(problem(reader))
}
