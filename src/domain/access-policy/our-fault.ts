import type { Finding } from './analysis.ts'

/** Findings that speak of us and not of the request: they pass, and nothing is held against whoever asked. */
const ourFault: readonly Finding['kind'][] = ['rule broke', 'no policy', 'port not in JIT policy']

export function isOurFault({ kind }: Finding): boolean {
  return ourFault.includes(kind)
}
