import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import type { PolicyProblem } from '../../ports/policy.ts'

/** Where something stands in the file: keys and indexes from the top. */
export type Path = readonly PropertyKey[]

/** A file read as YAML: its data, what is wrong with it as YAML, and where things stand. */
export interface PolicyDocument {
  /** Undefined where the YAML is too broken to say anything about what it means. */
  readonly data: unknown
  readonly problems: readonly PolicyProblem[]
  /** Of the value at `path`; of the nearest thing around it where there is none. `key`: of its key instead. */
  position(path: Path, of?: 'key' | 'value'): { readonly line: number; readonly column: number }
}

const mostBytes = 1_000_000
const mostAliases = 100

const emptyPolicy = 'The file is empty: an access policy has at least "version: 1" and "rules:".'

/** Reads YAML 1.2. Never throws: whatever is wrong is a problem with its line; `empty` is what is wrong with a file of nothing. */
export function readDocument(text: string, empty = emptyPolicy): PolicyDocument {
  if (Buffer.byteLength(text) > mostBytes)
    return unreadable([{ line: 1, column: 1, message: 'The file is larger than 1 MB.' }])
  const lines = new LineCounter()
  const at = (offset: number) => ({ line: lines.linePos(offset).line, column: lines.linePos(offset).col })
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: false, uniqueKeys: false })
    const broken = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
      ...at(pos[0]),
      message: `Not valid YAML: ${message}.`,
    }))
    if (broken.length > 0) return unreadable(broken)
    const { problems, isWhole } = namedTwiceOrNowhere(document, at)
    if (!isWhole) return unreadable(problems)
    if (document.contents === null || (isScalar(document.contents) && document.contents.value === null))
      return unreadable([{ line: 1, column: 1, message: empty }])
    const maps: PairIndex = new WeakMap()
    return {
      data: document.toJS({ maxAliasCount: mostAliases }),
      problems,
      position: (path, of = 'value') => at(offsetOf(document, path, of, maps)),
    }
  } catch (error) {
    const why =
      error instanceof RangeError ? 'it is nested too deeply' : String(error instanceof Error ? error.message : error)
    return unreadable([{ line: 1, column: 1, message: `Not readable: ${why}.` }])
  }
}

function unreadable(problems: readonly PolicyProblem[]): PolicyDocument {
  return { data: undefined, problems, position: () => ({ line: 1, column: 1 }) }
}

/** Keys that are there twice, of which YAML would keep one in silence, and aliases that stand for nothing. */
function namedTwiceOrNowhere(document: Document, at: (offset: number) => { line: number; column: number }) {
  const problems: PolicyProblem[] = []
  let isWhole = true
  visit(document, {
    // The parser's own check compares each key with each other one.
    Map(_, map) {
      const seen = new Set<string>()
      for (const { key } of map.items) {
        const name = nameOf(key)
        if (seen.has(name))
          problems.push({ ...at(startOf(key) ?? 0), message: 'This key is here twice: keep one of them.' })
        seen.add(name)
      }
    },
    Alias(_, alias) {
      if (alias.resolve(document)) return
      isWhole = false
      const message = `Not valid YAML: nothing is anchored as "${alias.source}".`
      problems.push({ ...at(startOf(alias) ?? 0), message })
    },
  })
  return { problems, isWhole }
}

function offsetOf(document: Document, path: Path, of: 'key' | 'value', maps: PairIndex): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document)
    if (isMap(node)) {
      const pair = pairsOf(node, maps).get(String(step))
      if (!pair) break
      offset = startOf(pair.key) ?? offset
      node = pair.value
      if (of === 'key' && depth === path.length - 1) break
    } else if (isSeq(node)) {
      if (node.items[Number(step)] === undefined) break
      node = node.items[Number(step)]
    } else break
    const isThere = isScalar(node) ? node.value !== null : node !== null
    if (isThere) offset = startOf(node) ?? offset
  }
  return offset
}

/** The pairs of each map by key, made when first needed: a long map with many problems is looked into many times. */
type PairIndex = WeakMap<YAMLMap, Map<string, Pair>>

function pairsOf(map: YAMLMap, known: PairIndex): Map<string, Pair> {
  const before = known.get(map)
  if (before) return before
  const pairs = new Map(map.items.map((pair) => [nameOf(pair.key), pair]))
  known.set(map, pairs)
  return pairs
}

function nameOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key)
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0]
}
