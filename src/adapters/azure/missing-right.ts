import type { MissingRight } from '../../domain/rights/missing-right.ts'

// Bounded, and of what actions and ids are made of: it is shown to people.
const action = "'([\\w./*-]{3,200})'"
const scope = "'(/[\\w./ ()-]{1,500})'"
const plain = new RegExp(`authorization to perform action ${action} over scope ${scope}`, 'i')
const linked = new RegExp(`permission to perform action\\(s\\) ${action} on the linked scope\\(s\\) ${scope}`, 'i')

/** The right that Azure's refusal says is missing; undefined where it says none that can be read. */
export function missingRight(said: { readonly code?: string; readonly message?: string }): MissingRight | undefined {
  const pattern =
    said.code === 'AuthorizationFailed' ? plain : said.code === 'LinkedAuthorizationFailed' ? linked : undefined
  const [, found, where] = pattern?.exec(said.message ?? '') ?? []
  return found === undefined || where === undefined ? undefined : { action: found, scope: where }
}
