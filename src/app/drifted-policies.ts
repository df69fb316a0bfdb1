import { type JitPolicyId, partsOf } from '../domain/ids.ts'
import { sameRules } from '../domain/jit-configuration/port-rules.ts'
import {
  changesBetween,
  type PolicyDrift,
  type PolicyRules,
  policyDrift,
  type RulesChange,
} from '../domain/policy-drift.ts'
import type { SeenPolicy } from '../ports/drift.ts'
import { AzureError } from '../ports/jit.ts'
import type { LogBook } from './ask-log.ts'
import { type DriftDeps, logPatienceMs, tellDrift } from './tell-drift.ts'

/** An admin's change may be under way, and the log is minutes behind. */
const slackMs = 20 * 60_000
/** A list may leave out a policy: so many that are missing from it are asked for by themselves at each look. */
const mostMissing = 10

/** One look at the JIT policies, batch by batch as Azure lists them. */
export interface PolicyWatch {
  /** It is there, and nothing can be said of it now. */
  skip(policy: JitPolicyId): void
  /** True: something is to be looked at again soon. */
  look(policies: readonly Required<SeenPolicy>[]): Promise<boolean>
  /** When all were listed: those that are gone. */
  finish(): Promise<boolean>
}

/** `since`: the look before this one. The first look of all takes everything as it is. */
export async function watchPolicies(
  deps: DriftDeps,
  book: LogBook,
  since: number | undefined,
  now: number,
): Promise<PolicyWatch> {
  const known = await deps.drifts.knownPolicies()
  const isFirst = known.size === 0
  const left = new Set(known)

  async function tell(
    policy: JitPolicyId,
    what: PolicyDrift['what'],
    changes: readonly RulesChange[],
    rules?: PolicyRules,
  ) {
    const seen = { policy, ...(rules ? { rules } : {}) }
    const others = await notOurs(deps, policy, changes, (since ?? now) - 24 * 3_600_000)
    if (others.length === 0) {
      await deps.drifts.remember([seen])
      return false
    }
    const key = `policy|${policy}`
    const first = (await deps.drifts.standing([], [{ key, subject: key }], now)).get(key) ?? now
    const { subscription } = partsOf(policy)
    const asked = { subscription, since: Math.min(first, since ?? now) - slackMs, only: { resource: policy } }
    const isWrite = (operation: string) => operation === 'write policy' || operation === 'delete policy'
    const who = await book.callers(asked, ({ operation }) => isWrite(operation))
    if (who.waits && now - first < logPatienceMs) return true
    const drift = policyDrift(policy, what, others, who.told)
    const told = await tellDrift(deps, {
      key: `${key}|${now}`,
      at: now,
      content: { kind: 'policy drift', drift },
      fact: { type: 'drift policy', drift },
      seen,
    })
    await deps.drifts.standing([key], [], now)
    if (told) deps.log.warn({ policy, what, log: who.told }, 'a JIT policy was changed past the bot')
    return false
  }

  return {
    skip: (policy) => void left.delete(policy),
    async look(policies) {
      for (const { policy } of policies) left.delete(policy)
      if (isFirst) {
        await deps.drifts.remember(policies)
        return false
      }
      const changed = await deps.drifts.changed(policies)
      let soon = false
      for (const { policy, rules } of policies) {
        if (!changed.has(policy)) continue
        const before = changed.get(policy)
        const changes = changesBetween(before ?? {}, rules)
        if (await tell(policy, before ? 'changed' : 'new', changes, rules)) soon = true
      }
      return soon
    },
    async finish() {
      let soon = false
      for (const policy of [...left].slice(0, mostMissing)) {
        if (!(await isGone(deps, policy))) continue
        const before = (await deps.drifts.changed([{ policy, rules: {} }])).get(policy)
        if (await tell(policy, 'deleted', changesBetween(before ?? {}, {}))) soon = true
      }
      return soon
    },
  }
}

/** What no change through the bot explains: its author confirmed just these rules. */
async function notOurs(
  { configurations }: DriftDeps,
  policy: JitPolicyId,
  changes: readonly RulesChange[],
  since: number,
): Promise<RulesChange[]> {
  if (changes.length === 0) return []
  const recent = (await configurations.on(policy)).filter(({ draftedAt }) => draftedAt > since)
  const written = recent.flatMap(({ targets }) =>
    targets.filter((target) => target.policy === policy && target.state !== 'draft'),
  )
  return changes.filter(
    ({ vm, after }) => !written.some((target) => target.vm === vm && sameRules(target.after, after)),
  )
}

async function isGone({ jit, log }: DriftDeps, policy: JitPolicyId): Promise<boolean> {
  try {
    await jit.read(policy)
    return false
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    if (error.status !== 404)
      log.debug({ policy, said: error.message }, 'a JIT policy that is not listed cannot be read')
    return error.status === 404
  }
}
