import type { TestsFile } from '../../adapters/policy-file/parse-tests.ts'
import { parseOutcome } from '../../adapters/policy-file/tests-schema.ts'
import { type Expectation, type Mismatch, mismatches } from '../../domain/access-policy/expectation.ts'
import { explanationOf } from '../../domain/access-policy/explanation.ts'
import { givenMembership } from '../../domain/access-policy/given-membership.ts'
import type { AccessPolicy } from '../../domain/access-policy/policy.ts'
import { readDuration } from '../../domain/duration.ts'
import type { PersonId } from '../../domain/ids.ts'
import { readMoment } from '../../domain/read-moment.ts'
import { readAsk } from './read-ask.ts'

/** One line of the table for one person. `broken`: what is asked could not be understood, and so nothing was tried. */
export interface TestResult {
  readonly line: number
  readonly column: number
  readonly name: string
  readonly mismatches: readonly Mismatch[]
  readonly broken: readonly string[]
}

/** A Wednesday: for tests that do not say when. */
const someNoon = '2026-01-07 12:00'

/** Asks the access policy everything in the table, with the engine that decides real requests. */
export function runTests(policy: AccessPolicy, file: TestsFile): readonly TestResult[] {
  const membership = givenMembership(policy, file.groups)
  const nameOf = namesOf(file)
  return file.tests.flatMap((test, index) =>
    test.who.map((who): TestResult => {
      const person = file.people.get(who)
      if (!person) throw new Error(`${who} was not resolved`)
      const name = [...(test.name === undefined ? [] : [`${test.name}:`]), who, 'asks for', test.asks].join(' ')
      const at = { ...file.position(['tests', index]), name }
      const moment = readMoment(test.at ?? someNoon, policy.zone)
      if (moment === undefined)
        return { ...at, mismatches: [], broken: [`A clock in ${policy.zone} never shows ${test.at}.`] }
      const read = readAsk(policy, { requester: { id: person, name: who }, at: moment }, file.machines, test.asks)
      if (!read.ok) return { ...at, mismatches: [], broken: read.problems }
      const expected = expectationOf(test, file.people)
      return {
        ...at,
        mismatches: mismatches(expected, explanationOf(policy, read.ask, membership), nameOf),
        broken: [],
      }
    }),
  )
}

/** What people are called in the tests file; whoever is not in it is shown by their object id. */
function namesOf({ people }: Pick<TestsFile, 'people'>): (person: PersonId) => string {
  const names = new Map([...people].map(([name, id]) => [id, name]))
  return (person) => names.get(person) ?? person.split('/')[1] ?? person
}

function expectationOf(test: TestsFile['tests'][number], people: TestsFile['people']): Expectation {
  const outcomes = test.gets.map(parseOutcome)
  const [single] = outcomes
  const approvals = outcomes.flatMap((outcome) =>
    outcome === undefined || typeof outcome === 'string' ? [] : [outcome],
  )
  const longestMs = test.longest === undefined ? undefined : readDuration(test.longest)
  return {
    gets: typeof single === 'string' ? single : approvals,
    because: test.because ?? [],
    ...(test.rules ? { rules: test.rules } : {}),
    ...(test.by ? { by: test.by.flatMap((name) => people.get(name) ?? []) } : {}),
    ...(longestMs === undefined ? {} : { longestMs }),
    ...(test.sources ? { sources: test.sources } : {}),
  }
}
