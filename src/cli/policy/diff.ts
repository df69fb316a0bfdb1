import type { Comparison } from '../../domain/access-policy/diff/change.ts'
import { comparePolicies } from '../../domain/access-policy/diff/compare.ts'
import { changeText, roleTexts } from '../../domain/access-policy/diff/words.ts'
import type { Machine } from '../../domain/access-policy/imagined-vm.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { SubCommand } from '../sub-command.ts'
import { readArguments } from './arguments.ts'
import { counted } from './check.ts'
import { loadPolicy, loadTests, tellProblems, testsBeside } from './load.ts'
import type { Machines } from './read-ask.ts'

const options = '<old> <new> [--tests <file>] [--json]'

/** Exit code 0: nothing changes for people; 1: something does; 2: it could not be compared. As `diff` has it. */
export const policyDiff: SubCommand = {
  words: 'policy diff',
  options,
  help: 'what changes for people from one policy file to another',
  async run(args, _env, say) {
    const asked = readArguments(args, { tests: 'text', json: 'flag' }, 2)
    if (typeof asked === 'string' || asked.words.length < 2) {
      const why = typeof asked === 'string' ? asked : 'Name two files, the old one first.'
      say.err(`${why}\n\n  jit-access-bot policy diff ${options}\n`)
      return 2
    }
    const [oldPath = '', newPath = ''] = asked.words
    const [old, now] = [loadPolicy(oldPath), loadPolicy(newPath)]
    for (const each of [old, now]) if (!each.ok) tellProblems(each, say.err)
    if (!old.ok || !now.ok) return 2
    const named = asked.values.tests
    const tests = loadTests(named ?? testsBeside(newPath), now.value, named === undefined)
    if (!tests.ok) {
      tellProblems(tests, say.err)
      return 2
    }
    const names = new Map([...tests.value.people].map(([name, id]) => [id, name]))
    const known = { machines: machinesOf(tests.value.machines), people: [...tests.value.people.values()] }
    const found = comparePolicies(old.value.policy, now.value.policy, tests.value.groups, known)
    const nameOf = (person: PersonId) => names.get(person)
    if (asked.flags.has('json')) say.out(`${JSON.stringify(asData(found, nameOf), undefined, 2)}\n`)
    else say.out(readable(found, nameOf, `${oldPath} → ${newPath}`))
    return found.changes.length + found.roles.length + found.changedBesides.length > 0 ? 1 : 0
  },
}

function machinesOf(machines: Machines): Machine[] {
  return Object.entries(machines).map(([name, { ports: _, ...rest }]) => {
    const given = Object.entries(rest).filter(([, value]) => value !== undefined)
    return { name, ...(Object.fromEntries(given) as Partial<Machine>) }
  })
}

function readable(found: Comparison, nameOf: (person: PersonId) => string | undefined, title: string): string {
  const lines = [
    ...found.changes.map((change) => changeText(change, found, nameOf)),
    ...found.roles.flatMap((role) => roleTexts(role, nameOf)),
    ...found.changedBesides.map((text) => `~ ${text}`),
  ]
  const wider = lines.filter((line) => line.startsWith('+')).length
  const sum =
    lines.length === 0
      ? 'nothing changes for people'
      : `${counted(lines.length, 'change')}, ${wider} of them for more access`
  return [
    ...lines,
    ...found.notCompared.map((text) => `! ${text}`),
    `${title}: ${sum}. Compared: ${counted(found.machines.length, 'kind')} of machines, ports ${found.ports.slice(0, -1).join(', ')} and any other.`,
    '',
  ].join('\n')
}

function asData(found: Comparison, nameOf: (person: PersonId) => string | undefined) {
  return {
    changes: found.changes.map((change) => ({
      aspect: change.aspect,
      widening: change.widening,
      before: change.before,
      after: change.after,
      people: change.people.flatMap(({ people }) => people),
      others: change.people.flatMap(({ says }) => says ?? []),
      places: change.places.map(({ machines, ports }) => ({
        machines: machines.map(({ parts, examples }) => ({ is: parts, examples })),
        ports: ports.map((port) => (port === found.ports.at(-1) ? 'any other' : port)),
      })),
      text: changeText(change, found, nameOf).slice(2),
    })),
    roles: found.roles.map((role) => ({
      role: role.role,
      gained: role.gained.flatMap(({ people }) => people),
      lost: role.lost.flatMap(({ people }) => people),
      text: roleTexts(role, nameOf).map((text) => text.slice(2)),
    })),
    changedBesides: found.changedBesides,
    notCompared: found.notCompared,
  }
}
