import type { Path } from './policy-document.ts'
import { personOf } from './policy-leaves.ts'
import { record, texts } from './written.ts'

/** What is wrong with who may break glass and who signs for it: each use needs somebody else who can. */
export function breakGlassProblems(
  breakGlass: Readonly<Record<string, unknown>>,
  groups: Readonly<Record<string, unknown>>,
  tenant: string | undefined,
): { readonly path: Path; readonly message: string }[] {
  const people = texts(breakGlass.people, []).map(({ text }) => text)
  const reviewers = texts(breakGlass.reviewers, []).map(({ text }) => text)
  const path = ['breakGlass', 'reviewers']
  if (people.length === 0 || breakGlass.reviewers === undefined) return []
  if (reviewers.length === 0)
    return [{ path, message: 'Nobody could sign for a break-glass: name a group of reviewers.' }]
  const [may, sign] = [peopleOf(people, groups, tenant), peopleOf(reviewers, groups, tenant)]
  if (!sign) return []
  if (sign.size === 0)
    return [{ path, message: `Nobody could sign for a break-glass: there is nobody in ${reviewers.join(', ')}.` }]
  const [only] = sign
  if (sign.size > 1 || only === undefined || !may?.has(only)) return []
  return [
    { path, message: `${only} may break glass and would be the only one to sign for it: name a second reviewer.` },
  ]
}

/** Undefined where one of the groups is not listed in the file. */
function peopleOf(
  names: readonly string[],
  groups: Readonly<Record<string, unknown>>,
  tenant: string | undefined,
): Set<string> | undefined {
  const people = new Set<string>()
  for (const name of names) {
    const listed = Object.hasOwn(groups, name) ? record(groups[name]).people : undefined
    if (listed === undefined) return undefined
    for (const { text } of texts(listed, [])) people.add(personOf(text, tenant) ?? text)
  }
  return people
}
