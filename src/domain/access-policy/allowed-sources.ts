import { contains } from '../source.ts'
import type { Requirement } from './analysis.ts'
import type { AccessPolicy } from './policy.ts'

/** A range that suits every rule, and its name where the access policy has one. `prefix` is `*` where any public address will do. */
export interface AllowedSource {
  readonly prefix: string
  readonly network?: string
}

/** Where a request may come from: within one of `ranges` (none: from nowhere), and no wider than `narrowest`. */
export interface AllowedSources {
  readonly ranges: readonly AllowedSource[]
  readonly narrowest?: number
}

/** The intersection of all that the rules and Defender's port rules allow. */
export function allowedSources({ networks }: Pick<AccessPolicy, 'networks'>, { sources }: Requirement): AllowedSources {
  let prefixes: readonly string[] = ['*']
  for (const { prefixes: bound } of sources) if (bound !== undefined) prefixes = intersection(prefixes, bound)
  const limits = sources.flatMap(({ narrowest }) => narrowest ?? [])
  return {
    ranges: prefixes.map((prefix) => {
      const network = Object.keys(networks).find((name) => networks[name]?.includes(prefix))
      return network === undefined ? { prefix } : { prefix, network }
    }),
    ...(limits.length > 0 ? { narrowest: Math.max(...limits) } : {}),
  }
}

/** Two ranges are apart, or one holds the other. */
function intersection(some: readonly string[], others: readonly string[]): string[] {
  const both = some.flatMap((one) =>
    others.flatMap((other) => (contains(one, other) ? [other] : contains(other, one) ? [one] : [])),
  )
  return [...new Set(both)].filter(
    (prefix, _, all) => !all.some((wider) => wider !== prefix && contains(wider, prefix)),
  )
}
