import { createHash } from 'node:crypto'
import type { PolicyInForce } from '../ports/policy.ts'
import { type PolicyNews, problemText, recordPolicy } from './record-policy.ts'
import { type TellAdminsDeps, tellAdmins } from './tell-admins.ts'

const dayMs = 24 * 3_600_000

/**
 * Takes note of what became of the policy's file: an entry in the ledger, and word to the admins of a file that does not load, once for
 * each bad version, and when a good one has followed.
 */
export function policyWatch(deps: TellAdminsDeps & Parameters<typeof recordPolicy>[0]) {
  let bad: string | undefined
  return async (news: PolicyNews & { readonly inForce?: PolicyInForce }): Promise<void> => {
    await recordPolicy(deps, news)
    const day = Math.floor(news.at / dayMs)
    if (news.kind === 'not loaded') {
      const problems = news.problems.map(problemText)
      const inForce = news.inForce?.kind === 'policy' ? news.inForce.policy.version : undefined
      bad = createHash('sha256').update(JSON.stringify(problems)).digest('hex').slice(0, 16)
      const told = { kind: 'policy not loaded', problems, ...(inForce === undefined ? {} : { inForce }) } as const
      await tellAdmins(deps, `policy:${bad}:${day}`, told)
    } else if (bad !== undefined) {
      const { version } = news.policy
      await tellAdmins(deps, `policy:${bad}:${version}:${day}`, { kind: 'policy loaded again', version })
      bad = undefined
    }
  }
}
