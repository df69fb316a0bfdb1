import type { Difference, Widening } from './answer.ts'
import type { Change } from './change.ts'
import type { MachineKind } from './machine-kinds.ts'
import type { Moment } from './moments.ts'
import type { PersonKind } from './person-kinds.ts'

/** One difference with everybody and everything that it is found for. */
export interface Found {
  readonly difference: Difference
  /** People by machine and port. */
  readonly at: Map<MachineKind, Map<number, PersonKind[]>>
}

/** Adds one finding of a difference. */
export function note(
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
export function gathered(
  found: readonly Found[],
  machines: readonly MachineKind[],
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
}

/** Changes of each moment as one list: what is so at all moments is told once, without a time. */
export function atTheirTimes(changes: readonly (readonly Change[])[], moments: readonly Moment[]): Change[] {
  const all = new Map<string, { readonly change: Change; readonly times: string[] }>()
  for (const [index, ofMoment] of changes.entries())
    for (const change of ofMoment) {
      const { why: _, ...rest } = change
      const key = JSON.stringify(rest)
      const same = all.get(key) ?? { change, times: [] }
      same.times.push(moments[index]?.says ?? '')
      all.set(key, same)
    }
  return [...all.values()].map(({ change, times }) => (times.length === moments.length ? change : { ...change, times }))
}

/** One kind of machines and one port. */
export function placeKey(machines: readonly MachineKind[], machine: MachineKind, port: number): string {
  return `${machines.indexOf(machine)}:${port}`
}
