import { writeFileSync } from 'node:fs'
import type { TestsFile } from '../../adapters/policy-file/parse-tests.ts'
import { givenMembership } from '../../domain/access-policy/given-membership.ts'
import type { AccessPolicy } from '../../domain/access-policy/policy.ts'
import type { SubCommand } from '../sub-command.ts'
import { policyPath, readArguments } from './arguments.ts'
import { counted } from './check.ts'
import { junit } from './junit.ts'
import { loadPolicy, loadTests, tellProblems, testsBeside } from './load.ts'
import { runTests, type TestResult } from './run-tests.ts'

const options = '[file] [--tests <file>] [--json] [--junit <file>]'

/** Exit code 0: everything is as expected; 1: something is not, or a file says something wrong; 2: not to be found out. */
export const policyTest: SubCommand = {
  words: 'policy test',
  options,
  help: 'asks a policy file everything in the tests beside it',
  async run(args, env, say) {
    const asked = readArguments(args, { tests: 'text', json: 'flag', junit: 'text' }, 1)
    if (typeof asked === 'string') {
      say.err(`${asked}\n\n  jit-access-bot policy test ${options}\n`)
      return 2
    }
    const path = policyPath(asked.words[0], env)
    const loaded = loadPolicy(path)
    if (!loaded.ok) return tellProblems(loaded, say.err)
    const testsPath = asked.values.tests ?? testsBeside(path)
    const tests = loadTests(testsPath, loaded.value, false)
    if (!tests.ok) return tellProblems(tests, say.err)
    const results = runTests(loaded.value.policy, tests.value)
    if (results.length === 0) {
      say.err(`${testsPath} has no tests: write some under "tests:".\n`)
      return 2
    }
    const failed = results.filter(isFailed)
    if (asked.values.junit !== undefined) writeFileSync(asked.values.junit, junit(testsPath, results))
    if (asked.flags.has('json'))
      say.out(`${JSON.stringify({ policy: path, tests: testsPath, results }, undefined, 2)}\n`)
    else {
      for (const result of failed) say.err(`${shown(testsPath, result)}\n`)
      if (failed.length > 0)
        for (const text of unlisted(loaded.value.policy, tests.value, testsPath)) say.err(`${text}\n`)
      const outcome = failed.length === 0 ? 'all as expected' : `${failed.length} not as expected`
      say.out(`${path}: ${counted(results.length, 'answer')}, ${outcome}.\n`)
    }
    return failed.length === 0 ? 0 : 1
  },
}

function isFailed({ mismatches, broken }: TestResult): boolean {
  return mismatches.length > 0 || broken.length > 0
}

/** Groups kept elsewhere of which nobody said who is in them: whatever hangs on one is refused. */
function unlisted(policy: AccessPolicy, { groups }: TestsFile, testsPath: string): string[] {
  const membership = givenMembership(policy, groups)
  return Object.keys(policy.groups)
    .filter((group) => membership.people(group) === 'unknown')
    .map((group) => `Who is in ${group} is not known here: list its members under "groups:" in ${testsPath}.`)
}

/** Where it stands, and what was expected beside what was found. */
function shown(path: string, { line, column, name, mismatches, broken }: TestResult): string {
  const head = `${path}:${line}:${column}: ${name}`
  if (broken.length > 0) return `${head}\n${broken.map((problem) => `    ${problem}`).join('\n')}\n`
  const width = Math.min(60, Math.max(8, ...mismatches.map(({ expected }) => expected.length)))
  const row = (part: string, expected: string, found: string) =>
    `    ${part.padEnd(9)}${expected.padEnd(width)}   ${found}`
  return [head, row('', 'expected', 'found'), ...mismatches.map((m) => row(m.part, m.expected, m.found)), ''].join('\n')
}
