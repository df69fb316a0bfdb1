import { contains, showSource } from './source.ts'
import type { Source, SourceRange } from './target.ts'

/** So many ranges one request may have: each is an entry for each port in Azure's call, and a rule of the network. */
export const mostRanges = 5

/** Every range of a source, the first one first. */
export function rangesOf({ others = [], ...first }: Source): readonly SourceRange[] {
  return [first, ...others]
}

/** The canonical CIDRs of a source. */
export function prefixesOf(source: Source): readonly string[] {
  return rangesOf(source).map(({ prefix }) => prefix)
}

/** One source out of ranges, without those that another of them contains; undefined if there are none. */
export function sourceOfRanges(ranges: readonly SourceRange[]): Source | undefined {
  const [first, ...others] = ranges.filter(
    ({ prefix }, i) =>
      !ranges.some((other, j) => j !== i && contains(other.prefix, prefix) && (other.prefix !== prefix || j < i)),
  )
  return first && (others.length === 0 ? first : { ...first, others })
}

/** Whether an entry of Azure's record (`a`, or `a, b` where Azure keeps several in one) is for this prefix. */
export function hasPrefix(recorded: string, prefix: string): boolean {
  return recorded.split(',').some((each) => showSource(each.trim()) === showSource(prefix))
}

/** Whether an entry of Azure's record is for none but these prefixes. */
export function hasOnly(recorded: string, prefixes: readonly string[]): boolean {
  return recorded.split(',').every((each) => prefixes.some((prefix) => hasPrefix(each, prefix)))
}
