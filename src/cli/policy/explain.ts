import type { TestsFile } from '../../adapters/policy-file/parse-tests.ts'
import { isPerson, personOf } from '../../adapters/policy-file/policy-leaves.ts'
import { explain } from '../../bot/words/explanation.ts'
import { requestLine } from '../../bot/words/request-line.ts'
import { explanationOf } from '../../domain/access-policy/explanation.ts'
import { givenMembership } from '../../domain/access-policy/given-membership.ts'
import type { Person } from '../../domain/person.ts'
import { readMoment } from '../../domain/read-moment.ts'
import type { Vm } from '../../domain/vm.ts'
import { noOne } from '../../words/reader.ts'
import type { SubCommand } from '../sub-command.ts'
import { policyPath, readArguments } from './arguments.ts'
import { loadPolicy, loadTests, type PolicyRead, tellProblems, testsBeside } from './load.ts'
import { machineFrom } from './machine-from.ts'
import { readAsk } from './read-ask.ts'

const options =
  "[file] --as <person> [--at '2026-11-23 10:00'] [--tests <file>] [--vm 'name=web01 tag.env=prod'] 'web01 rdp 2h from vpn'"

/** Exit code 0: allowed, if need be with approvals; 1: refused; 2: not understood or not to be found out. */
export const policyExplain: SubCommand = {
  words: 'policy explain',
  options,
  help: 'what a policy file says to one ask, in the words of /jit explain',
  async run(args, env, say) {
    const asked = readArguments(args, { as: 'text', at: 'text', tests: 'text', vm: 'text' }, 2)
    if (typeof asked === 'string') return misunderstood(asked)
    const [file, text] = asked.words.length === 2 ? asked.words : [undefined, asked.words[0]]
    if (text === undefined || /\.ya?ml$/.test(text)) return misunderstood('Say what is asked for, in quotation marks.')
    if (asked.values.as === undefined)
      return misunderstood('Say who asks: --as <name in the tests file, or object id>.')
    const path = policyPath(file, env)
    const loaded = loadPolicy(path)
    if (!loaded.ok) return tellProblems(loaded, say.err)
    const tests = loadTests(asked.values.tests ?? testsBeside(path), loaded.value, asked.values.tests === undefined)
    if (!tests.ok) return tellProblems(tests, say.err)
    const person = personCalled(asked.values.as, loaded.value, tests.value)
    if (typeof person === 'string') return misunderstood(person)
    const imagined = asked.values.vm === undefined ? {} : machineFrom(asked.values.vm)
    if (typeof imagined === 'string') return misunderstood(imagined)
    const { policy } = loaded.value
    const at = asked.values.at === undefined ? Date.now() : readMoment(asked.values.at, policy.zone)
    if (at === undefined)
      return misunderstood(
        `“${asked.values.at}” is no time: write it as 2026-11-23 10:00, as a clock in ${policy.zone} shows it.`,
      )
    const read = readAsk(policy, { requester: person, at }, { ...tests.value.machines, ...imagined }, text)
    if (!read.ok) return misunderstood(read.problems.join('\n'))

    const found = explanationOf(policy, read.ask, givenMembership(policy, tests.value.groups))
    const names = new Map([...tests.value.people].map(([name, id]) => [id, name]))
    const { allowed, notes, refusals, facts, advice } = explain(found, (id) => names.get(id) ?? id.split('/')[1], noOne)
    const lines = [
      `${person.name}: ${text}: ${allowed ? 'can be asked for' : 'can not be asked for'}`,
      ...notes,
      ...refusals,
      ...facts.map(({ label, value }) => `${label.padEnd(10)}${value.replaceAll('\n', `\n${' '.repeat(10)}`)}`),
      ...advice,
    ]
    if (found.remedy.kind === 'ask differently') {
      const keptReason = found.analysis.findings.some(({ kind }) => kind.startsWith('reason')) ? '' : read.reason
      const wording = { nameOf: (vm: Vm) => vm.name, networks: policy.networks, reason: keptReason }
      lines.push(`/jit ${requestLine(found.remedy, found.analysis.requirement, wording, noOne)}`)
    }
    say.out(`${lines.join('\n')}\n`)
    return allowed ? 0 : 1

    function misunderstood(why: string): 2 {
      say.err(`${why}\n\n  jit-access-bot policy explain ${options}\n`)
      return 2
    }
  },
}

/** Somebody of the tests file by name, or anybody by object id. */
function personCalled(text: string, { tenant }: PolicyRead, { people }: TestsFile): Person | string {
  const name = [...people.keys()].find((known) => known.toLowerCase() === text.trim().toLowerCase())
  const id = name === undefined ? (isPerson(text) === undefined ? personOf(text, tenant) : undefined) : people.get(name)
  if (id) return { id, name: name ?? text }
  const known = [...people.keys()].join(', ') || 'nobody'
  return `“${text.slice(0, 80)}” is nobody known here: give an Entra object id, or one of the people of the tests file (${known}).`
}
