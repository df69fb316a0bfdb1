import { imaginedVm, type Machine } from '../imagined-vm.ts'
import { matchesVm } from '../matches.ts'
import type { Condition, Rule } from '../policy.ts'
import { nameFor } from './name-for.ts'

/** What a machine must be to be of a kind: every part of it. Tags by their lower-cased key. */
interface Traits {
  readonly names: readonly string[]
  readonly tags: Readonly<Record<string, string>>
  readonly single: Readonly<Record<string, string>>
}

/** Machines that the same rules speak of. `parts`: what makes them so, in words; none: no rule needs anything of them. */
export interface MachineKind {
  readonly machine: Machine
  readonly parts: readonly string[]
  /** Machines by name that are of this kind. */
  readonly examples: readonly string[]
}

/** Traits and which of the conditions a machine with them meets. */
interface Tried {
  readonly traits: Traits
  readonly meets: readonly boolean[]
}

/** `complete`: every kind that the conditions can make was found. */
export interface MachineKinds {
  readonly kinds: readonly MachineKind[]
  readonly complete: boolean
}

const mostKinds = 400
const mostAlternatives = 60
/** So many combinations of what conditions ask for are looked at. */
const mostTried = 5_000
/** Lists in a condition of which a machine has one value, by the attribute that has it. */
const singles: Readonly<Record<string, string>> = {
  resourceGroups: 'resourceGroup',
  subscriptions: 'subscription',
  locations: 'location',
  os: 'os',
}

/** The kinds of machines that these rules tell apart, each with one that stands for it, and those of `known` by name. */
export function machineKinds(rules: readonly Rule[], known: readonly Machine[]): MachineKinds {
  const conditions = [...new Map(rules.map(({ when }) => [JSON.stringify(when.vm ?? {}), when])).values()]
  const alternatives = conditions.map(alternativesOf)
  let complete = alternatives.every((each) => each.length <= mostAlternatives)
  const found = new Map<string, { readonly traits: Traits; kind: MachineKind }>()
  const tried = new Set<string>()
  const fresh: Tried[] = []
  // Others of a kind that is known already: what one of them has in common with a further condition, the first need not have.
  const alike: Tried[] = []
  const add = (traits: Traits): void => {
    const key = keyOf(traits)
    if (tried.has(key)) return
    tried.add(key)
    const machine = machineOf(traits)
    if (!machine) return
    const signature = signatureOf(rules, machine)
    const vm = imaginedVm(machine, [])
    const entry = { traits, meets: conditions.map((condition) => matchesVm(condition, vm)) }
    if (found.has(signature)) return void alike.push(entry)
    if (found.size >= mostKinds) {
      complete = false
      return
    }
    found.set(signature, { traits, kind: { machine, parts: partsOf(traits), examples: [] } })
    fresh.push(entry)
  }
  const none: Traits = { names: [], tags: {}, single: {} }
  // What system a machine has matters only where a rule asks for it, and then every machine has one.
  if (rules.some(({ when }) => when.vm?.os !== undefined))
    for (const os of ['windows', 'linux']) add({ ...none, single: { os } })
  else add(none)
  for (let from = fresh.shift(); from; from = fresh.shift() ?? alike.shift()) {
    if (tried.size >= mostTried) {
      complete = false
      break
    }
    for (const [index, ways] of alternatives.entries())
      for (const way of from.meets[index] ? [] : ways.slice(0, mostAlternatives)) {
        const both = merged(from.traits, way)
        if (both) add(both)
      }
  }
  for (const machine of known) {
    const signature = signatureOf(rules, machine)
    const same = found.get(signature)
    if (same) same.kind = { ...same.kind, examples: [...same.kind.examples, machine.name] }
    else found.set(signature, { traits: none, kind: { machine, parts: [`such as ${machine.name}`], examples: [] } })
  }
  return { kinds: [...found.values()].map(({ kind }) => kind), complete }
}

function keyOf({ names, tags, single }: Traits): string {
  const sorted = (record: Readonly<Record<string, string>>) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([names.toSorted(), sorted(tags), sorted(single)])
}

function signatureOf(rules: readonly Rule[], machine: Machine): string {
  const vm = imaginedVm(machine, [])
  return rules.map(({ when }) => (matchesVm(when, vm) ? '1' : '0')).join('')
}

/** Each way to meet a condition: one value of each of its lists. */
function alternativesOf({ vm = {} }: Condition): Traits[] {
  let all: Traits[] = [{ names: [], tags: {}, single: {} }]
  const each = (values: readonly string[] | undefined, extend: (traits: Traits, value: string) => Traits) => {
    if (values === undefined || all.length > mostAlternatives) return
    all = all.flatMap((traits) => values.map((value) => extend(traits, value)))
  }
  each(vm.names, (traits, name) => ({ ...traits, names: [...traits.names, name] }))
  for (const [key, values] of Object.entries(vm.tags ?? {}))
    each(values, (traits, value) => ({ ...traits, tags: { ...traits.tags, [key.toLowerCase()]: value } }))
  for (const [list, attribute] of Object.entries(singles))
    each((vm as Readonly<Record<string, readonly string[] | undefined>>)[list], (traits, value) => ({
      ...traits,
      single: { ...traits.single, [attribute]: value },
    }))
  return all
}

/** Both at once; undefined where a machine would have to be two things. */
function merged(one: Traits, other: Traits): Traits | undefined {
  const tags = mergedRecords(one.tags, other.tags)
  const single = mergedRecords(one.single, other.single)
  return tags && single && { names: [...new Set([...one.names, ...other.names])], tags, single }
}

function mergedRecords(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined {
  const clash = Object.entries(other).some(
    ([key, value]) => one[key] !== undefined && one[key].toLowerCase() !== value.toLowerCase(),
  )
  return clash ? undefined : { ...other, ...one }
}

function machineOf({ names, tags, single }: Traits): Machine | undefined {
  const name = names.length === 0 ? 'some-machine' : nameFor(names)
  return name === undefined ? undefined : { name, tags, ...single }
}

function partsOf({ names, tags, single }: Traits): string[] {
  return [
    ...Object.entries(tags).map(([key, value]) => `tagged ${key}=${value}`),
    ...names.map((name) => `named ${name}`),
    ...Object.entries(single).map(([key, value]) => (key === 'os' ? `running ${value}` : `in ${value}`)),
  ]
}
