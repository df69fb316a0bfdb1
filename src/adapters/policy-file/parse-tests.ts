import type { AccessPolicy } from '../../domain/access-policy/policy.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { PolicyProblem } from '../../ports/policy.ts'
import { didYouMean } from './near-miss.ts'
import { type Path, type PolicyDocument, readDocument } from './policy-document.ts'
import { personOf } from './policy-leaves.ts'
import { shapeProblems } from './shape-problems.ts'
import { type TestsFileData, testsSchema } from './tests-schema.ts'

/** A tests file whose names are all resolved. `position` tells where things stand. */
export interface TestsFile {
  readonly people: ReadonlyMap<string, PersonId>
  /** Members of groups that the access policy does not list itself. */
  readonly groups: ReadonlyMap<string, readonly PersonId[]>
  readonly machines: NonNullable<TestsFileData['machines']>
  readonly tests: NonNullable<TestsFileData['tests']>
  position: PolicyDocument['position']
}

export type ParsedTests =
  | { readonly ok: true; readonly file: TestsFile }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] }

/** Reads the tests kept beside an access policy: all of it is understood, or every problem is told with its line and column. */
export function parseTests(text: string, policy: AccessPolicy, tenant: string | undefined): ParsedTests {
  const document = readDocument(text, 'The file is empty: tests have "people:", "machines:" and "tests:".')
  if (document.data === undefined) return { ok: false, problems: document.problems }
  const shape = testsSchema.safeParse(document.data)
  const problems = [...document.problems, ...(shape.success ? [] : shapeProblems(document, shape.error.issues))]
  if (!shape.success) return { ok: false, problems: inOrder(problems) }
  const { people: named = {}, groups = {}, machines = {}, tests = [] } = shape.data
  const tell = (path: Path, message: string) => problems.push({ ...document.position(path), message })

  const people = new Map<string, PersonId>()
  for (const [name, id] of Object.entries(named)) {
    const person = personOf(id, tenant)
    if (person) people.set(name, person)
    else tell(['people', name], `"${id}" is of no tenant: the access policy has none, so write <tenant id>/${id}.`)
  }
  const known = (name: string, path: Path): PersonId[] => {
    const person = people.get(name)
    if (!person && !Object.hasOwn(named, name))
      tell(path, `There is nobody called "${name}" under "people".${didYouMean(name, Object.keys(named))}`)
    return person ? [person] : []
  }
  const hasGroup = (name: string, path: Path) => {
    if (name !== 'everyone' && !Object.hasOwn(policy.groups, name))
      tell(path, `The access policy has no group "${name}".${didYouMean(name, Object.keys(policy.groups))}`)
  }
  const members = new Map(
    Object.entries(groups).map(([group, names]) => {
      hasGroup(group, ['groups', group])
      return [group, names.flatMap((name, index) => known(name, ['groups', group, index]))]
    }),
  )
  for (const [index, test] of tests.entries()) {
    const path = ['tests', index]
    for (const [at, name] of test.who.entries()) known(name, [...path, 'who', at])
    for (const [at, name] of test.by?.entries() ?? []) known(name, [...path, 'by', at])
    for (const [at, name] of test.rules?.entries() ?? [])
      if (!policy.rules.some((rule) => rule.name === name))
        tell(
          [...path, 'rules', at],
          `The access policy has no rule "${name}".${didYouMean(
            name,
            policy.rules.map((rule) => rule.name),
          )}`,
        )
    for (const group of test.gets.flatMap(groupsOf)) hasGroup(group, [...path, 'gets'])
    if (test.gets.length > 1 && test.gets.some((text) => !text.includes('approval')))
      tell([...path, 'gets'], 'Several outcomes contradict each other: only approvals can be more than one.')
    if (test.gets.length === 0)
      tell([...path, 'gets'], 'The list is empty: say "refused", "unattended" or the approvals.')
    if (test.because && !test.gets.includes('refused'))
      tell([...path, 'because'], '"because" says why something is refused: there is nothing to say of what is allowed.')
  }
  return problems.length > 0
    ? { ok: false, problems: inOrder(problems) }
    : { ok: true, file: { people, groups: members, machines, tests, position: document.position } }
}

function groupsOf(outcome: string): string[] {
  const [, groups = ''] = /approvals? from (.+)$/.exec(outcome) ?? []
  return groups.split(/,\s*|\s+or\s+/).filter((group) => group !== '')
}

function inOrder(problems: readonly PolicyProblem[]): PolicyProblem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
}
