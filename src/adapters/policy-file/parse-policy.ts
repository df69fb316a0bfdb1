import type { AccessPolicy } from '../../domain/access-policy/policy.ts'
import type { PolicyProblem } from '../../ports/policy.ts'
import { buildPolicy } from './build-policy.ts'
import { readDocument } from './policy-document.ts'
import { policySchema } from './policy-schema.ts'
import { referenceProblems } from './reference-problems.ts'
import { shapeProblems } from './shape-problems.ts'

export type ParsedPolicy =
  | { readonly ok: true; readonly policy: AccessPolicy }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] }

/** Reads the text of a policy file. Either the whole of it is understood, or every problem is told with its line and column. */
export function parsePolicy(text: string): ParsedPolicy {
  const document = readDocument(text)
  if (document.data === undefined) return { ok: false, problems: document.problems }
  const shape = policySchema.safeParse(document.data)
  const problems = [
    ...document.problems,
    ...(shape.success ? [] : shapeProblems(document, shape.error.issues)),
    ...referenceProblems(document),
  ]
  if (shape.success && problems.length === 0) return { ok: true, policy: buildPolicy(shape.data, text) }
  return {
    ok: false,
    problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
  }
}
