import { recallSource } from '../app/confirm-source.ts'
import type { AccessPolicy } from '../domain/access-policy/policy.ts'
import type { Person } from '../domain/person.ts'
import type { Source, SourceRange } from '../domain/request.ts'
import { parseSource } from '../domain/source.ts'
import { mostRanges, rangesOf, sourceOfRanges } from '../domain/source-ranges.ts'
import type { Text } from '../words/text.ts'
import type { ChatDeps } from './command.ts'

/** `typed`: the person named it just now, which confirms it. `unknown`: neither named nor remembered. */
export type SourceRead =
  | { readonly kind: 'source'; readonly source: Source; readonly typed: boolean }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'problem'; readonly text: Text }

const mine = /^(me|my( address| ip)?|here)$/i

/**
 * Reads what was typed behind `from`: addresses, CIDRs, networks of the access policy, or `me`, with commas or `and` between them;
 * nothing typed means `me`. A network stands for all of its ranges.
 */
export async function sourceOf(deps: ChatDeps, person: Person, typed: string | undefined): Promise<SourceRead> {
  if (typed === undefined || mine.test(typed.trim())) {
    const known = await recallSource(deps, person)
    return known ? { kind: 'source', source: known, typed: false } : { kind: 'unknown' }
  }
  const networks = networksBy(deps)
  const ranges: SourceRange[] = []
  for (const word of wordsOf(typed)) {
    if (mine.test(word)) {
      const known = await recallSource(deps, person)
      if (!known) return { kind: 'unknown' }
      ranges.push(...rangesOf(known))
      continue
    }
    const read = readWord(networks, word)
    if (typeof read === 'function') return { kind: 'problem', text: read }
    ranges.push(...read)
  }
  return asSource(ranges, networks)
}

/** Reads what was typed behind `from` of somebody whose own address is not to be used: `me` is no source then. Never `unknown`. */
export function typedSource(networks: Networks, typed: string): SourceRead {
  const ranges: SourceRange[] = []
  for (const word of wordsOf(typed)) {
    const read = readWord(networks, word)
    if (typeof read === 'function') return { kind: 'problem', text: read }
    ranges.push(...read)
  }
  return asSource(ranges, networks)
}

function asSource(ranges: readonly SourceRange[], networks: Networks): SourceRead {
  const source = sourceOfRanges(ranges)
  if (!source) return { kind: 'problem', text: readWord(networks, '') as Text }
  const count = rangesOf(source).length
  if (count > mostRanges)
    return {
      kind: 'problem',
      text: ({ words }) => words.asking.source.tooMany(count, mostRanges),
    }
  return { kind: 'source', source, typed: true }
}

/** The words that `sourceOf` reads as this source. */
export function sourceWords(source: Source): string {
  return rangesOf(source)
    .map(({ prefix }) => prefix.replace(/\/32$/, ''))
    .join(', ')
}

/** Each source of a list; a blank alone separates too, since no source has one inside. */
function wordsOf(typed: string): string[] {
  return typed
    .split(/[\s,;&+]+/)
    .filter((word) => word !== '' && word.toLowerCase() !== 'and')
    .slice(0, 50)
}

/** A sentence where it is no source. */
function readWord(networks: Networks, word: string): readonly SourceRange[] | Text {
  const name = Object.keys(networks).find((candidate) => candidate.toLowerCase() === word.toLowerCase())
  if (name !== undefined) {
    const prefixes = networks[name] ?? []
    if (prefixes.length > 0) return prefixes.map((prefix) => ({ prefix, network: name }))
    return ({ words }) => words.asking.source.noRange(name)
  }
  const read = parseSource(word)
  const known = Object.keys(networks)
  if (read.ok) {
    const network = known.find((each) => networks[each]?.includes(read.prefix))
    return [{ prefix: read.prefix, ...(network === undefined ? {} : { network }) }]
  }
  if (known.length === 0 || !/^[a-z]/i.test(word)) return read.text
  return (reader) => reader.words.asking.source.withNetworks(read.text(reader), known.join(', '))
}

type Networks = AccessPolicy['networks']

function networksBy({ policy }: Pick<ChatDeps, 'policy'>): Networks {
  const inForce = policy.current()
  return inForce.kind === 'policy' ? inForce.policy.networks : {}
}

/** Whether a word is the name of a network of the access policy. */
export function isNetwork(deps: Pick<ChatDeps, 'policy'>): (word: string) => boolean {
  return isNetworkOf(networksBy(deps))
}

export function isNetworkOf(networks: Networks): (word: string) => boolean {
  const names = new Set(Object.keys(networks).map((name) => name.toLowerCase()))
  return (word) => names.has(word.toLowerCase())
}
