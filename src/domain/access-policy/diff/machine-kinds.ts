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

/** `complete`: every kind that the conditions can make was found. */
export interface MachineKinds {
  readonly kinds: readonly MachineKind[]
  readonly complete: boolean
}

const mostKinds = 400
const mostAlternatives = 60
/** Lists in a condition of which a machine has one value, by the attribute that has it. */
const singles: Readonly<Record<string, string>> = {
  resourceGroups: 'resourceGroup',
  subscriptions: 'subscription',
  locations: 'location',
  os: 'os',
}

/** The kinds of machines that these rules tell apart, each with one that stands for it, and those of `known` by name. */
export function machineKinds(rules: readonly Rule[], known: readonly Machine[]): MachineKinds {
  let complete = true
  const found = new Map<string, { readonly traits: Traits; kind: MachineKind }>()
  const none: Traits = { names: [], tags: {}, single: {} }
  const add = (traits: Traits): boolean => {
    const machine = machineOf(traits)
    const signature = machine && signatureOf(rules, machine)
    if (!machine || signature === undefined || found.has(signature)) return false
    if (found.size >= mostKinds) {
      complete = false
      return false
    }
    found.set(signature, { traits, kind: { machine, parts: partsOf(traits), examples: [] } })
    return true
  }
  // What system a machine has matters only where a rule asks for it, and then every machine has one.
  if (rules.some(({ when }) => when.vm?.os !== undefined))
    for (const os of ['windows', 'linux']) add({ ...none, single: { os } })
  else add(none)
  const conditions = [...new Map(rules.map(({ when }) => [JSON.stringify(when.vm ?? {}), when])).values()]
  const alternatives = conditions.flatMap((condition) => {
    const all = alternativesOf(condition)
    if (all.length > mostAlternatives) complete = false
    return all.slice(0, mostAlternatives)
  })
  for (let grown = true; grown; ) {
    grown = false
    for (const { traits } of [...found.values()])
      for (const alternative of alternatives) {
        const both = merged(traits, alternative)
        if (both && add(both)) grown = true
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
