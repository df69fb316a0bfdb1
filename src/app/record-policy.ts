import type { Ledger } from '../ports/ledger.ts'
import type { PolicyProblem } from '../ports/policy.ts'

/** What became of the access policy's file. `at` in epoch milliseconds. */
export type PolicyNews =
  | {
      readonly kind: 'loaded'
      readonly at: number
      readonly policy: { readonly version: string }
      readonly text: string
    }
  | { readonly kind: 'not loaded'; readonly at: number; readonly problems: readonly PolicyProblem[] }

/** Keeps each access policy that came into force, and each that did not, in the ledger: its version can be read a year later. */
export async function recordPolicy({ ledger }: { readonly ledger: Ledger }, news: PolicyNews): Promise<void> {
  await ledger.append([
    news.kind === 'loaded'
      ? {
          at: news.at,
          actor: 'bot',
          policyVersion: news.policy.version,
          fact: { type: 'policy loaded', text: news.text },
        }
      : { at: news.at, actor: 'bot', fact: { type: 'policy not loaded', problems: news.problems.map(problemText) } },
  ])
}

/** `line 3, column 5: …` where the place is known. */
export function problemText({ line, column, message }: PolicyProblem): string {
  return line === undefined ? message : `line ${line}${column === undefined ? '' : `, column ${column}`}: ${message}`
}
