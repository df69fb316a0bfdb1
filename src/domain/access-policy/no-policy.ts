import type { Ask, PolicyAnalysis } from './analysis.ts'
import { combine } from './combine.ts'

/** The decision while no access policy is in force: everything is refused, and why is said. */
export function withoutPolicy(ask: Ask, why: string): PolicyAnalysis {
  const none = { version: '', zone: 'UTC', networks: {}, groups: {}, admins: [], auditors: [], rules: [] }
  const requirement = combine(none, new Set(), ask.requester.id, { findings: [], durations: [], sources: [] })
  return { policyVersion: '', rules: [], findings: [{ kind: 'no policy', why }], requirement, approvers: [] }
}
