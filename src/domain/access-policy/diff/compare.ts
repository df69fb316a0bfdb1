import type { PersonId } from '../../ids.ts'
import type { Machine } from '../imagined-vm.ts'
import type { Membership } from '../membership.ts'
import type { AccessPolicy, Rule } from '../policy.ts'
import { isAdmin, isAuditor } from '../roles.ts'
import { type Answer, answerFor, type Difference, differences, type Widening } from './answer.ts'
import { type MachineKind, machineKinds } from './machine-kinds.ts'
import { type PersonKind, personKinds } from './person-kinds.ts'

/** One difference, for these people and on these machines and ports. `anyPort`: it is the same for every port that was tried. */
export interface Change extends Difference {
  readonly people: readonly PersonKind[]
  readonly places: readonly { readonly machines: readonly MachineKind[]; readonly ports: readonly number[] }[]
  /** After it nobody at all has access there. */
  readonly nobody: boolean
}

/** Somebody who may do more or less than before, whatever the machine. */
export interface RoleChange {
  readonly role: 'admin' | 'auditor' | 'approver'
  readonly gained: readonly PersonKind[]
  readonly lost: readonly PersonKind[]
}

export interface Comparison {
  readonly changes: readonly Change[]
  readonly roles: readonly RoleChange[]
  /** What changes, but not how for whom, a sentence each. */
  readonly changedBesides: readonly string[]
  /** What is not known here, a sentence each: there may be more changes. */
  readonly notCompared: readonly string[]
  readonly machines: readonly MachineKind[]
  /** The last one stands for every port that no rule names. */
  readonly ports: readonly number[]
}

/** Ports that people open, beside those that the rules name. */
const usualPorts = [22, 3389]
/** Those parts of a rule of which it is told what they change for people. */
const compared = new Set([
  ...['name', 'when', 'requesters', 'approvals', 'selfApproval', 'withinMs', 'maxDurationMs'],
  ...['reason', 'sources', 'notify', 'deny'],
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

  const found = new Map<string, Found>()
  const open = new Set<string>()
  for (const machine of machines)
    for (const port of ports)
      for (const person of people.kinds) {
        const old = answerFor(before, people.before, person.person, machine.machine, port)
        const now = answerFor(after, people.after, person.person, machine.machine, port)
        if (now.outcome !== 'refused') open.add(placeKey(machines, machine, port))
        for (const difference of differences(old, now)) note(found, difference, { machine, port, person })
      }
  return {
    changes: gathered([...found.values()], machines, ports, open),
    roles: rolesOf(before, after, people, machines, ports),
    changedBesides: unknownParts(before.rules, after.rules),
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

interface Found {
  readonly difference: Difference
  /** People by machine and port. */
  readonly at: Map<MachineKind, Map<number, PersonKind[]>>
}

function note(
  found: Map<string, Found>,
  difference: Difference,
  { machine, port, person }: { machine: MachineKind; port: number; person: PersonKind },
): void {
  const { aspect, before, after } = difference
  const key = JSON.stringify([aspect, before, after])
  const entry = found.get(key) ?? { difference, at: new Map() }
  found.set(key, entry)
  const ofMachine = entry.at.get(machine) ?? new Map<number, PersonKind[]>()
  entry.at.set(machine, ofMachine)
  ofMachine.set(port, [...(ofMachine.get(port) ?? []), person])
}

/** The same difference for the same people is told once, with all its machines and ports. */
function gathered(
  found: readonly Found[],
  machines: readonly MachineKind[],
  ports: readonly number[],
  open: ReadonlySet<string>,
): Change[] {
  const order: Record<Widening, number> = { wider: 0, narrower: 1, other: 2 }
  return found
    .flatMap(({ difference, at }) => {
      const byPeople = new Map<
        string,
        { people: PersonKind[]; at: Map<string, { ports: number[]; machines: MachineKind[] }> }
      >()
      for (const [machine, ofMachine] of at) {
        const portsOf = new Map<string, { people: PersonKind[]; ports: number[] }>()
        for (const [port, people] of ofMachine) {
          const key = people.map(({ person }) => person).join()
          const same = portsOf.get(key) ?? { people, ports: [] }
          same.ports.push(port)
          portsOf.set(key, same)
        }
        for (const [key, { people, ports: some }] of portsOf) {
          const entry = byPeople.get(key) ?? { people, at: new Map() }
          byPeople.set(key, entry)
          const place = entry.at.get(some.join()) ?? { ports: some, machines: [] }
          entry.at.set(some.join(), place)
          place.machines.push(machine)
        }
      }
      return [...byPeople.values()].map(({ people, at: places }): Change => {
        const all = [...places.values()]
        const shut = all.every((place) =>
          place.machines.every((machine) => place.ports.every((port) => !open.has(placeKey(machines, machine, port)))),
        )
        return { ...difference, people, places: all, nobody: difference.after === 'refused' && shut }
      })
    })
    .sort(
      (a, b) => order[a.widening] - order[b.widening] || Number(b.aspect === 'access') - Number(a.aspect === 'access'),
    )
    .map((change) => ({ ...change, places: change.places.toSorted((a, b) => b.ports.length - a.ports.length) }))
    .filter(({ places }) => places.length > 0 && ports.length > 0)
}

function placeKey(machines: readonly MachineKind[], machine: MachineKind, port: number): string {
  return `${machines.indexOf(machine)}:${port}`
}

function rolesOf(
  before: AccessPolicy,
  after: AccessPolicy,
  people: { readonly kinds: readonly PersonKind[]; readonly before: Membership; readonly after: Membership },
  machines: readonly MachineKind[],
  ports: readonly number[],
): RoleChange[] {
  const named = (person: PersonKind) => ({ id: person.person, name: '' })
  const old = approversOf(before, people.before, people.kinds, machines, ports)
  const now = approversOf(after, people.after, people.kinds, machines, ports)
  const tests = {
    admin: [
      (p: PersonKind) => isAdmin(before, named(p), people.before),
      (p: PersonKind) => isAdmin(after, named(p), people.after),
    ],
    auditor: [
      (p: PersonKind) => isAuditor(before, named(p), people.before),
      (p: PersonKind) => isAuditor(after, named(p), people.after),
    ],
    approver: [(p: PersonKind) => old.has(p.person), (p: PersonKind) => now.has(p.person)],
  } as const
  return (['admin', 'auditor', 'approver'] as const).flatMap((role): RoleChange[] => {
    const [was, is] = tests[role]
    const gained = people.kinds.filter((person) => !was(person) && is(person))
    const lost = people.kinds.filter((person) => was(person) && !is(person))
    return gained.length + lost.length === 0 ? [] : [{ role, gained, lost }]
  })
}

/** Everybody who could approve something that somebody may ask for. */
function approversOf(
  policy: AccessPolicy,
  membership: Membership,
  people: readonly PersonKind[],
  machines: readonly MachineKind[],
  ports: readonly number[],
): ReadonlySet<PersonId> {
  const all = new Set<PersonId>()
  for (const machine of machines)
    for (const port of ports)
      for (const { person } of people) {
        const answer: Answer = answerFor(policy, membership, person, machine.machine, port)
        if (answer.outcome !== 'refused') for (const approver of answer.approvers) all.add(approver)
      }
  return all
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
