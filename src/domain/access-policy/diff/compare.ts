import { formatDuration } from '../../duration.ts'
import type { PersonId } from '../../ids.ts'
import type { Machine } from '../imagined-vm.ts'
import type { AccessPolicy, Rule } from '../policy.ts'
import { answerFor, differences } from './answer.ts'
import type { Comparison } from './change.ts'
import { atTheirTimes, type Found, gathered, note, placeKey } from './gather.ts'
import { machineKinds } from './machine-kinds.ts'
import { momentsOf } from './moments.ts'
import { personKinds } from './person-kinds.ts'
import { rolesOf } from './roles.ts'

/** Ports that people open, beside those that the rules name. */
const usualPorts = [22, 3389]
/** Those parts of a rule of which it is told what they change for people. */
const compared = new Set([
  ...['name', 'when', 'requesters', 'approvals', 'selfApproval', 'withinMs', 'maxDurationMs', 'maxTotalMs'],
  ...['reason', 'sources', 'notify', 'hours', 'deny'],
])

/**
 * What changes for people from one access policy to another: each kind of person asks each kind of machine for each port of both, with
 * the engine that decides real requests. `given`: members of groups that the policies do not list; `known`: machines and people by name.
 */
export function comparePolicies(
  before: AccessPolicy,
  after: AccessPolicy,
  given: ReadonlyMap<string, readonly PersonId[]> = new Map(),
  known: { readonly machines: readonly Machine[]; readonly people: readonly PersonId[] } = { machines: [], people: [] },
): Comparison {
  const rules = [...before.rules, ...after.rules]
  const named = [...new Set([...usualPorts, ...rules.flatMap(({ when }) => when.ports ?? [])])].sort((a, b) => a - b)
  const ports = [...named, unnamedPort(named)]
  const { kinds: machines, complete } = machineKinds(rules, known.machines)
  const people = personKinds(before, after, given, known.people)

  const moments = momentsOf(rules)

  const changes = moments.map(({ at }) => {
    const found = new Map<string, Found>()
    const open = new Set<string>()
    for (const machine of machines)
      for (const port of ports)
        for (const person of people.kinds) {
          const old = answerFor(before, people.before, person.person, machine.machine, port, at)
          const now = answerFor(after, people.after, person.person, machine.machine, port, at)
          if (now.outcome !== 'refused') open.add(placeKey(machines, machine, port))
          for (const difference of differences(old, now)) note(found, difference, { machine, port, person })
        }
    return gathered([...found.values()], machines, open)
  })
  return {
    changes: atTheirTimes(changes, moments),
    roles: rolesOf(before, after, { people, machines, ports, moments }),
    changedBesides: [...breakGlassBounds(before, after), ...unknownParts(before.rules, after.rules)],
    notCompared: [
      ...(complete ? [] : ['There are more kinds of machines than can be compared: some are left out.']),
      ...(people.unlisted.length === 0
        ? []
        : [
            `Who is in ${people.unlisted.join(', ')} is not known here: its members are compared as people of that group alone. List them under "groups:" in a tests file to have each counted.`,
          ]),
    ],
    machines,
    ports,
  }
}

/** How long what was opened by break-glass stands, and how long its person waits for the next. */
function breakGlassBounds({ breakGlass: old }: AccessPolicy, { breakGlass: now }: AccessPolicy): string[] {
  if (!old || !now) return []
  const told = (what: string, was: number, is: number) =>
    was === is ? [] : [`Break-glass ${what} ${formatDuration(is)} (before: ${formatDuration(was)}).`]
  return [
    ...told('opens for at most', old.maxDurationMs, now.maxDurationMs),
    ...told('makes its person wait before the next', old.coolDownMs, now.coolDownMs),
  ]
}

/** Parts of rules that this does not look at, where they changed: nobody is to believe that nothing did. */
function unknownParts(before: readonly Rule[], after: readonly Rule[]): string[] {
  const part = (rule: Rule | undefined, key: string) => JSON.stringify(rule && Reflect.get(rule, key))
  return [...new Set([...before, ...after].map(({ name }) => name))].flatMap((name) => {
    const [old, now] = [before, after].map((rules) => rules.find((rule) => rule.name === name))
    const keys = new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])
    return [...keys]
      .filter((key) => !compared.has(key) && part(old, key) !== part(now, key))
      .map((key) => `"${key}" of the rule "${name}" changes, which is not compared person by person: look at it.`)
  })
}

/** A port that stands for all those that no rule names. */
function unnamedPort(named: readonly number[]): number {
  let port = 49_152
  while (named.includes(port)) port++
  return port
}
