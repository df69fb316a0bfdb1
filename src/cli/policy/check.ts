import { givenMembership } from '../../domain/access-policy/given-membership.ts'
import { lintPolicy } from '../../domain/access-policy/lint/lint-policy.ts'
import type { AccessPolicy } from '../../domain/access-policy/policy.ts'
import type { PolicyProblem } from '../../ports/policy.ts'
import type { Say, SubCommand } from '../sub-command.ts'
import { policyPath, readArguments } from './arguments.ts'
import { loadPolicy, loadTests, type PolicyRead, problemLine, testsBeside } from './load.ts'

const options = '[file] [--json] [--strict]'

/** Exit code 0: it holds; 1: it does not, or with `--strict` has warnings; 2: it can not be read. Changes nothing. */
export const policyCheck: SubCommand = {
  words: 'policy check',
  options,
  help: 'every problem of a policy file with its line, and what is hardly meant',
  async run(args, env, say) {
    const asked = readArguments(args, { json: 'flag', strict: 'flag' }, 1)
    if (typeof asked === 'string') {
      say.err(`${asked}\n\n  jit-access-bot policy check ${options}\n`)
      return 2
    }
    const path = policyPath(asked.words[0], env)
    const loaded = loadPolicy(path)
    const warnings = loaded.ok ? warningsOf(loaded.value) : []
    const problems = loaded.ok ? [] : loaded.problems
    if (asked.flags.has('json'))
      say.out(
        `${JSON.stringify({ file: path, ok: loaded.ok, problems, warnings, ...(loaded.ok ? { holds: holds(loaded.value.policy) } : {}) }, undefined, 2)}\n`,
      )
    else tell(path, problems, warnings, loaded.ok ? loaded.value.policy : undefined, say)
    if (!loaded.ok) return loaded.exitCode
    return asked.flags.has('strict') && warnings.length > 0 ? 1 : 0
  },
}

function tell(
  path: string,
  problems: readonly PolicyProblem[],
  warnings: readonly PolicyProblem[],
  policy: AccessPolicy | undefined,
  say: Say,
): void {
  for (const problem of problems) say.err(`${problemLine(path, problem)}\n`)
  if (!policy) {
    say.err(
      `\n${counted(problems.length, 'problem')}. A bot that runs keeps the last good policy; one that starts refuses every request.\n`,
    )
    return
  }
  for (const warning of warnings) say.out(`${problemLine(path, warning, 'warning')}\n`)
  const { rules, denies, groups, people, elsewhere, networks, version } = holds(policy)
  const members = elsewhere === 0 ? '' : ` (${counted(elsewhere, 'group')} kept elsewhere)`
  say.out(
    `${warnings.length > 0 ? '\n' : ''}${path} loads, version ${version}: ${counted(rules, 'rule')}, ${denies} of them to deny; ${counted(groups, 'group')} with ${people === 1 ? '1 person' : `${people} people`}${members}; ${counted(networks, 'network')}. ${counted(warnings.length, 'warning')}.\n`,
  )
}

/** What is odd, with its place in the file. Whom the policy does not list, the tests beside it may. */
function warningsOf(read: PolicyRead): PolicyProblem[] {
  const { path, policy, position } = read
  const tests = loadTests(testsBeside(path), read, true)
  return lintPolicy(policy, givenMembership(policy, tests.ok ? tests.value.groups : undefined)).map(({ at, text }) => ({
    ...position(at),
    message: text,
  }))
}

function holds(policy: AccessPolicy) {
  const membership = givenMembership(policy)
  const lists = Object.keys(policy.groups).map((group) => membership.people(group))
  const people = new Set(lists.flatMap((list) => (list === 'unknown' ? [] : list)))
  return {
    version: policy.version,
    rules: policy.rules.length,
    denies: policy.rules.filter(({ deny }) => deny !== undefined).length,
    groups: lists.length,
    people: people.size,
    /** Groups whose members another system keeps. */
    elsewhere: lists.filter((list) => list === 'unknown').length,
    networks: Object.keys(policy.networks).length,
  }
}

export function counted(count: number, thing: string): string {
  return `${count === 0 ? 'no' : count} ${thing}${count === 1 ? '' : 's'}`
}
